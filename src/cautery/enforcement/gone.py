"""Tells an account or post that is gone from a platform that refuses: there is nothing left to act on, and nothing failed."""

from datetime import datetime

from cautery.errors import CauteryError, Missing, Temporary
from cautery.model.action import Action, Receipt
from cautery.platforms.connector import Connector


def gone(action: Action, error: Missing, *, platform: Connector, at: datetime, undo: str | None = None) -> Receipt:
    """Say that an action's account or post is not on its platform any more: its holder or the platform removed it.

    The platform is greeted first: one that was configured wrongly knows nobody either. Raises Temporary where it is down.
    """
    try:
        platform.greet()
    except Temporary:
        raise
    except CauteryError as wrong:
        says = f"the platform knows no such account or post, and does not answer as it should; look at its settings: {wrong}"
        return Receipt(action=action.key, state="parked", at=at, says=says, undo=undo)
    says = f"the account or post is not on the platform any more: {error}"
    return Receipt(action=action.key, state="gone", at=at, says=says, undo=undo)
