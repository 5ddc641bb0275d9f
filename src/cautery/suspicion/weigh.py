"""Evidence is added in bits, so that the sum can be read as an argument."""

import math
from collections.abc import Sequence

from cautery.model.account import Account
from cautery.model.suspicion import Reason, Suspicion


def weigh(about: Account, reasons: Sequence[Reason], *, prior: float, neighbourhood: bool) -> Suspicion:
    """Add up the evidence, strongest first, from a prior chance. Weights are bits (log2 of the likelihood ratio)."""
    ordered = tuple(sorted(reasons, key=lambda reason: -abs(reason.bits)))
    bits = sum(reason.bits for reason in ordered)
    return Suspicion(
        about=about, chance=chance_of(prior, bits), bits=bits, reasons=ordered, neighbourhood=neighbourhood
    )


def chance_of(prior: float, bits: float) -> float:
    """Turn a prior chance and bits of evidence into a chance.

    >>> round(chance_of(0.05, 0.0), 3), round(chance_of(0.5, 3.0), 3)
    (0.05, 0.889)
    """
    odds = math.log2(prior / (1 - prior)) + bits
    return 1.0 / (1.0 + math.pow(2.0, -odds))
