"""Sends an action to its platform once, however often it is tried."""

from datetime import datetime

from cautery.errors import CauteryError, Temporary
from cautery.model.action import Action, Receipt
from cautery.platforms.connector import Connector


def intend(action: Action, *, at: datetime) -> Receipt:
    """Say that an action is about to be sent; kept first, so that after a crash the platform is asked before a second try."""
    return Receipt(action=action.key, state="intended", at=at, says="about to be sent")


def send_once(action: Action, earlier: Receipt | None, *, platform: Connector, at: datetime) -> Receipt:
    """Send an action unless it is done; gives what became of it, and raises Temporary when trying again may help.

    An action that may have been under way when the machine stopped is looked for on the platform before it is sent again.
    """
    if earlier is not None and earlier.state not in ("intended", "parked"):
        return earlier
    try:
        if earlier is not None and platform.in_effect(action):
            return Receipt(action=action.key, state="sent", at=at, says="was in effect already", undo=action.key)
        token = platform.act(action)
    except Temporary:
        raise
    except CauteryError as error:
        return Receipt(action=action.key, state="parked", at=at, says=f"the platform says no: {error}")
    return Receipt(action=action.key, state="sent", at=at, says="the platform took it", undo=token)
