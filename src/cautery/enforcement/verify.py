"""Looks whether what was sent took effect: a platform's 'yes' is not yet a suspended account."""

from datetime import datetime

from cautery.enforcement.gone import gone
from cautery.errors import CauteryError, Missing, Temporary
from cautery.model.action import Action, ActionReceipt
from cautery.platforms.connector import Connector


def look_again(
    action: Action, sent: ActionReceipt, *, platform: Connector, at: datetime, is_last: bool = True
) -> ActionReceipt:
    """Ask the platform whether a measure is in force; gives a confirmation, or a parked action that a person must look at.

    Raises Temporary when the platform may answer later, and when a measure is not in force yet and this look is not the last.
    """
    try:
        in_force, says = platform.in_effect(action), "the platform took it, and it is not in force"
    except Temporary:
        raise
    except Missing as error:
        return gone(action, error, platform=platform, at=at, undo=sent.undo)
    except CauteryError as error:
        in_force, says, is_last = False, f"the platform took it, and does not show it: {error}", True
    if in_force:
        return ActionReceipt(
            action=action.key, state="confirmed", at=at, says="in force, as the platform shows it", undo=sent.undo
        )
    if not is_last:
        raise Temporary(f"{says} yet.")
    return ActionReceipt(action=action.key, state="parked", at=at, says=says, undo=sent.undo)


def look_after_days(action: Action, held: ActionReceipt, *, platform: Connector, at: datetime) -> ActionReceipt:
    """Look whether a measure is still in force; gives the same receipt, or one that says it drifted."""
    try:
        if platform.in_effect(action):
            return held
        says = "it was in force, and is not any more"
    except Temporary:
        raise
    except Missing as error:
        return gone(action, error, platform=platform, at=at, undo=held.undo)
    except CauteryError as error:
        says = f"it was in force, and the platform does not show it any more: {error}"
    return ActionReceipt(action=action.key, state="drifted", at=at, says=says, undo=held.undo)
