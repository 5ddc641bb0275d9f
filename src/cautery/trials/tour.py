"""The whole story on the simulated platform, step by step: a network is found, taken down and kept down, and it is measured.

The people are played by what only the simulation knows, so that nobody has to sit through it; nothing else looks at that.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from cautery.app import App
from cautery.cases.queue import QueuedCase
from cautery.cases.review import DecisionInput
from cautery.config import Config
from cautery.events.masking import masked_events
from cautery.kit.clock import WallClock
from cautery.model.account import Account
from cautery.model.event import AnyEvent
from cautery.model.network import Network
from cautery.model.operator import OperatorLink
from cautery.model.plan import PlanId
from cautery.model.suspicion import Suspicion
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.exhibits import exhibit
from cautery.pipeline.cases.platform_notices import open_notices
from cautery.pipeline.cases.review_queue import queue_page
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.detection.labelling import label
from cautery.pipeline.detection.networks import networks
from cautery.pipeline.detection.newcomers import Newcomers, know_anew, name_newcomers, signup_screening
from cautery.pipeline.detection.suspects import suspects
from cautery.pipeline.effect.measure import effect
from cautery.pipeline.entrance.staff import visit_link
from cautery.pipeline.history.read import history_of
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.takedowns.executor import ExecutionResult, execute_pending
from cautery.pipeline.takedowns.progress import TakedownProgress
from cautery.pipeline.takedowns.status import TakedownStatus, look_at
from cautery.platforms.connectors.simulator import Simulator
from cautery.simulator.people import SimulatedAccount
from cautery.simulator.world import PLATFORM, WorldSize
from cautery.store.audit import Verification
from cautery.store.waiting import QueueFilter
from cautery.trials.side_by_side import SideBySide, play_two
from cautery.trials.two_people import Restored, advance_takedown, advance_takedowns, agree, propose, restore_the_wronged

BATCH = 500
FIRST_REMOVED = 6
"""Accounts that the platform removed before we came: all that is known at the beginning."""
SIZE = WorldSize(people=600, operators=16, releases_a_day=6.0)
"""Six hundred people, and hands enough that no one person may take their network down."""
OBJECTION = "My tool passes on what the group puts up, for an archive. I study it and promote nothing."
GUEST_ROLES = ("senior", "appeals", "auditor")
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedCase:
    """A case that the reviewer decided, and who it was about."""

    case: QueuedCase
    handle: str
    role: str
    measure: str
    returned: bool
    """Whether it is somebody who had been removed before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformClock:
    """The simulated platform's time."""

    platform: Simulator

    def now(self) -> datetime:
        return self.platform.world.now()


class Tour:
    """One run of the story, in an installation of its own."""

    def __init__(self, config: Config, *, seed: int, size: WorldSize | None = None) -> None:
        self.platform = Simulator(size or SIZE, seed=seed)
        clock = PlatformClock(platform=self.platform)
        self.app = App(config, clock=clock, person="reviewer (played)", wall=WallClock())
        self._cursor: str | None = None
        self._newcomers: Newcomers | None = None
        self._arrived: list[AnyEvent] = []

    def live(self, hours: int, progress: Progress) -> None:
        """Let the platform's time pass."""
        self.platform.live(hours, passed=progress)

    def listen(self, progress: Progress) -> int:
        """Take in what happened since, a batch at a time; returns how many events that were."""
        batch = self.platform.read_events(self._cursor)
        with Ingestion(self.app) as door:
            for begin in range(0, len(batch.events), BATCH):
                report = door.accept(batch.events[begin : begin + BATCH])
                progress(report.accepted)
            door.catch_up()
        open_notices(self.app)
        self._cursor = batch.cursor
        self._arrived += batch.events
        return len(batch.events)

    def learn_removed(self) -> int:
        """The platform's own moderators have removed a few accounts of the network: these decisions come in."""
        hands = sorted(self.platform.world.operators)[:FIRST_REMOVED]
        removed = [next(p for p in self.platform.world.people.values() if p.operator == hand) for hand in hands]
        for person in removed:
            self.platform.close_by_itself(Account(platform=PLATFORM, id=person.id))
        file = self.app.config.home / "removed-before.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            rows = csv.writer(out)
            rows.writerow(("account", "label", "source"))
            rows.writerows((person.id, "violating", "the platform") for person in removed)
        self._arrived = []  # who came before them continues nobody
        return label(self.app, file).accepted

    def name_returns(self) -> tuple[OperatorLink, ...]:
        """Compare those who signed up since the last time with the accounts that were removed by then; cases follow."""
        arrived, self._arrived = self._arrived, []
        if self._newcomers is None:
            self._newcomers = signup_screening(self.app)
        hashed = masked_events(arrived, self.app.keyring)
        named = name_newcomers(self.app, self._newcomers, hashed, at=self.app.clock.now())
        exhibit(self.app, history_of(self.app, at=None))
        return named

    def know_removed(self) -> None:
        """Take those who were removed since into what newcomers are compared with."""
        if self._newcomers is not None:
            know_anew(self.app, self._newcomers)

    def find_networks(self) -> tuple[Network, ...]:
        """Name who acts together; what something forbidden attaches to becomes a case."""
        return networks(self.app)

    def propose(self) -> tuple[TakedownStatus, ...]:
        """Plan takedowns of the networks that wait, as the person who proposes: of those that are mostly hands."""
        return propose(self.app, is_guilty=self._is_guilty)

    def agree(self, name: PlanId) -> TakedownStatus:
        """Approve a plan, as another person."""
        return agree(self.app, name)

    def carry(self, name: PlanId, told: Callable[[TakedownProgress], None]) -> TakedownStatus:
        """Carry a takedown out, stage by stage; the platform's time passes while a stage is watched."""
        advance_takedown(self.app, self.platform, name, let_pass=lambda: self.platform.live(1), told=told)
        return self.standing(name)

    def standing(self, name: PlanId) -> TakedownStatus:
        """Say how a takedown stands."""
        return look_at(self.app, name)

    def restore_the_wronged(self, name: PlanId) -> tuple[Restored, ...]:
        """Let who was taken down wrongly object, and somebody else hear them."""
        return restore_the_wronged(self.app, self.platform, name, objection=OBJECTION)

    def suspect(self) -> tuple[Suspicion, ...]:
        """Name those who deserve a look."""
        return suspects(self.app)

    def waiting(self) -> int:
        """Count the cases that wait."""
        return len(queue(self.app.config, self.app.clock))

    def invite_guest(self) -> str:
        """Make the link by which a guest comes in and judges beside the played reviewer."""
        return visit_link(self.app, "guest", GUEST_ROLES)

    def judge(self, told: Callable[[DecidedCase], None], *, leave: int = 0) -> tuple[DecidedCase, ...]:
        """Decide the cases that wait, but for some that are left to a guest, and those that the guest looks at."""
        ruled = []
        waiting = queue(self.app.config, self.app.clock)
        theirs = (
            {row.case.id for row in queue_page(self.app, QueueFilter(held_by="guest"), most=leave).rows}
            if leave
            else set()
        )
        mine = [
            queued_case
            for queued_case in waiting[: len(waiting) - leave]
            if queued_case.case not in theirs and queued_case.origin != "network"
        ]
        for case in mine:
            person = self.person(case.about)
            decide_case(self.app, case.case, _word(person))
            ruled.append(
                DecidedCase(
                    case=case,
                    handle=person.handle,
                    role=person.role,
                    measure=_word(person).measure,
                    returned=person.returns_of is not None,
                )
            )
            told(ruled[-1])
        return tuple(ruled)

    def act(self, progress: Progress) -> ExecutionResult:
        """Suspend what was decided, and look whether it is in force; takedowns that somebody approved go on too."""
        return execute_pending(self.app, self.platform, progress=progress) + advance_takedowns(self.app, self.platform)

    def measure(self) -> str:
        """Say what came of it all."""
        return effect(self.app).says

    def play_policies(self, progress: Callable[[], None]) -> SideBySide:
        """Play two policies on invented societies that are large enough to tell them apart."""
        return play_two(self.app, progress=progress)

    def prove(self) -> Verification:
        """Show that the log is whole."""
        return verify_log(self.app)

    def person(self, about: Account) -> SimulatedAccount:
        """Tell who somebody is: only for showing, and for the reviewer's part."""
        return self.platform.world.people[about.id]

    def still_up(self) -> int:
        """Count the network's accounts that can speak."""
        return sum(bool(p.operator) and not p.closed for p in self.platform.world.people.values())

    def close(self) -> None:
        """End it."""
        self.app.close()

    def _is_guilty(self, network: Network) -> bool:
        return sum(self.person(member.account).operator is not None for member in network.members) * 2 > len(
            network.members
        )


def _word(person: SimulatedAccount) -> DecisionInput:
    if person.operator is None:
        return DecisionInput(
            measure="none", clause=None, reason=f"Speaks about the network as a {person.role}; breaks no clause."
        )
    if person.returns_of is not None:
        return DecisionInput(
            measure="suspend", clause="returned", reason="Continues an account that was removed before."
        )
    return DecisionInput(
        measure="suspend", clause="promotes", reason="Spreads the organisation's statements and recruits for it."
    )
