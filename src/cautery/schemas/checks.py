"""What is known of a piece of content: as programs are answered."""

from dataclasses import dataclass
from typing import Literal

from cautery.model.bank import Match
from cautery.model.decision import Measure

Outcome = Literal["known", "similar", "disputed", "unknown"]
LookedAt = Literal["all", "partly", "no"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseSays:
    """What the policy says about what was found: which measures a person may choose from."""

    clause: str
    title: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What is known of it. Never a decision."""

    outcome: Outcome
    """'similar' when nothing but weak likenesses was met, 'disputed' when nothing but disputed values was."""
    says: str
    matches: tuple[Match, ...]
    clauses: tuple[ClauseSays, ...]
    account_removed: bool
    """Whether the account itself was finally removed."""
    not_looked_at: tuple[str, ...]
    """What could not be looked at, or not wholly, and why: it may hold anything."""
    looked_at: LookedAt
    """How much of it was looked at: 'unknown' of what was not says nothing."""
    withheld: bool
    """Material of another crime was met; what it matched is not shown."""
