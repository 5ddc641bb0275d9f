"""How often two accounts would meet by chance, and how unlikely it is that they met as often as they did.

Chance is read off from the platform itself: most pairs that meet do so once or twice, and how often that happens among the
accounts that were active on a day says how often to expect it of two accounts, by how active both were that day. What is
popular, and an hour in which much happens, is in that count. Pairs that meet again and again are left out of it: they are
what is asked about, and a large campaign would otherwise make itself look ordinary.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from cautery.suspicion.networks.pairs import ACCOUNT_BITS, Integers, MeetingPairs, members

FEWEST = 2
"""Occasions below which two accounts are not looked at."""
FEWEST_MINUTES = 3
"""Hours in which they met within the minute, below which that is not looked at."""
SELDOM = 2
"""Occasions up to which a pair is taken to have met by chance."""
LEAST_EXPECTED = 1e-3
"""What two accounts care for is never quite unrelated: no pair is taken to meet less often by chance."""
LEAST_LOG10 = -1.0
"""Pairs that chance brings together more often than one in ten are forgotten."""
MOST_LOG10 = 20.0
"""No trace says more than this, however often two accounts met in it."""
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayActivity:
    """How much each account did on one day, in one trace."""

    active: Integers
    """The accounts that did anything; sorted."""
    did: Integers
    """How many actions, of each of `active`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """The pairs that met again and again in one trace, sorted."""

    pair: Integers
    occasions: Integers
    """Hours in which they met."""
    minutes: Integers
    """Hours in which they met within a minute."""
    expected: Floats
    log10_p: Floats
    """Of their unrelated occasions: neither of the same day nor of the same hour of the day."""
    log10_p_minute: Floats
    """Of their meetings within a minute."""


def repeated(days: Sequence[DayActivity], slices: Iterable[Sequence[MeetingPairs]]) -> Repeated:
    """Sum days, keep the pairs that met on unrelated occasions or within minutes, and say how unlikely that is for each.

    Args:
        slices: who met on each of the days, one slice of all pairs after another: one is in memory at a time.
    """
    by_chance = np.zeros((2, len(days)))
    kept: list[tuple[NDArray[Any], ...]] = [(np.zeros(0, dtype=np.int64), *(np.zeros(0, dtype=np.int32),) * 3)]
    for mets in slices:
        columns, seldom = _summed(mets)
        by_chance += seldom
        met = (columns[2] >= FEWEST) | (columns[3] >= FEWEST_MINUTES)
        kept.append(tuple(column[met] for column in columns))
    pair, occasions, unrelated, minutes = (np.concatenate(column) for column in zip(*kept, strict=True))
    expected = _expected(pair, days, by_chance[0])
    share = by_chance[1].sum() / max(1.0, by_chance[0].sum())
    hour = np.maximum(log10_tail(unrelated, expected), -MOST_LOG10)
    minute = np.maximum(log10_tail(minutes, expected * share), -MOST_LOG10)
    says = np.minimum(hour, minute) <= LEAST_LOG10
    return Repeated(
        pair=pair[says],
        occasions=occasions[says].astype(np.int64),
        minutes=minutes[says].astype(np.int64),
        expected=expected[says],
        log10_p=hour[says],
        log10_p_minute=minute[says],
    )


def log10_tail(seen: Integers, expected: Floats) -> Floats:
    """Bound the chance of seeing so much or more when a Poisson count is expected; log10, never below the truth.

    >>> [round(float(p), 2) for p in log10_tail(np.array([3, 1]), np.array([0.001, 4.0]))]
    [-9.78, 0.0]
    """
    rate = np.maximum(expected, LEAST_EXPECTED)
    first = seen * np.log(rate) - rate - gammaln(seen + 1)
    rest = np.log((seen + 1) / np.maximum(seen + 1 - rate, 1e-9))
    bound = np.where(rate < seen, (first + rest) / np.log(10), 0.0)
    return np.asarray(np.minimum(bound, 0.0), dtype=np.float64)


def beyond_chance(log10_p: Floats, *, accounts: int, false_share: float = 0.05) -> float:
    """Give the log10 p below which pairs are beyond chance, at a share of false ones, of all pairs that could have met.

    Benjamini and Hochberg 1995; -inf when there are none.
    """
    tests = max(1.0, accounts * (accounts - 1) / 2)
    ordered = np.sort(log10_p)
    line = np.log10(np.arange(1, ordered.size + 1) * false_share / tests)
    below = np.flatnonzero(ordered <= line)
    return float(ordered[below[-1]]) if below.size else -np.inf


def pair_of(one: Integers, two: Integers) -> Integers:
    """Pack pairs of accounts, the lower number first."""
    return (np.minimum(one, two) << ACCOUNT_BITS) | np.maximum(one, two)


def _summed(mets: Sequence[MeetingPairs]) -> tuple[tuple[NDArray[Any], ...], Floats]:
    """Sum pairs over days: pair, occasions, unrelated ones, those within a minute.

    And count, for each day, the meetings of pairs that met seldom, and those within a minute.
    """
    pair = np.concatenate([met.pair for met in mets])
    hours, minutes = np.concatenate([met.hours for met in mets]), np.concatenate([met.minutes for met in mets])
    which = np.repeat(np.arange(len(mets), dtype=np.int32), [met.pair.size for met in mets])
    if not pair.size:
        return (pair, *(which,) * 3), np.zeros((2, len(mets)))
    order = np.argsort(pair, kind="stable")  # days are sorted runs, which it merges
    pair, hours, minutes, which = pair[order], hours[order], minutes[order], which[order]
    starts = np.flatnonzero(np.concatenate(([True], pair[1:] != pair[:-1])))
    counts = np.diff(np.append(starts, pair.size)).astype(np.int32)
    met, close = np.bitwise_count(hours).astype(np.int32), np.bitwise_count(minutes).astype(np.int32)
    occasions = np.add.reduceat(met, starts)
    distinct = np.bitwise_count(np.bitwise_or.reduceat(hours, starts)).astype(np.int32)
    seldom = np.repeat(occasions <= SELDOM, counts)
    by_chance = np.stack([np.bincount(which[seldom], of[seldom], len(mets)) for of in (met, close)]).astype(np.float64)
    return (pair[starts], occasions, np.minimum(counts, distinct), np.add.reduceat(close, starts)), by_chance


def _expected(pair: Integers, days: Sequence[DayActivity], by_chance: Floats) -> Floats:
    """Give how many meetings chance would give each pair, day by day, by what both did that day."""
    one, two = members(pair)
    expected = np.zeros(pair.size)
    width = int(max((day.active[-1] for day in days if day.active.size), default=-1)) + 1
    for day, met in zip(days, by_chance, strict=True):
        total = float(day.did.sum())
        if total and met:
            did = np.zeros(width)
            did[day.active] = day.did
            expected += did[one] * did[two] * met / (total * total / 2)
    return expected
