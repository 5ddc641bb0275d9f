"""Which parts of a day are merged next: neighbours of like size, so that each row is written again a few times and no more.

The idea of log-structured merge trees (O'Neil and others, 1996): with a fan-out of eight, a day of a million rows that came in
a hundred at a time is written again five times.
"""

from collections.abc import Iterator, Sequence

from cautery.store.parts import HistoryPart

FAN_OUT = 8
"""Parts of like size of which one is made."""
SMALLEST_ROWS = 1_000
"""Rows below which all parts count as equally small."""
LARGEST_ROWS = 2_000_000
"""Rows of one part, so that merging it takes some hundred MB at most."""


def next_merge(parts: Sequence[HistoryPart]) -> Sequence[HistoryPart]:
    """Choose, of a table's parts of a day in the journal's order, those of which one is made next; none when all is well."""
    for tier in sorted({_tier(part) for part in parts}):
        for run in _runs(parts, tier):
            few = _within_reason(run)
            total = sum(part.rows for part in few)
            if len(few) >= FAN_OUT and 2 * max(part.rows for part in few) <= total:
                return few
    return ()


def last_merge(parts: Sequence[HistoryPart]) -> Sequence[HistoryPart]:
    """Choose the parts of a day that nothing is added to any more: all of them, where that makes one that is not too large.

    A day with one large part and a few late rows is left as it is.
    """
    total = sum(part.rows for part in parts)
    largest = max((part.rows for part in parts), default=0)
    if len(parts) < 2 or total > LARGEST_ROWS or largest > FAN_OUT * (total - largest) + SMALLEST_ROWS:
        return ()
    return parts


def _tier(part: HistoryPart) -> int:
    tier, rows = 0, SMALLEST_ROWS
    while part.rows > rows:
        tier, rows = tier + 1, rows * FAN_OUT
    return tier


def _runs(parts: Sequence[HistoryPart], tier: int) -> Iterator[list[HistoryPart]]:
    """Give the longest runs of neighbours that are no larger than a tier."""
    run: list[HistoryPart] = []
    for part in parts:
        if _tier(part) <= tier:
            run.append(part)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _within_reason(run: Sequence[HistoryPart]) -> Sequence[HistoryPart]:
    """Take as many from the front as fit into one part."""
    taken, rows = [], 0
    for part in run:
        rows += part.rows
        if rows > LARGEST_ROWS:
            break
        taken.append(part)
    return taken
