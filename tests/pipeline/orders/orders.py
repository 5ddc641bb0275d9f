"""Orders to test with, and the hour as it passes."""

from datetime import UTC, datetime, timedelta

from cautery.app import App
from cautery.kit.clock import FrozenClock
from cautery.model.account import Account, AccountId
from cautery.model.order import OrderForm
from cautery.pipeline.takedowns.executor import execute_pending
from cautery.platforms.connectors.simulator import Simulator
from cautery.simulator.world import PLATFORM, WorldSize

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def a_form(number: int = 1, *, account: str = "u000001", non_disclosure: bool = False) -> OrderForm:
    return OrderForm(
        authority="Quay Police",
        reference=f"Q-{number}",
        urls=(f"https://{PLATFORM}.example/{account}",),
        clause="promotes",
        non_disclosure=non_disclosure,
    )


def whose(account: str) -> Account:
    return Account(platform=PLATFORM, id=AccountId(account))


def at(app: App, minutes: float) -> App:
    """The same installation so many minutes after noon."""
    return App(app.config, clock=FrozenClock(NOON + timedelta(minutes=minutes)), person=app.person)


def a_platform() -> Simulator:
    return Simulator(WorldSize(people=30, operators=2), seed=1)


def carry(app: App, platform: Simulator) -> None:
    """What the worker does meanwhile."""
    execute_pending(app, platform)
