"""Judge: cases are opened, and a person's decision is written together with what it means to happen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from cautery.app import App
from cautery.cases.opening import (
    Complaint,
    open_for_complaints,
    open_for_restored,
    open_for_returns,
    open_for_suspicions,
)
from cautery.cases.review import Word, actions_of, decide
from cautery.errors import Missing
from cautery.model.action import Action
from cautery.model.case import CaseId
from cautery.model.decision import Decision, standing
from cautery.model.operator import Link
from cautery.model.suspicion import Suspicion
from cautery.store import actions, cases, decisions


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A decision, and the actions that it means."""

    decision: Decision
    actions: tuple[Action, ...]


def decide_case(app: App, case: CaseId, word: Word) -> Judged:
    """Decide a case as the person at the keys; the decision and what it means are kept together or not at all."""
    with app.writing() as tx:
        found = cases.get(tx.connection, case)
        if found is None:
            raise Missing(f"There is no case '{case}'; list them with: cautery cases")
        earlier = decisions.of_case(tx.connection, case)
        made = decide(found, word, by=tx.by, at=tx.at, policy=app.policy, earlier=earlier)
        intended = actions_of(made)
        decisions.append(tx, [made])
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


def open_returned(app: App, links: Sequence[Link], *, at: datetime) -> int:
    """Open cases for named returns, and for whatever continues an account that was restored; returns how many."""
    with app.writing() as tx:
        made = standing(decisions.every(tx.connection))
        known = cases.every(tx.connection)
        waiting = cases.undecided(tx.connection)
        opened = list(open_for_returns(links, policy=app.policy, at=at, cases=known, open_cases=waiting, decided=made))
        opened += open_for_restored(known, policy=app.policy, at=at, decided=made)
        cases.append(tx, opened)
    return len(opened)


def open_noticed(app: App, complaints: Sequence[Complaint]) -> int:
    """Open cases for notices; returns how many. A notice that has been seen opens nothing again."""
    with app.writing() as tx:
        known = cases.every(tx.connection)
        waiting = {case.id for case in cases.undecided(tx.connection)}
        is_open = {case.id: case.id in waiting for case in known}
        opened = list(open_for_complaints(complaints, policy=app.policy, cases=known, is_open=is_open))
        cases.append(tx, opened)
    return len(opened)
