"""What leaves the house: one measure, on one account of one platform, for one decision."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from cautery.model.account import Account
from cautery.model.decision import DecisionId, Measure

ActionState = Literal[
    "meant", "intended", "sent", "confirmed", "parked", "gone", "called_off", "drifted", "recalled", "undone"
]
"""'meant' has no receipt yet; 'called_off' was never sent; 'drifted' was in force and is not any more; 'gone' found no account
or post any more; 'recalled' is to be taken back, for its decision was replaced."""
GOES_ON: tuple[ActionState, ...] = ("meant", "intended", "sent", "confirmed")
"""States of an action that is in force or on its way there."""
WAITS: tuple[ActionState, ...] = ("meant", "intended")
"""States in which an action is not known to have reached its platform."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """An intent, written in the same transaction as its decision. The key says what is meant, not when it was tried."""

    key: str
    """digest(decision, platform, account, measure)"""
    decision: DecisionId
    about: Account
    measure: Measure
    post: str | None = None
    plan: str | None = None
    """The takedown that it belongs to; None for a decision about one account."""
    stage: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionReceipt:
    """What became of an action, one fact a change of state; the last one holds."""

    action: str
    state: ActionState
    at: datetime
    says: str
    undo: str | None = None
    """What the platform needs to take it back, in its own words."""
