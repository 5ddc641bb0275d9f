"""Two hundred random lives of orders, with crashes, refusals, duplicates and appeals: no clock is missed unseen."""

import shutil
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from cautery.app import App
from cautery.cases.order_states import OPEN
from cautery.config import read_config
from cautery.errors import CauteryError
from cautery.kit.clock import FrozenClock
from cautery.model.order import Authenticity, StepKind
from cautery.pipeline.installation.install import install
from cautery.pipeline.orders.executing import execute_order, record_executed, say_of_order
from cautery.pipeline.orders.receiving import receive_order
from cautery.pipeline.orders.steps import SAYABLE, list_orders, locate_by_hand, show_order
from cautery.pipeline.orders.watching import watch_orders
from cautery.pipeline.takedowns.executor import execute_pending
from cautery.platforms.connectors.simulator import Simulator
from tests.pipeline.orders.orders import NOON, a_form, a_platform, whose

HOUR = timedelta(hours=1)
_made: list[Path] = []


class PowerCutError(BaseException):
    """The machine stops."""


def new_home() -> Path:
    """A copy of one new installation: making tables takes a second, and copying them does not."""
    if not _made:
        _made.append(install(Path(mkdtemp()) / "home", name="test.example").home)
    return Path(shutil.copytree(_made[0], Path(mkdtemp()) / "home"))


class LivesOfOrders(RuleBasedStateMachine):
    """People, courts, the clock and the worker do what they do in any order."""

    received = Bundle("received")

    @initialize()
    def begin(self) -> None:
        self.home, self.now, self.number = new_home(), NOON, 0
        self.platform = a_platform()
        self.clocks: dict[str, datetime] = {}
        self.began: dict[str, datetime] = {}

    def app(self) -> App:
        """Open the installation anew, as after a crash."""
        return App(read_config(self.home), clock=FrozenClock(self.now), person="local:ada")

    @rule(target=received, proof=st.sampled_from(("yes", "no", "unknown")), account=st.integers(1, 3))
    def receive(self, proof: Authenticity, account: int) -> str:
        self.number += 1
        app = self.app()
        name = f"u{account:06d}"
        form = a_form(self.number, account=name)
        order = receive_order(app, form, channel="mail", authentic=proof, evidence="so").order
        locate_by_hand(app, order, whose(name), None)
        self.clocks[order] = self.began[order] = self.now
        return order

    @rule(order=received)
    def receive_again(self, order: str) -> None:
        form = show_order(self.app(), order).order.form
        assert receive_order(self.app(), form, channel="api").order == order

    @rule(order=received, kind=st.sampled_from((*SAYABLE, "infringes", "annulled")))
    def say(self, order: str, kind: StepKind) -> None:
        try:
            say_of_order(self.app(), order, kind, "so")
        except CauteryError:
            return
        if kind in ("ceased", "clarified"):
            self.clocks[order] = self.now

    @rule(order=received, by_hand=st.booleans())
    def execute(self, order: str, by_hand: bool) -> None:
        try:
            if by_hand:
                record_executed(self.app(), order, says="", happened_at=None)
            else:
                execute_order(self.app(), order)
        except CauteryError:
            return

    @rule(minutes=st.sampled_from((1, 5, 14, 20, 45, 70)))
    def pass_time(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule()
    def carry(self) -> None:
        execute_pending(self.app(), self.platform)

    @rule()
    def cut_power(self) -> None:
        cut = _Cut(self.platform)
        try:
            execute_pending(self.app(), cut)
        except PowerCutError:
            self.now += timedelta(minutes=3)

    @rule()
    def watch(self) -> None:
        app = self.app()
        watch_orders(app)
        for view in list_orders(app):
            due, status = self.clocks[view.order.id] + HOUR, view.status
            if status.state in OPEN and self.now > due:
                assert due in status.missed
            if status.state in OPEN and not status.acknowledged and status.state != "executing":
                assert self._pages(app, view.order.id)

    @invariant()
    def what_was_late_is_known(self) -> None:
        """Whoever carried an order out after its hour cannot hide it, and no order counts as late that was not."""
        if not hasattr(self, "home"):
            return
        for view in list_orders(self.app()):
            late = view.status.executed_at is not None and view.status.executed_at > self.clocks[view.order.id] + HOUR
            assert not late or view.status.missed
            assert view.status.due is None or view.status.due == self.clocks[view.order.id] + HOUR
            if view.order.authentic == "no":
                assert "authenticated" not in {step.kind for step in view.steps}

    def _pages(self, app: App, order: str) -> int:
        with app.reading() as connection:
            found = connection.exec_driver_sql("SELECT id FROM messages WHERE hook = 'duty'").scalars()
            return sum(order in name for name in found)

    def teardown(self) -> None:
        if hasattr(self, "home"):
            shutil.rmtree(self.home.parent)


class _Cut(Simulator):
    """The same platform; the machine stops right after it did something."""

    def __init__(self, of: Simulator) -> None:
        self.__dict__.update(of.__dict__)

    def act(self, action):  # type: ignore[no-untyped-def]
        super().act(action)
        raise PowerCutError


TestLivesOfOrders = LivesOfOrders.TestCase
TestLivesOfOrders.settings = settings(
    max_examples=200,
    stateful_step_count=14,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
