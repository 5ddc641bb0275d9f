"""Suspicions, complaints and decisions, for the tests that decide."""

from cautery.app import App
from cautery.cases.opening import Complaint
from cautery.cases.review import DecisionInput
from cautery.model.account import Account
from cautery.model.case import CaseId
from cautery.model.suspicion import Reason, Suspicion
from cautery.pipeline.cases.opening import open_suspected
from cautery.pipeline.cases.terminal_queue import queue
from cautery.store import actions, decisions
from tests.world import NOON, person

SUSPEND = DecisionInput(measure="suspend", clause="promotes", reason="Spreads the Guard's statements.")

ALONE = DecisionInput(measure="none", clause=None, reason="Reports about the Guard.")


def a_suspicion(account: str, chance: float = 0.9, *, neighbourhood: bool = True) -> Suspicion:
    reason = Reason(channel="links", bits=5.0, says="posts the notebook", evidence=("p1",))
    return Suspicion(about=person(account), chance=chance, bits=5.0, reasons=(reason,), neighbourhood=neighbourhood)


def a_case(app: App, account: str = "ada") -> CaseId:
    open_suspected(app, [a_suspicion(account)], at=NOON)
    return next(case.case for case in queue(app.config, app.clock) if case.about == person(account))


def waiting(app: App) -> list[Account]:
    return [case.about for case in queue(app.config, app.clock)]


def facts(app: App) -> tuple[int, int]:
    """How many decisions and how many actions are kept."""
    with app.reading() as connection:
        return len(decisions.every(connection)), len(actions.waiting(connection))


def a_complaint(account: str, *, notice: str = "n1", kind: str = "user") -> Complaint:
    return Complaint(notice=notice, about=person(account), post=None, kind=kind, category=None, at=NOON)
