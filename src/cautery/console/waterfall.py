"""The evidence as a waterfall: from where one starts, reason after reason, to the chance; in bits, so that lengths add up."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from cautery.model.case import Case

LEAST, MOST = -12.0, 12.0
"""Bits at the edges of the picture: one in 4096, and all but."""
NARROWEST = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterfallBar:
    """One step, in percent of the picture's width."""

    channel: str
    says: str
    bits: float
    begin: float
    width: float
    items: tuple[str, ...] = ()

    @property
    def towards(self) -> bool:
        """Whether it makes a violation more likely."""
        return self.bits >= 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall:
    """All steps, and where they end."""

    start: float
    """The chance before any evidence."""
    bars: tuple[WaterfallBar, ...]
    end: float
    """Where the chance stands, in percent of the width."""
    even: float = 50.0
    """Where a chance of one in two stands."""


def waterfall(case: Case) -> Waterfall | None:
    """Draw a case's evidence; None when only a notice speaks."""
    if case.chance is None:
        return None
    odds = _odds(case.chance)
    prior = odds - sum(reason.bits for reason in case.reasons)
    return Waterfall(start=1 / (1 + 2**-prior), bars=tuple(_bars(case, prior)), end=_at(odds))


def _bars(case: Case, prior: float) -> Iterator[WaterfallBar]:
    stands = prior
    for reason in case.reasons:
        low, high = sorted((_at(stands), _at(stands + reason.bits)))
        stands += reason.bits
        width = max(high - low, NARROWEST)
        yield WaterfallBar(
            channel=reason.channel,
            says=reason.says,
            bits=reason.bits,
            begin=round(min(low, 100 - width), 2),
            width=round(width, 2),
            items=reason.evidence,
        )


def _odds(chance: float) -> float:
    inside = min(1 - 1e-9, max(1e-9, chance))
    return math.log2(inside / (1 - inside))


def _at(bits: float) -> float:
    return round(100 * (min(MOST, max(LEAST, bits)) - LEAST) / (MOST - LEAST), 2)
