"""Pairs of accounts that meet beyond chance, over all traces together.

Traces of the same post (its link, text, media, hashtags, contact) say the same thing several times: the strongest of them
counts. What is left adds up: posting, reposting, following and signing in are different things to do, and so does having been
opened within the same hour.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from cautery.suspicion.networks.chance import Floats, Repeated, beyond_chance
from cautery.suspicion.networks.cohort import cohort_log10
from cautery.suspicion.networks.pairs import Flags, Integers

SAME_POST = frozenset({"link", "text", "media", "hashtag", "hashtags", "handoff"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """Pairs that met again and again, sorted, and what each trace says of them: rows as `pair`, columns as `traces`."""

    pair: Integers
    traces: tuple[str, ...]
    log10_p: Floats
    """All traces together."""
    beyond: Flags
    """Whether a pair met within the hour beyond chance."""
    beyond_minute: Flags
    """Whether it met within the minute beyond chance."""
    by_trace: Floats
    occasions: Integers
    expected: Floats


def ties_of(found: Mapping[str, Repeated], *, accounts: int, opened: Integers) -> Ties:
    """Fuse traces.

    Args:
        accounts: how many could have met.
        opened: when each account was opened, as `cohort_log10` takes it.
    """
    traces = tuple(sorted(found))
    pair = np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *(found[trace].pair for trace in traces)]))
    by_trace, minute, expected = (np.zeros((pair.size, len(traces))) for _ in range(3))
    occasions = np.zeros((pair.size, len(traces)), dtype=np.int64)
    for column, trace in enumerate(traces):
        rows = np.searchsorted(pair, found[trace].pair)
        by_trace[rows, column] = found[trace].log10_p
        minute[rows, column] = found[trace].log10_p_minute
        occasions[rows, column] = found[trace].occasions
        expected[rows, column] = found[trace].expected
    cohort = cohort_log10(pair, opened)
    hour, close = _fused(by_trace, traces) + cohort, _fused(minute, traces) + cohort
    return Ties(
        pair=pair,
        traces=traces,
        log10_p=np.minimum(hour, close),
        beyond=hour <= beyond_chance(hour, accounts=accounts),
        beyond_minute=close <= beyond_chance(close, accounts=accounts),
        by_trace=np.minimum(by_trace, minute),
        occasions=occasions,
        expected=expected,
    )


def _fused(log10_p: Floats, traces: tuple[str, ...]) -> Floats:
    posted = [column for column, trace in enumerate(traces) if trace in SAME_POST]
    others = [column for column, trace in enumerate(traces) if trace not in SAME_POST]
    return np.asarray(log10_p[:, posted].min(axis=1, initial=0.0) + log10_p[:, others].sum(axis=1))
