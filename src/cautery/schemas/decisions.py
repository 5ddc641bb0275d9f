"""Decisions, and what became of them: as programs are answered."""

from dataclasses import dataclass

from cautery.model.action import Action, ActionReceipt
from cautery.model.decision import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionStatus:
    """What a decision meant to happen, and the last that is known of it."""

    action: Action
    receipt: ActionReceipt | None
    """None while it was not sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecord:
    """A decision, and what became of it."""

    decision: Decision
    done: tuple[ActionStatus, ...]
    holds: bool
    """False once a later decision of its case about the same account or item has replaced it."""
    version: str
    """The state of its case, as `review.File.version` names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsPage:
    """A part of the decisions."""

    decisions: tuple[Decision, ...]
    next: str | None
    """The cursor of the next part; null on the last."""
