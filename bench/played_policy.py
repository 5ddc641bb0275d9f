"""The product against hands who come back and learn: a policy played on the simulated platform, a quarter of a day at a time.

Everything but the platform and the people is the product itself: intake, history, suspicion, hands, networks, banks, cases,
decisions, actions. The team is played by what only the simulation knows, and errs. The policy that it stands beside acts on
complaints alone, with the same team.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from bench.reviewers import Team
from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.config import Config
from cautery.events.masking import masked_events
from cautery.kit.clock import WallClock
from cautery.model.account import Account, AccountId
from cautery.model.case import CaseId
from cautery.model.content import Content
from cautery.model.event import AnyEvent, PostCreated
from cautery.pipeline.banks.values import arm_banks
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.platform_notices import open_notices
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.detection.labelling import label
from cautery.pipeline.detection.networks import networks
from cautery.pipeline.detection.newcomers import Newcomers, name_newcomers, signup_screening
from cautery.pipeline.detection.operators import find_operators
from cautery.pipeline.detection.suspects import suspects
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.takedowns.executor import execute_pending
from cautery.platforms.connectors.simulator import Simulator
from cautery.simulator.adversary import Adversary
from cautery.simulator.people import SimulatedAccount
from cautery.simulator.world import PLATFORM, WorldSize
from cautery.store import networks as network_ledger
from cautery.trials.following import HourlyCounts
from cautery.trials.tour import PlatformClock
from cautery.trials.two_people import advance_takedowns

BEFORE_D = 5
"""Days that pass before anybody acts, and that every policy has in common."""
PART_H = 6
BATCH = 2000
REMOVED_BEFORE = 6
"""Accounts that the platform removed before we came: all that is known at the beginning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPolicy:
    """What opens cases, besides complaints."""

    name: str
    suspicion: bool = False
    hands: bool = False
    networks: bool = False
    banks: bool = False


REPORTS_ONLY = ReviewPolicy(name="reports only")
EVERYTHING = ReviewPolicy(name="everything", suspicion=True, hands=True, networks=True, banks=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopSetting:
    """Who plays, against whom, and for how long."""

    size: WorldSize = field(default_factory=lambda: WorldSize(people=600, operators=12))
    days: int = 14
    adversary: Adversary = field(default_factory=lambda: Adversary(reserve=0.15))
    reviews_a_day: int = 200
    errors: tuple[float, float] = (0.05, 0.10)


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyOutcome:
    """What came of a policy."""

    policy: str
    reach_days: float
    """Followers of the network's accounts, summed over the days on which each was up."""
    lived_h: tuple[tuple[float, bool], ...]
    """For each account that continues another: hours from its first sign to its end, and whether that was an end."""
    suspended: int
    wrong: int
    """Suspensions of somebody who is nobody's tool."""
    reviews: int
    days: int


def play(
    config: Config,
    policy: ReviewPolicy,
    setting: LoopSetting,
    *,
    seed: int,
    progress: Callable[[], None] = lambda: None,
) -> PolicyOutcome:
    """Play a policy in an installation of its own; `progress` is called after each day."""
    loop = _Loop(config, policy, setting, seed=seed)
    try:
        loop.begin()
        for _ in range(setting.days):
            loop.day()
            progress()
        return loop.outcome()
    finally:
        loop.close()


class _Loop:
    def __init__(self, config: Config, policy: ReviewPolicy, setting: LoopSetting, *, seed: int) -> None:
        self.policy, self.setting = policy, setting
        self.platform = Simulator(setting.size, seed=seed, adversary=setting.adversary)
        clock = PlatformClock(platform=self.platform)
        self.app = App(config, clock=clock, person="team (played)", wall=WallClock())
        self.team = Team(seed=seed, a_day=setting.reviews_a_day, errors=setting.errors)
        self.following = HourlyCounts(self.platform.world, seed=seed)
        self.said: dict[AccountId, list[Content]] = {}
        self.newcomers: Newcomers | None = None
        self.suspended = self.wrong = 0
        self._cursor: str | None = None

    def begin(self) -> None:
        """Let the first days pass; then a few removals of the platform itself are told to us."""
        self.platform.live(BEFORE_D * 24)
        world = self.platform.world
        hands = sorted(world.operators)[:REMOVED_BEFORE]
        removed = [next(p for p in world.people.values() if p.operator == hand and not p.silent) for hand in hands]
        for person in removed:
            self.platform.close_by_itself(Account(platform=PLATFORM, id=person.id))
        self._listen()
        file = self.app.config.home / "removed-before.csv"
        rows = "".join(f"{person.id},violating,the platform\n" for person in removed)
        file.write_text(f"account,label,source\n{rows}", encoding="utf-8")
        label(self.app, file)
        self.following.begin()

    def day(self) -> None:
        """Live a day: every six hours what happened is heard, and cases are judged; once a day everybody is looked at."""
        self.team.new_day()
        if self.policy.hands:
            self.newcomers = signup_screening(self.app)
        for part in range(24 // PART_H):
            for _ in range(PART_H):
                self.platform.live(1)
                self.following.an_hour()
            events = self._listen()
            open_notices(self.app)
            if self.newcomers is not None:
                name_newcomers(
                    self.app,
                    self.newcomers,
                    masked_events(list(events), self.app.keyring),
                    at=self.platform.world.now(),
                )
            if part == 0:
                self._look()
            self._judge()

    def outcome(self) -> PolicyOutcome:
        """Say what came of it."""
        return PolicyOutcome(
            policy=self.policy.name,
            reach_days=self.following.reach_days,
            lived_h=self.following.returns(),
            suspended=self.suspended,
            wrong=self.wrong,
            reviews=self.team.spent,
            days=self.setting.days,
        )

    def close(self) -> None:
        """End it."""
        self.app.close()

    def _listen(self) -> Iterable[AnyEvent]:
        batch = self.platform.read_events(self._cursor)
        with Ingestion(self.app) as door:
            for begin in range(0, len(batch.events), BATCH):
                door.accept(batch.events[begin : begin + BATCH])
            door.catch_up()
        for event in batch.events:
            if isinstance(event, PostCreated):
                content = Content(text=event.post.text or "", links=event.post.links)
                self.said.setdefault(event.account, []).append(content)
        self._cursor = batch.cursor
        return batch.events

    def _look(self) -> None:
        if self.policy.suspicion:
            suspects(self.app)
        if self.policy.hands:
            find_operators(self.app)
        if self.policy.networks:
            networks(self.app)

    def _judge(self) -> None:
        """Decide what waits, in the queue's order, as long as reviews are left; then it happens."""
        for case in queue(self.app.config, self.app.clock):
            if not self.team.can_look():
                break
            people = self._about(case.case, case.about)
            guilty = sum(one.operator is not None for one in people) * 2 > len(people)
            verdict = self.team.judge(guilty, chance=case.chance)
            judged = decide_case(self.app, case.case, _word(suspend=verdict.suspend))
            hit = [self._person(action.about) for action in judged.actions]
            self.suspended += len(hit)
            self.wrong += sum(one.operator is None for one in hit)
            if self.policy.banks:
                self._arm(hit)
        execute_pending(self.app, self.platform)
        advance_takedowns(self.app, self.platform)

    def _about(self, case: CaseId, about: Account) -> list[SimulatedAccount]:
        """Name whom a case is about: an account, or a network's sure members."""
        with self.app.reading() as connection:
            network = network_ledger.of_case(connection, case)
        return [self._person(member.account) for member in network.members] if network else [self._person(about)]

    def _arm(self, people: Iterable[SimulatedAccount]) -> None:
        contents = [content for one in people for content in self.said.get(one.id, [])]
        if contents:
            with self.app.writing() as tx:
                arm_banks(tx, contents, policy="promotes", why="posted by an account that was removed")

    def _person(self, about: Account) -> SimulatedAccount:
        return self.platform.world.people[about.id]


def _word(*, suspend: bool) -> DecisionInput:
    if suspend:
        return DecisionInput(measure="suspend", clause="promotes", reason="Spreads the organisation's statements.")
    return DecisionInput(measure="none", clause=None, reason="Breaks no clause.")
