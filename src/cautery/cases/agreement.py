"""How well people agree: a sample of decisions is judged a second time, blind, and agreement beyond chance is counted."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from cautery.kit.canonical import digest
from cautery.model.case import CaseId

SAMPLED_PERCENT = 10
FEWEST = 10
"""Pairs below which no figure is shown: it would say nothing, and be believed."""

Pair = tuple[str, str]
"""What two people decided about one case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How two judgements of the same cases agree."""

    pairs: int
    same: int
    kappa: float | None
    """Cohen's kappa: 1 always, 0 no more than by chance; None with too few pairs, or when all said the same one thing."""


def is_sampled(case: CaseId) -> bool:
    """Say whether a case belongs to the sample that is judged twice: a tenth, and nobody can choose which."""
    return int(digest("second look", case)[:8], 16) % 100 < SAMPLED_PERCENT


def agreement(pairs: Sequence[Pair]) -> Agreement:
    """Count how two judgements agree, and how much beyond chance."""
    same = sum(first == second for first, second in pairs)
    return Agreement(pairs=len(pairs), same=same, kappa=_kappa(pairs, same) if len(pairs) >= FEWEST else None)


def _kappa(pairs: Sequence[Pair], same: int) -> float | None:
    firsts, seconds = Counter(first for first, _ in pairs), Counter(second for _, second in pairs)
    by_chance = sum(firsts[name] * seconds[name] for name in firsts) / len(pairs) ** 2
    return None if by_chance == 1.0 else (same / len(pairs) - by_chance) / (1.0 - by_chance)
