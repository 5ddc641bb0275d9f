"""Watch the clocks of orders: page people until somebody attends, say what was missed, and act where the owner allows it.

Pages go out 0, 15, 30 and 45 minutes after the clock started, until somebody acknowledges. Each goes out once, whatever
restarts; after a pause of the service the last one that is due goes out, and not all of them.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from cautery.app import App
from cautery.cases.order_states import OPEN
from cautery.errors import CauteryError
from cautery.kit.clock import rfc3339
from cautery.model.hook import DUTY
from cautery.pipeline.orders.executing import confirm_on_platforms, execute_order, put_back
from cautery.pipeline.orders.preserving import preserve_removed
from cautery.pipeline.orders.steps import UNATTENDED, OrderView, list_orders, note_missed, view_of
from cautery.store import messages, plans

PAGES = (0, 15, 30, 45)
"""Minutes after the clock started."""
ALONE_AFTER = timedelta(minutes=40)


def watch_orders(app: App) -> int:
    """Do for each order what its clock asks for now; returns how many steps and pages that were.

    People are paged before all else, and what fails for one order keeps no other one waiting; it is raised at the end.
    """
    done, failed = 0, list[Exception]()
    found = list_orders(app)
    for task in (_clock, _act_alone, _follow):
        for view in found:
            try:
                done += task(app, view)
            except Exception as error:
                error.add_note(f"order {view.order.id}")
                failed.append(error)
    if failed:
        raise failed[0]
    return done


def _clock(app: App, view: OrderView) -> int:
    """Page, and keep what was missed, unless the platforms show that it is carried out."""
    if view.status.state not in OPEN:
        return 0
    if confirm_on_platforms(app, view) is not None:
        return 1
    return _page(app, view) + _miss(app, view)


def _follow(app: App, view: OrderView) -> int:
    """Put back what fell, preserve what was removed, and keep it once the platforms show that all is back."""
    done = _put_back(app, view) + preserve_removed(app, view)
    is_back = view.status.state not in OPEN and confirm_on_platforms(app, view) is not None
    return done + is_back


def _put_back(app: App, view: OrderView) -> int:
    """Put back what could not be when the order fell; somebody may look at a case now, so it is tried again."""
    try:
        return put_back(app, view)
    except CauteryError:
        return 0


def _page(app: App, view: OrderView) -> int:
    """Wake the people on duty with the last page that is due; what is being carried out pages nobody before the last one."""
    waited = (app.clock.now() - view.status.starts) / timedelta(minutes=1)
    crossed = [minutes for minutes in PAGES if waited >= minutes]
    is_begun = view.status.state == "executing"
    if view.status.acknowledged or not crossed or (is_begun and crossed[-1] != PAGES[-1]):
        return 0
    lacks = "no platform has shown that it is carried out" if is_begun else "nobody has acknowledged it"
    name = f"order_{view.order.id}_{rfc3339(view.status.starts)}_{crossed[-1]}"
    return _queue(app, name, _fact(view, f"{crossed[-1]} minutes have passed, and {lacks}"))


def _miss(app: App, view: OrderView) -> int:
    """Keep that a time limit passed, once, and wake people whoever acknowledged."""
    due = view.status.due
    if due is None or app.clock.now() <= due or due in view.status.missed:
        return 0
    with app.writing() as tx:
        fresh = view_of(tx.connection, view.order.id)
        if fresh.steps != view.steps:
            return 0
        note_missed(tx, fresh)
    _queue(app, f"order_{view.order.id}_{rfc3339(view.status.starts)}_missed", _fact(view, "the time is over"))
    return 1


def _act_alone(app: App, view: OrderView) -> int:
    """Carry out an authentic order about exactly one thing with nobody there, where the owner switched that on."""
    waits = app.clock.now() - view.status.starts >= ALONE_AFTER
    if not (app.config.orders.execute_unattended and waits and not view.status.acknowledged):
        return 0
    if view.status.state != "authenticated" or view.order.authentic != "yes" or len(view.status.targets) != 1:
        return 0
    if len(view.order.form.urls) != 1 or _is_protected(app, view):
        return 0
    try:
        execute_order(app.acting_as(UNATTENDED), view.order.id)
    except CauteryError:  # somebody was faster, or it cannot be done: people are paged all the same
        return 0
    fact = _fact(view, "it was carried out reversibly with nobody there; look at it, and acknowledge it")
    return _queue(app, f"order_{view.order.id}_{rfc3339(view.status.starts)}_alone", fact)


def _is_protected(app: App, view: OrderView) -> bool:
    with app.reading() as connection:
        return bool(plans.protected(connection, [target.about for target in view.status.targets]))


def _queue(app: App, name: str, fact: Mapping[str, object]) -> int:
    with app.reading() as connection:
        if messages.some(connection, [name]):
            return 0
    with app.writing() as tx:
        new = messages.queue_notifications(tx, DUTY, "clock.runs_down", {name: fact})
        messages.queue_webhooks(tx, "clock.runs_down", (fact for _ in new))
    return len(new)


def _fact(view: OrderView, says: str) -> Mapping[str, object]:
    """Say what runs down: which order, and nothing about whom."""
    due = f" It is due at {view.status.due:%Y-%m-%d %H:%M} UTC." if view.status.due else ""
    return {
        "order": view.order.id,
        "title": f"Removal order {view.order.id}: {says}",
        "says": f"An order of an authority waits: {says}.{due}",
        "due": _told(view.status.due),
    }


def _told(due: datetime | None) -> str:
    return rfc3339(due) if due else ""
