"""Networks to be taken down, and a platform that counts what it is asked to do and can fail in every way."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from threading import Lock
from typing import ClassVar

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.enforcement.guards import Limits
from cautery.errors import CauteryError, Missing
from cautery.kit.canonical import digest
from cautery.kit.clock import FrozenClock
from cautery.model.account import Account, AccountId, Platform
from cautery.model.action import Action
from cautery.model.case import Case, CaseId
from cautery.model.decision import Measure
from cautery.model.event import AnyEvent
from cautery.model.network import Network, NetworkId, NetworkMember
from cautery.model.plan import Plan, PlanId
from cautery.pipeline.takedowns.executor import Executor
from cautery.pipeline.takedowns.planning import plan
from cautery.pipeline.takedowns.progress import Executors, TakedownProgress, advance_to_the_end
from cautery.platforms.connector import Connector, PlatformBatch, State
from cautery.store import cases, networks
from tests.world import NOON

QUAY = Platform("quay")
SUSPEND = DecisionInput(measure="suspend", clause="promotes", reason="One hand recruits through all of them.")


def member(number: int) -> Account:
    """Name an account at the quay."""
    return Account(platform=QUAY, id=AccountId(f"lantern{number:06}"))


def a_network(app: App, size: int, *, chance: float = 0.99, name: str = "lanterns", since: int = 0) -> CaseId:
    """Write down a network with a case about it."""
    case = Case(
        id=CaseId(digest("case", name)[:12]),
        about=member(since),
        origin="network",
        chance=0.9,
        reasons=(),
        opened_at=NOON,
        due=NOON + timedelta(days=1),
    )
    members = tuple(
        NetworkMember(account=member(number), chance=chance, role="amplifier") for number in range(since, since + size)
    )
    with app.writing() as tx:
        cases.append(tx, [case])
        networks.append(tx, [_network(NetworkId(name), members, case.id)])
    return case.id


def planned(app: App, size: int, **terms: str) -> Plan:
    """Plan the takedown of a network, as whoever is at the keys."""
    return plan(app, a_network(app, size), SUSPEND, **terms)


def later(app: App, **passed: float) -> App:
    """Give the same installation, with the same person at the keys, when some time has passed."""
    return App(app.config, clock=FrozenClock(app.clock.now() + timedelta(**passed)), person=app.person)


def with_limits(app: App, limits: Limits) -> App:
    """Give the same installation with other limits."""
    return App(replace(app.config, takedown=limits), clock=app.clock, person=app.person, wall=app.wall)


def carried_through(app: App, platform: Connector, name: PlanId) -> list[TakedownProgress]:
    """Take turns until nothing is left to do at this time; waits for no time to pass."""
    told: list[TakedownProgress] = []
    crew: Executors = {QUAY: Executor(app, platform, patient=False)}
    advance_to_the_end(app, crew, name, sleep=lambda _: None, told=told.append)
    return told


class Quay(Connector):
    """A platform with any accounts; it counts what it is asked to do."""

    measures: ClassVar[frozenset[Measure]] = frozenset({"suspend"})

    def __init__(self) -> None:
        self.asked, self.in_force = Counter[Account](), dict[Account, set[str]]()
        self.gone: set[Account] = set()
        self.fails: list[CauteryError] = []
        """What the next actions are answered with, before anything is done."""
        self._lock = Lock()

    def read_events(self, cursor: str | None) -> PlatformBatch:
        """Nothing happens there by itself."""
        events: Sequence[AnyEvent] = ()
        return PlatformBatch(events=events, cursor=cursor or "")

    def look_up(self, about: Account) -> State:
        """Say how an account stands."""
        measures: frozenset[Measure] = frozenset({"suspend"}) if self.in_force.get(about) else frozenset()
        return State(handle=about.id, measures=measures)

    def act(self, action: Action) -> str:
        """Suspend, and count it."""
        with self._lock:
            if self.fails:
                raise self.fails.pop()
            self._there(action)
            self.asked[action.about] += 1
            self.in_force.setdefault(action.about, set()).add(action.key)
        return action.key

    def undo(self, action: Action, token: str) -> None:
        """Take back what this action did."""
        self.in_force.get(action.about, set()).discard(token)

    def in_effect(self, action: Action) -> bool:
        """Look whether the account is suspended."""
        self._there(action)
        return bool(self.in_force.get(action.about))

    def suspend_by_itself(self, about: Account) -> None:
        """Suspend somebody as the platform's own moderators would."""
        self.in_force.setdefault(about, set()).add("its own")

    def suspended(self) -> set[Account]:
        """Name who is suspended."""
        return {about for about, by in self.in_force.items() if by}

    def _there(self, action: Action) -> None:
        if action.about in self.gone:
            raise Missing(f"There is no account '{action.about.id}' here.")


def _network(name: NetworkId, members: tuple[NetworkMember, ...], case: CaseId) -> Network:
    at: datetime = NOON
    return Network(
        id=name,
        at=at,
        case=case,
        members=members,
        channels=(),
        log10_p=-40.0,
        says=("They pass the same things on.",),
        bystanders=(),
        seeds=(),
        content_evidence=(),
    )
