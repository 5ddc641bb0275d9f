"""One decision for several cases: whom it meets is shown first, and each case gets a decision and a letter of its own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cautery.app import App
from cautery.cases.exemptions import ExemptionAssessment
from cautery.cases.review import DecisionInput
from cautery.errors import CauteryError, Invalid, Refused
from cautery.model.case import Case, CaseId, version_of
from cautery.model.decision import LEAVES_UP
from cautery.model.plan import Protected
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.handling import HandlingResult
from cautery.pipeline.cases.immediate_takedown import targets_of
from cautery.store import cases, decisions, joins, leases, networks, waiting
from cautery.store.database import ReadConnection
from cautery.store.waiting import WaitingCase

MOST = 100
"""Cases in one batch: more than that nobody has looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchedCase:
    """A case of a batch, as it is now."""

    case: Case
    waiting: WaitingCase | None
    version: str
    protected: Protected | None
    problem: str
    """Why it cannot be decided with others; '' for what can."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What one decision would meet."""

    rows: tuple[BatchedCase, ...]
    alone: int
    """Accounts that one person may act on."""

    @property
    def decidable(self) -> tuple[BatchedCase, ...]:
        """List what would be decided."""
        return tuple(row for row in self.rows if not row.problem)

    @property
    def followers(self) -> int:
        """Count the followers of those, as far as they are known."""
        return sum(row.waiting.followers or 0 for row in self.decidable if row.waiting)


def preview_batch(app: App, names: Sequence[CaseId]) -> Batch:
    """Show what one decision about some cases would meet, and which must be decided one by one."""
    asked = list(dict.fromkeys(names))
    if not 1 <= len(asked) <= MOST:
        raise Invalid(f"Select between 1 and {MOST} cases; {len(asked)} are selected.")
    with app.reading() as connection:
        found = cases.some(connection, asked)
        about = {case.about: case.chance or 0.0 for case in found.values()}
        protected = {one.account: one.protected for one in targets_of(connection, about, {}, by=app.person)}
        rows = [_row(app, connection, found[name], protected.get(found[name].about)) for name in asked if name in found]
    return Batch(rows=tuple(rows), alone=app.config.takedown.second_person_above)


def decide_batch(
    app: App, seen: Mapping[CaseId, str], word: DecisionInput, *, assessed: ExemptionAssessment
) -> HandlingResult:
    """Decide some cases alike, each as it was seen. More accounts than one person may act on are refused as a whole."""
    batch = preview_batch(app, list(seen))
    if word.measure not in LEAVES_UP and len(batch.decidable) > batch.alone:
        raise Refused(
            f"One person may act on {batch.alone} accounts at once, and {len(batch.decidable)} are selected. "
            "Select fewer, or plan a takedown that a second person approves."
        )
    if word.measure == "observe":
        raise Refused("To keep an account up is proposed case by case.")
    done, left = [], [f"{row.case.id}: {row.problem}" for row in batch.rows if row.problem]
    for row in batch.decidable:
        try:
            decide_case(app, row.case.id, word, assessed=assessed, seen=seen[row.case.id])
            done.append(row.case.id)
        except CauteryError as error:
            left.append(f"{row.case.id}: {error}")
    if not done and left:
        raise Invalid(left[0])
    return HandlingResult(done=tuple(done), left=tuple(left))


def _row(app: App, connection: ReadConnection, case: Case, protected: Protected | None) -> BatchedCase:
    made, joined = decisions.of_case(connection, case.id), joins.of(connection, case.id)
    return BatchedCase(
        case=case,
        waiting=waiting.get(connection, case.id),
        version=version_of(decided=len(made), joined=len(joined)),
        protected=protected,
        problem=_problem(app, connection, case, protected),
    )


def _problem(app: App, connection: ReadConnection, case: Case, protected: Protected | None) -> str:
    holder = leases.held_by(connection, case.id, at=app.wall.now())
    if not waiting.waits(connection, [case.id]):
        return "it does not wait any more"
    if holder not in (None, app.person):
        return f"{holder} is looking at it"
    if networks.of_case(connection, case.id) is not None:
        return "it is about a network; plan a takedown"
    if protected is not None:
        return "the account is protected; plan a takedown that a second person approves"
    return ""
