"""Judge: cases are opened, and a person's decision is written together with what it means to happen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cautery.app import App
from cautery.cases.exemptions import Assessed, assess
from cautery.cases.opening import Complaint, open_for_complaints, open_for_suspicions
from cautery.cases.review import Word, actions_of, decide
from cautery.errors import Conflict, Missing
from cautery.model.action import Action
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision, standing
from cautery.model.suspicion import Suspicion
from cautery.policy.policy import Policy
from cautery.store import actions, cases, decisions, judgements, leases, waiting
from cautery.store.ledger import Writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A decision, and the actions that it means."""

    decision: Decision
    actions: tuple[Action, ...]


def decide_case(
    app: App, case: CaseId, word: Word, *, assessed: Assessed | None = None, seen: str | None = None
) -> Judged:
    """Decide a case as the person at the keys; the decision and what it means are kept together or not at all.

    Args:
        assessed: why none of the exemptions applies, or which one does.
        seen: the version of the case that was looked at; another one by now is refused.
    """
    with app.writing() as tx:
        found = cases.get(tx.connection, case)
        if found is None:
            raise Missing(f"There is no case '{case}'; list them with: cautery cases")
        holder = leases.held_by(tx.connection, case, at=app.wall.now())
        if holder not in (None, tx.by):
            raise Conflict(f"{holder} is looking at case {case}; nothing was decided. Take another one, or ask them.")
        earlier = decisions.of_case(tx.connection, case)
        if seen is not None and seen != str(len(earlier)):
            last = f" by {earlier[-1].by} ('{earlier[-1].measure}')" if earlier else ""
            raise Conflict(
                f"Case {case} was decided{last} while you looked at it. Nothing of yours was kept; look again."
            )
        made = decide(found, word, by=tx.by, at=tx.at, policy=app.policy, earlier=earlier)
        return keep(tx, made, assessed)


def keep(tx: Writing, made: Decision, assessed: Assessed | None = None) -> Judged:
    """Keep a decision with its assessment and what it means to happen, in the caller's transaction."""
    intended = actions_of(made)
    decisions.append(tx, [made])
    if assessed is not None:
        judgements.append_assessment(tx, assess(assessed, made, by=tx.by, at=tx.at))
    actions.append(tx, intended)
    return Judged(decision=made, actions=intended)


def open_suspected(app: App, suspicions: Sequence[Suspicion], *, at: datetime) -> int:
    """Open cases for suspicions that are strong enough; returns how many."""
    with app.writing() as tx:
        held = standing(made for made in decisions.every(tx.connection) if made.verdict != "presumed_benign")
        opened = list(
            open_for_suspicions(
                suspicions, policy=app.policy, at=at, open_cases=cases.undecided(tx.connection), decided=held
            )
        )
        cases.append(tx, opened)
    return len(opened)


def open_noticed(app: App, complaints: Sequence[Complaint]) -> int:
    """Open cases for notices; returns how many. A notice that has been seen opens nothing again."""
    with app.writing() as tx:
        return len(open_for(tx, complaints, app.policy))


def open_for(tx: Writing, complaints: Sequence[Complaint], policy: Policy) -> list[Case]:
    """Open the cases of some complaints, in the caller's transaction; gives those that were opened."""
    known = cases.about_some(tx.connection, {complaint.about for complaint in complaints})
    open_now = waiting.waits(tx.connection, [case.id for case in known])
    is_open = {case.id: case.id in open_now for case in known}
    opened = list(open_for_complaints(complaints, policy=policy, cases=known, is_open=is_open))
    cases.append(tx, opened)
    return opened
