"""Silence: a lawful order may forbid telling account holders; then every channel to them is silent until its end."""

from datetime import datetime

from cautery.app import App
from cautery.errors import Invalid, Missing
from cautery.model.case import CaseId
from cautery.model.plan import Suppression
from cautery.store import cases, joins, plans
from cautery.store.database import ReadConnection


def suppress_notifications(app: App, case: CaseId, *, order: str, until: datetime) -> Suppression:
    """Keep that an order forbids telling the account holders of a case; a later one replaces it."""
    with app.writing() as tx:
        if cases.get(tx.connection, case) is None:
            raise Missing(f"There is no case '{case}'.", at_terminal="List them with: cautery cases")
        if not order.strip():
            raise Invalid("Silence needs the order that asks for it: its authority, legal basis and reference.")
        if until <= tx.at:
            raise Invalid(f"Silence must end in the future; {until.isoformat()} is over.")
        made = Suppression(case=case, order=order.strip(), until=until, by=tx.by, at=tx.at)
        plans.append_suppression(tx, made)
    return made


def is_silent(connection: ReadConnection, case: CaseId, *, at: datetime) -> bool:
    """Say whether nobody may be told of a case now."""
    held = order_over(connection, case)
    return held is not None and held.until > at


def order_over(connection: ReadConnection, case: CaseId) -> Suppression | None:
    """Give the order over a case that lasts longest; one over a case that waits with it is about the same account."""
    leads = joins.into(connection, case)
    held = [plans.suppression_of(connection, one) for one in (leads, *joins.of(connection, leads))]
    return max((one for one in held if one is not None), key=lambda one: one.until, default=None)
