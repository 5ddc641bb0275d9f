"""What two accounts may be to each other: one hand, strangers, or one of the usual innocent ties between people."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TieLikelihood:
    """One thing that two accounts may be to each other, and how likely it is."""

    name: str
    """hand, stranger, household, place, passed_on, mate or copyist."""
    chance: float
    """0..1; those of one link add up to 1."""
    bits: float
    """What was found, under this tie against strangers, without the prior."""
