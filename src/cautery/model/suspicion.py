"""Why an account deserves a look."""

from dataclasses import dataclass

from cautery.model.account import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One channel's evidence, in bits (log2 of the likelihood ratio), as a sentence that a reviewer can check."""

    channel: str
    bits: float
    says: str
    evidence: tuple[str, ...]
    """Ids of the posts, accounts or notices that it rests on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspicion:
    """Why an account deserves a look. Never a verdict: only a person makes a Decision."""

    about: Account
    chance: float
    """0..1, calibrated."""
    bits: float
    """All evidence together, without the prior."""
    reasons: tuple[Reason, ...]
    """Strongest first."""
    neighbourhood: bool
    """Whether the account stands around a confirmed case; outside of one the prior is the platform's."""
