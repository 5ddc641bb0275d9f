"""Sends actions to their platform, each once, however often it is tried."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from cautery.enforcement.gone import gone
from cautery.enforcement.pace import Pace
from cautery.errors import CauteryError, Missing, Temporary
from cautery.model.action import Action, ActionReceipt
from cautery.platforms.connector import Connector


@dataclass(frozen=True, slots=True, kw_only=True)
class DeferredAction:
    """An action that could not be done now: it is tried again."""

    action: str
    says: str
    after_s: float | None
    """How long the platform asks to wait, if it says."""
    tried: bool
    """False when it never began: the platform was asked nothing."""


Outcome = ActionReceipt | DeferredAction


def intend(action: Action, *, at: datetime) -> ActionReceipt:
    """Say that an action is about to be sent; kept first, so that after a crash the platform is asked before a second try."""
    return ActionReceipt(action=action.key, state="intended", at=at, says="about to be sent")


def send_once(action: Action, earlier: ActionReceipt | None, *, platform: Connector, at: datetime) -> ActionReceipt:
    """Send an action unless it is done; gives what became of it, and raises Temporary when trying again may help.

    An action that may have been under way when the machine stopped is looked for on the platform before it is sent again.
    """
    if earlier is not None and earlier.state not in ("intended", "parked"):
        return earlier
    try:
        if earlier is not None and platform.in_effect(action):
            return ActionReceipt(action=action.key, state="sent", at=at, says="was in effect already", undo=action.key)
        token = platform.act(action)
        return ActionReceipt(action=action.key, state="sent", at=at, says="the platform took it", undo=token)
    except Temporary:
        raise
    except Missing as error:
        return gone(action, error, platform=platform, at=at)
    except CauteryError as error:
        return ActionReceipt(action=action.key, state="parked", at=at, says=f"the platform says no: {error}")


def many(
    actions: Sequence[Action],
    do: Callable[[Action], ActionReceipt],
    *,
    pace: Pace,
    at_once: int,
    for_s: float,
    held: Callable[[], bool] = lambda: False,
) -> list[Outcome]:
    """Do something with each of many actions, several at a time; gives what became of each, in their order.

    Args:
        for_s: no action begins later than this many seconds from now.
        held: says whether the switch was turned meanwhile: then nothing more begins.
    """
    until = time.monotonic() + for_s

    def one(action: Action) -> Outcome:
        if held() or not pace.turn(until=until):
            return DeferredAction(action=action.key, says="did not begin", after_s=None, tried=False)
        try:
            return do(action)
        except Temporary as error:
            if error.retry_after_s:
                pace.patience(error.retry_after_s)
            return DeferredAction(action=action.key, says=str(error), after_s=error.retry_after_s, tried=True)
        except Exception as error:  # a fault in one connector stops none of the others, and is shown with the action
            return DeferredAction(
                action=action.key, says=f"the connector failed: {type(error).__name__}", after_s=None, tried=True
            )

    if at_once == 1:
        return [one(action) for action in actions]
    with ThreadPoolExecutor(max_workers=at_once) as pool:
        return list(pool.map(one, actions))
