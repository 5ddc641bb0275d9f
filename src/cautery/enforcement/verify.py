"""Looks whether what was sent took effect: a platform's 'yes' is not yet a suspended account."""

from datetime import datetime

from cautery.errors import CauteryError, Temporary
from cautery.model.action import Action, Receipt
from cautery.platforms.connector import Connector


def look_again(action: Action, sent: Receipt, *, platform: Connector, at: datetime) -> Receipt:
    """Ask the platform whether a measure is in force; gives a confirmation, or a parked action that a person must look at.

    Raises Temporary when the platform may answer later.
    """
    try:
        in_force, says = platform.in_effect(action), "the platform took it, and it is not in force"
    except Temporary:
        raise
    except CauteryError as error:
        in_force, says = False, f"the platform took it, and does not show it: {error}"
    if in_force:
        return Receipt(
            action=action.key, state="confirmed", at=at, says="in force, as the platform shows it", undo=sent.undo
        )
    return Receipt(action=action.key, state="parked", at=at, says=says, undo=sent.undo)
