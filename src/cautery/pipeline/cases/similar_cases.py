"""Likeness: what was decided about nearly the same, and what else waits that is nearly the same and can be decided with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cautery.app import App
from cautery.cases.exemptions import ExemptionAssessment
from cautery.cases.likeness import SharedTraits, shared
from cautery.cases.review import DecisionInput
from cautery.errors import CauteryError, Conflict, Missing
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision
from cautery.model.exhibit import Exhibit
from cautery.pipeline.cases.decide import decide_case
from cautery.store import cases, decisions, exhibits, judgements, marks, waiting
from cautery.store.database import ReadConnection

LOOKED_AT, SHOWN = 30, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarCase:
    """A case that shows something of the same, and how it was decided."""

    case: Case
    decision: Decision
    shared: SharedTraits


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTwin:
    """A case that waits and shows nearly the same."""

    case: Case
    exhibit: Exhibit
    shared: SharedTraits


@dataclass(frozen=True, slots=True, kw_only=True)
class BulkDecisionResult:
    """What came of deciding the same for others."""

    decided: tuple[CaseId, ...]
    left: tuple[str, ...]
    """Why others were left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SimilarCases:
    """What is like a case."""

    decided: tuple[SimilarCase, ...]
    waiting: tuple[OpenTwin, ...]


def alike(app: App, case: CaseId) -> SimilarCases:
    """Give what was decided about something of the same, and what waits that is nearly the same, the most alike first."""
    with app.reading() as connection:
        found = list(_near(connection, case))
        open_now = waiting.waits(connection, [other.id for other, _, _ in found])
        done = [other.id for other, _, _ in found if other.id not in open_now]
        made = decisions.last_of_cases(connection, done)
    similar = [
        SimilarCase(case=other, decision=made[other.id], shared=what)
        for other, _, what in found
        if other.id in made and made[other.id].source == "review"
    ]
    twins = [
        OpenTwin(case=other, exhibit=shown, shared=what)
        for other, shown, what in found
        if other.id in open_now and what.twins
    ]
    return SimilarCases(decided=tuple(similar[:SHOWN]), waiting=tuple(twins))


def decide_same(app: App, case: CaseId, others: Sequence[CaseId]) -> BulkDecisionResult:
    """Decide what one decided about a case for others that are nearly the same: each gets a decision and a reason of its own.

    Only what is nearly the same when this is said; what somebody else holds or decided meanwhile is left alone.
    """
    with app.reading() as connection:
        made = decisions.of_case(connection, case)
        said = judgements.assessment_of(connection, made[-1].id) if made else None
    if not made or made[-1].by != app.person:
        raise Conflict(f"Only whoever decided case {case} can decide the same for others.")
    if made[-1].measure == "observe":
        raise Conflict("What is left up on purpose is proposed one by one.")
    known = {twin.case.id for twin in alike(app, case).waiting}
    word = DecisionInput(measure=made[-1].measure, clause=made[-1].clause, reason=made[-1].reason)
    assessed = ExemptionAssessment(purpose=said.purpose, says=said.says) if said else None
    decided, left = [], []
    for name in dict.fromkeys(others):
        try:
            if name not in known:
                raise Missing(f"Case {name} does not wait any more, or is not the same.")
            decide_case(app, name, word, assessed=assessed)
            decided.append(name)
        except CauteryError as error:
            left.append(str(error))
    return BulkDecisionResult(decided=tuple(decided), left=tuple(left))


def _near(connection: ReadConnection, case: CaseId) -> Iterator[tuple[Case, Exhibit, SharedTraits]]:
    own, shown = cases.get(connection, case), exhibits.of_case(connection, case)
    if own is None or shown is None:
        return
    found = []
    others = cases.some(connection, marks.sharing(connection, case, most=LOOKED_AT))
    shown_by = exhibits.of_cases(connection, list(others))
    for other in others.values():
        exhibit = shown_by.get(other.id)
        what = shared((own, shown), (other, exhibit)) if exhibit is not None and other.about != own.about else None
        if exhibit is not None and what is not None:
            found.append((other, exhibit, what))
    yield from sorted(found, key=lambda one: (-one[2].resemblance, -len(one[2].values), one[0].id))
