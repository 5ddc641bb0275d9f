"""Takes an action back, with what the platform gave for it when it was done."""

from datetime import datetime

from cautery.enforcement.gone import gone
from cautery.errors import CauteryError, Conflict, Missing, Temporary
from cautery.model.action import Action, ActionReceipt, ActionState
from cautery.platforms.connector import Connector


def overrule(action: Action, state: ActionState, *, latest: ActionReceipt | None, at: datetime) -> ActionReceipt:
    """Say what becomes of an action whose decision was replaced: it is called off, or to be taken back."""
    if state == "meant":
        return ActionReceipt(
            action=action.key, state="called_off", at=at, says="its decision was replaced before it was sent"
        )
    token = latest.undo if latest else None
    return ActionReceipt(action=action.key, state="recalled", at=at, says="its decision was replaced", undo=token)


def take_back(action: Action, latest: ActionReceipt | None, *, platform: Connector, at: datetime) -> ActionReceipt:
    """Undo what this action did, and nothing that something else did; an action that was undone stays so."""
    if latest is not None and latest.state == "undone":
        return latest
    if latest is None or latest.undo is None:
        raise Conflict(f"Action {action.key} never reached its platform: there is nothing to take back.")
    try:
        platform.undo(action, latest.undo)
    except Missing as error:
        return gone(action, error, platform=platform, at=at, undo=latest.undo)
    return ActionReceipt(action=action.key, state="undone", at=at, says="taken back")


def take_back_recalled(action: Action, recalled: ActionReceipt, *, platform: Connector, at: datetime) -> ActionReceipt:
    """Take back what was recalled, where it may not have reached the platform too; raises Temporary to be tried again."""
    try:
        if recalled.undo is None and not platform.in_effect(action):
            return ActionReceipt(action=action.key, state="called_off", at=at, says="it never took effect")
        platform.undo(action, recalled.undo or action.key)
    except Temporary:
        raise
    except Missing as error:
        return gone(action, error, platform=platform, at=at, undo=recalled.undo)
    except CauteryError as error:
        return ActionReceipt(
            action=action.key, state="parked", at=at, says=f"it could not be taken back: {error}", undo=recalled.undo
        )
    return ActionReceipt(action=action.key, state="undone", at=at, says="taken back")
