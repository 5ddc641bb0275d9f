"""How often two accounts would meet by chance, and how unlikely it is that they met as often as they did.

Chance is read off from the platform itself: most pairs that meet do so once or twice, and how often that happens among the
accounts that were active on a day says how often to expect it of two accounts, by how active both were that day. What is
popular, and an hour in which much happens, is in that count. Pairs that meet again and again are left out of it: they are
what is asked about, and a large campaign would otherwise make itself look ordinary.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln

from cautery.suspicion.networks.pairs import ACCOUNT_BITS, Hours, Integers, members

FEWEST = 2
"""Occasions below which two accounts are not looked at."""
FEWEST_MINUTES = 3
"""Hours in which they met within the minute, below which that is not looked at."""
SELDOM = 2
"""Occasions up to which a pair is taken to have met by chance."""
MOST_LOG10 = 20.0
"""No trace says more than this, however often two accounts met in it."""
SLICES = 64
"""Pairs are summed in as many slices, one in memory at a time."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of one trace: who met whom in which hours, and how much each account did."""

    pair: Integers
    hours: Hours
    minutes: Hours
    active: Integers
    did: Integers
    """How many actions, of each of `active`, which is sorted."""


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


def repeated(days: Sequence[Day]) -> Repeated:
    """Sum days, keep the pairs that met on unrelated occasions or within minutes, and say how unlikely that is for each."""
    by_chance = np.zeros((2, len(days)))
    kept = [tuple(np.zeros(0, dtype=np.int64) for _ in range(4))]
    for parts in _slices(days):
        columns, seldom = _summed(parts)
        by_chance += seldom
        met = (columns[2] >= FEWEST) | (columns[3] >= FEWEST_MINUTES)
        kept.append(tuple(column[met] for column in columns))
    pair, occasions, unrelated, minutes = (np.concatenate(column) for column in zip(*kept, strict=True))
    expected = _expected(pair, days, by_chance[0])
    share = by_chance[1].sum() / max(1.0, by_chance[0].sum())
    return Repeated(
        pair=pair,
        occasions=occasions,
        minutes=minutes,
        expected=expected,
        log10_p=np.maximum(log10_tail(unrelated, expected), -MOST_LOG10),
        log10_p_minute=np.maximum(log10_tail(minutes, expected * share), -MOST_LOG10),
    )


def log10_tail(seen: Integers, expected: Floats) -> Floats:
    """Bound the chance of seeing so much or more when a Poisson count is expected; log10, never below the truth.

    >>> [round(float(p), 2) for p in log10_tail(np.array([3, 1]), np.array([0.001, 4.0]))]
    [-9.78, 0.0]
    """
    rate = np.maximum(expected, 1e-30)
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


def _slices(days: Sequence[Day]) -> Iterator[list[Day]]:
    """Cut all days at the same pairs, so that each pair is in one slice; slices are about equally large."""
    whole = max((day.pair for day in days), key=lambda pair: pair.size, default=np.zeros(0, dtype=np.int64))
    edges = [int(whole[whole.size * n // SLICES]) for n in range(1, SLICES)] if whole.size >= SLICES else []
    for low, high in zip([0, *edges], [*edges, 1 << 2 * ACCOUNT_BITS], strict=True):
        cuts = [np.searchsorted(day.pair, [low, high]) for day in days]
        if any(end > begin for begin, end in cuts):
            yield [
                Day(
                    pair=day.pair[begin:end],
                    hours=day.hours[begin:end],
                    minutes=day.minutes[begin:end],
                    active=day.active,
                    did=day.did,
                )
                for day, (begin, end) in zip(days, cuts, strict=True)
            ]


def _summed(days: Sequence[Day]) -> tuple[tuple[Integers, Integers, Integers, Integers], Floats]:
    """Sum pairs over days: pair, occasions, unrelated ones, those within a minute.

    And count, for each day, the meetings of pairs that met seldom, and those within a minute.
    """
    pair = np.concatenate([day.pair for day in days])
    hours = np.concatenate([day.hours for day in days])
    minutes = np.concatenate([day.minutes for day in days])
    which = np.repeat(np.arange(len(days)), [day.pair.size for day in days])
    order = np.argsort(pair, kind="stable")
    pair, hours, minutes, which = pair[order], hours[order], minutes[order], which[order]
    starts = np.flatnonzero(np.concatenate(([True], pair[1:] != pair[:-1])))
    counts = np.diff(np.append(starts, pair.size))
    met, close = np.bitwise_count(hours).astype(np.int64), np.bitwise_count(minutes).astype(np.int64)
    occasions = np.add.reduceat(met, starts)
    distinct = np.bitwise_count(np.bitwise_or.reduceat(hours, starts)).astype(np.int64)
    seldom = np.repeat(occasions <= SELDOM, counts)
    by_chance = np.stack([np.bincount(which[seldom], of[seldom], len(days)) for of in (met, close)]).astype(np.float64)
    return (pair[starts], occasions, np.minimum(counts, distinct), np.add.reduceat(close, starts)), by_chance


def _expected(pair: Integers, days: Sequence[Day], by_chance: Floats) -> Floats:
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
