"""A case for attackers to decide in ways in which they must not."""

from datetime import timedelta
from itertools import count

from cautery.app import App
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.store import cases

_numbers = count(1)


def open_case(app: App, account: str = "") -> list[CaseId]:
    """Open a case about somebody new, or about an account."""
    now, number = app.clock.now(), next(_numbers)
    about = Account(platform=Platform("harbour"), id=AccountId(account or f"accused {number}"))
    case = Case(
        id=CaseId(f"attacked{number}"),
        about=about,
        origin="notice",
        chance=None,
        reasons=(),
        opened_at=now,
        due=now + timedelta(days=1),
    )
    with app.writing() as tx:
        cases.append(tx, [case])
    return [case.id]
