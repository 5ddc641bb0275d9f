"""Decisions, and what became of them: as programs are answered."""

from dataclasses import dataclass

from cautery.model.action import Action, Receipt
from cautery.model.decision import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a decision meant to happen, and the last that is known of it."""

    action: Action
    receipt: Receipt | None
    """None while it was not sent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A decision, and what became of it."""

    decision: Decision
    done: tuple[Done, ...]
    holds: bool
    """False once a later decision of its case about the same account or item has replaced it."""
    version: str
    """The state of its case, as `review.File.version` names it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """A part of the decisions."""

    decisions: tuple[Decision, ...]
    next: str | None
    """The cursor of the next part; null on the last."""
