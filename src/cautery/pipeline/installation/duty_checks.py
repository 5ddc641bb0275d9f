"""Duties that wait: orders and their time limits, threats to life of which no authority was told, keys that should be gone."""

from cautery.app import App
from cautery.cases.order_states import OPEN, STANDS
from cautery.errors import Invalid
from cautery.pipeline.orders.preserving import list_preserved, undestroyed_keys
from cautery.pipeline.orders.steps import list_orders
from cautery.store import judgements

MOST_NAMED = 3


def orders_wait(app: App) -> str:
    """Say which orders wait, the most urgent first; '': none. Invalid where a time limit has passed."""
    found = [view for view in list_orders(app) if view.status.state in OPEN | STANDS]
    late = [view.order.id for view in found if view.status.due is not None and view.status.due < app.clock.now()]
    if late:
        raise Invalid(f"the time limit of order {', '.join(late[:MOST_NAMED])} has passed; see: cautery orders list")
    if not found:
        return ""
    named = ", ".join(view.order.id for view in found[:MOST_NAMED])
    return f"{len(found)} removal orders wait: {named}. Work at them with: cautery orders list"


def threats_wait(app: App) -> str:
    """Say in which cases somebody's life is in danger and no authority was told, and who can be told; '': none."""
    with app.reading() as connection:
        found = [threat.case for threat in judgements.open_threats(connection)]
    if not found:
        return ""
    told = [f"{one.title} ({one.contact})" for one in app.config.authorities.values() if one.threats]
    whom = "; ".join(told) or "the police of the country concerned, or Europol; none is named under [authorities]"
    return (
        f"{len(found)} threats to life were raised and no authority was told: case {', '.join(found[:MOST_NAMED])}. "
        f"Tell {whom}, and record it on the page of the case."
    )


def preserved_say(app: App) -> str:
    """Say how much is preserved; Invalid where a key lies here that the log calls destroyed."""
    if left := undestroyed_keys(app):
        raise Invalid(f"the key of '{left[0]}' lies here, and the log tells that it was destroyed: delete this file")
    return f"{len(list_preserved(app))} preserved copies, as the log has them"
