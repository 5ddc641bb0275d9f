"""Takes an action back, with what the platform gave for it when it was done."""

from datetime import datetime

from cautery.errors import Conflict
from cautery.model.action import Action, Receipt
from cautery.platforms.connector import Connector


def take_back(action: Action, latest: Receipt | None, *, platform: Connector, at: datetime) -> Receipt:
    """Undo what this action did, and nothing that something else did; an action that was undone stays so."""
    if latest is not None and latest.state == "undone":
        return latest
    if latest is None or latest.undo is None:
        raise Conflict(f"Action {action.key} never reached its platform: there is nothing to take back.")
    platform.undo(action, latest.undo)
    return Receipt(action=action.key, state="undone", at=at, says="taken back")
