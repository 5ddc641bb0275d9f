"""Looks whether what was sent took effect: a platform's 'yes' is not yet a suspended account."""

from datetime import datetime

from cautery.model.action import Action, Receipt
from cautery.platforms.connector import Connector


def look_again(action: Action, sent: Receipt, *, platform: Connector, at: datetime) -> Receipt:
    """Ask the platform whether a measure is in force; gives a confirmation, or a parked action that a person must look at."""
    if platform.in_effect(action):
        return Receipt(
            action=action.key, state="confirmed", at=at, says="in force, as the platform shows it", undo=sent.undo
        )
    return Receipt(
        action=action.key, state="parked", at=at, says="the platform took it, and it is not in force", undo=sent.undo
    )
