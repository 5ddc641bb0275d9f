"""How hands answer to a removal, as a value that a sweep can move; what it is unless told is what the tour plays against."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from cautery.simulator.parameters import DECLARED, DROPPED, KEPT, Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Adversary:
    """What hands do when an account of theirs is closed."""

    returns: float = 0.9
    """Chance that the first removal is answered by a return (assumed; the prior of a literature review is .8)."""
    returns_again: float = 1.0
    """With each removal fewer return, by this factor (the prior is .85; 1: they never tire)."""
    return_h: float = math.exp(2.5)
    return_sigma: float = 1.0
    """Hours until a return, lognormal: half are back within a day (direction: hours to days)."""
    keeps: float = 1.0
    """Times as often as the priors say, a channel is kept from one account to the next."""
    drops: tuple[float, float] = DROPPED
    """Chance, drawn for each hand, that a channel which gave an account away is never used again."""
    declares: float = DECLARED
    """Share of returns that say so."""
    reserve: float = 0.0
    """Share of returns that use an account opened long before, which was silent until then."""

    def kept(self) -> Mapping[Channel, float]:
        """Give the chance of each channel to be kept."""
        return {channel: min(1.0, chance * self.keeps) for channel, chance in KEPT.items()}
