"""Cases that wait for a reviewer, for the tests that review them."""

from datetime import timedelta

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.store import cases
from cautery.store.waiting import QueueFilter

EVERY = QueueFilter()

LEAVE = DecisionInput(measure="none", clause=None, reason="mends lamps")


def open_cases(app: App, *due_h: float) -> list[CaseId]:
    """Open cases named c0, c1, ... that are due in so many hours."""
    now = app.clock.now()
    opened = [
        Case(
            id=CaseId(f"c{number}"),
            about=Account(platform=Platform("harbour"), id=AccountId(f"person {number}")),
            origin="notice",
            chance=None,
            reasons=(),
            opened_at=now - timedelta(hours=1),
            due=now + timedelta(hours=hours),
        )
        for number, hours in enumerate(due_h)
    ]
    with app.writing() as tx:
        cases.append(tx, opened)
    return [case.id for case in opened]
