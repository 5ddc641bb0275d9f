"""Tells an account or post that is gone from a platform that refuses: there is nothing left to act on, and nothing failed."""

from datetime import datetime

from cautery.errors import CauteryError, Missing, Temporary
from cautery.model.action import Action, ActionReceipt
from cautery.platforms.connector import Connector


def gone(
    action: Action, error: Missing, *, platform: Connector, at: datetime, undo: str | None = None
) -> ActionReceipt:
    """Say that an action's account or post is not on its platform any more: its holder or the platform removed it.

    That is believed only of a platform that greets us, and that misses it when it is asked how it stands: one that was
    configured wrongly knows nobody, and an older one may not know the measure. Raises Temporary where it is down.
    """
    try:
        platform.greet()
        says = "the platform knows it, and not what was asked" if _is_there(action, platform) else ""
    except Temporary:
        raise
    except CauteryError as wrong:
        says = f"the platform does not answer as it should ({wrong}); look at its settings"
    if says:
        return ActionReceipt(action=action.key, state="parked", at=at, says=f"{says}: {error}", undo=undo)
    told = f"the account or post is not on the platform any more: {error}"
    return ActionReceipt(action=action.key, state="gone", at=at, says=told, undo=undo)


def _is_there(action: Action, platform: Connector) -> bool:
    try:
        platform.in_effect(action)
    except Missing:
        return False
    return True
