"""Act: what was decided happens on the platform, is looked at, and can be taken back."""

from collections.abc import Callable
from dataclasses import dataclass

from cautery.app import App
from cautery.enforcement.dispatch import intend, send_once
from cautery.enforcement.reversal import take_back
from cautery.enforcement.verify import look_again
from cautery.errors import Missing, Temporary
from cautery.model.action import Action, Receipt
from cautery.platforms.connector import Connector
from cautery.store import actions


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What became of the actions that were waiting."""

    sent: int
    confirmed: int
    parked: int
    waiting: int
    """The platform asked for patience: they are tried again next time."""


def carry_out(app: App, platform: Connector, *, progress: Callable[[int], None] = lambda _: None) -> Carried:
    """Send every action that waits, and look whether it took effect. What a crash interrupted is taken up again."""
    with app.reading() as connection:
        waiting = [*actions.in_state(connection, "intended"), *actions.waiting(connection)]
        sent_before = actions.in_state(connection, "sent")
    sent = [receipt for action in waiting if (receipt := _send(app, platform, action, progress)) is not None]
    looked = [_look(app, platform, action) for action in (*sent_before, *waiting)]
    return Carried(
        sent=sum(receipt.state == "sent" for receipt in sent),
        confirmed=sum(receipt is not None and receipt.state == "confirmed" for receipt in looked),
        parked=sum(receipt is not None and receipt.state == "parked" for receipt in looked)
        + sum(receipt.state == "parked" for receipt in sent),
        waiting=len(waiting) - len(sent),
    )


def undo(app: App, platform: Connector, key: str) -> Receipt:
    """Take an action back."""
    with app.reading() as connection:
        action, latest = actions.by_key(connection, key), actions.latest_receipt(connection, key)
    if action is None:
        raise Missing(f"There is no action '{key}'.")
    receipt = take_back(action, latest, platform=platform, at=app.clock.now())
    _keep(app, receipt)
    return receipt


def _send(app: App, platform: Connector, action: Action, progress: Callable[[int], None]) -> Receipt | None:
    """Send one action; None when the platform asks for patience."""
    with app.reading() as connection:
        earlier = actions.latest_receipt(connection, action.key)
    if earlier is None:
        _keep(app, intend(action, at=app.clock.now()))
    try:
        receipt = send_once(action, earlier, platform=platform, at=app.clock.now())
    except Temporary:
        return None
    _keep(app, receipt)
    progress(1)
    return receipt


def _look(app: App, platform: Connector, action: Action) -> Receipt | None:
    """Look at one action that was sent; None when there is nothing to look at, or the platform asks for patience."""
    with app.reading() as connection:
        latest = actions.latest_receipt(connection, action.key)
    if latest is None or latest.state != "sent":
        return None
    try:
        receipt = look_again(action, latest, platform=platform, at=app.clock.now())
    except Temporary:
        return None
    _keep(app, receipt)
    return receipt


def _keep(app: App, receipt: Receipt) -> None:
    with app.writing() as tx:
        actions.append_receipts(tx, [receipt])
