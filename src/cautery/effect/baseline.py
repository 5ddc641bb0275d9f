"""What would have happened anyway: those acted upon against like ones who were not, over the same days.

For each cluster that was acted upon, the nearest others by what they reached before are followed over the same days; had
nothing been done, it would have grown or shrunk as they did (difference in differences, on ratios).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from cautery.effect.interval import Floats, between, parts_of, rate_between
from cautery.effect.panel import Panel

Truths = NDArray[np.bool_]
NEAREST = 8
"""How many like ones stand beside each."""
FEWEST_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What was lost, as a share of what would have been; and day by day from the act on."""

    lost: tuple[float, float, float]
    """Share, with bounds."""
    amount: tuple[float, float, float]
    """Of reach or posts, all clusters and days together."""
    actual: tuple[float, ...]
    """By day, before and after."""
    otherwise: tuple[tuple[float, float, float], ...]
    """What would have been on each day after, with bounds."""
    before: int
    """How many of the days in `actual` lie before the act."""
    treated: tuple[str, ...]
    controls: tuple[str, ...]
    days: int


def difference(
    panel: Panel, *, treated: Sequence[str], controls: Sequence[str], days: int, untouched: bool
) -> Difference | None:
    """Compare clusters that were acted upon with others; None where there are no days before and after, or nobody to compare.

    Args:
        controls: who may stand beside.
        days: how many days before and after are compared, at most.
        untouched: whether those beside must not have been acted upon in these days. Then the question is what would have been
            had nothing been done to anybody; else, had only this not been done.
    """
    spans = {name: _whole(panel, panel.acted[name], days) for name in treated if name in panel.acted}
    whole = _most_have(list(spans.values()))
    asked = [name for name, wide in spans.items() if wide >= whole]
    rows, beside = panel.where(asked), panel.where(controls)
    if whole < FEWEST_DAYS or not rows or not beside:
        return None
    starts = [panel.acted[name] for name in asked]
    before, after = _around(panel, rows, starts, whole)
    like_before, like_after = _beside(panel, beside, starts, whole)
    free = _free(panel, beside, starts, whole if untouched else 0) & (like_before.sum(axis=2) > 0)
    chosen = _nearest(before.sum(axis=1), like_before.sum(axis=2), free)
    grown = before.sum(axis=1) > 0
    kept = np.flatnonzero(grown & chosen.any(axis=1))
    if not kept.size:
        return None
    names = [asked[row] for row in kept]
    used = np.flatnonzero(chosen[kept].any(axis=0))
    others = [panel.clusters[beside[column]] for column in used]
    parts = parts_of([*names, *others])
    mine, theirs = parts.weights[:, : len(names)], parts.weights[:, len(names) :]
    picked = chosen[np.ix_(kept, used)].astype(np.float64)
    daily = _otherwise(
        before[kept].sum(axis=1),
        like_before[np.ix_(kept, used)].sum(axis=2) * picked,
        like_after[np.ix_(kept, used)] * picked[:, :, None],
        mine,
        theirs,
    )
    actual = mine @ after[kept]
    would, was = daily.sum(axis=1), actual.sum(axis=1)
    return Difference(
        lost=_lost(_left(was, would), clusters=parts.clusters),
        amount=between(would - was, clusters=parts.clusters),
        actual=(*before[kept].sum(axis=0), *after[kept].sum(axis=0)),
        otherwise=tuple(between(daily[:, day], clusters=parts.clusters) for day in range(whole)),
        before=whole,
        treated=tuple(names),
        controls=tuple(others),
        days=whole,
    )


def _left(was: Floats, would: Floats) -> Floats:
    """Give the share that was left of what would have been; nothing is known where nothing would have been."""
    return np.divide(was, would, out=np.full_like(would, np.nan), where=would > 0)


def _lost(left: Floats, *, clusters: int) -> tuple[float, float, float]:
    """Give the share that was lost, from what was left of it."""
    value, low, high = rate_between(left, clusters=clusters)
    return 1 - value, 1 - high, 1 - low


def _whole(panel: Panel, day: date, days: int) -> int:
    """Say how many days there are before a day and from it on, at most so many."""
    place = panel.place(day)
    return max(0, min(days, place, panel.days - place))


def _most_have(spans: Sequence[int]) -> int:
    """Choose how many days are compared: so many that the most days of clusters are, all of them taken together."""
    return max(sorted(set(spans)), key=lambda wide: wide * sum(one >= wide for one in spans), default=0)


def _around(panel: Panel, rows: Sequence[int], starts: Sequence[date], whole: int) -> tuple[Floats, Floats]:
    places = [panel.place(day) for day in starts]
    before = np.array([panel.values[row, at - whole : at] for row, at in zip(rows, places, strict=True)])
    after = np.array([panel.values[row, at : at + whole] for row, at in zip(rows, places, strict=True)])
    return before, after


def _beside(panel: Panel, rows: Sequence[int], starts: Sequence[date], whole: int) -> tuple[Floats, Floats]:
    """Give (treated, controls, days) before and after."""
    places = [panel.place(day) for day in starts]
    before = np.array([panel.values[rows, at - whole : at] for at in places])
    after = np.array([panel.values[rows, at : at + whole] for at in places])
    return before, after


def _free(panel: Panel, rows: Sequence[int], starts: Sequence[date], until: int) -> Truths:
    """Say who had not been acted upon by so many days from each start on."""
    never = panel.days + 1
    acted = [panel.place(panel.acted[name]) if (name := panel.clusters[row]) in panel.acted else never for row in rows]
    return np.array([[at >= panel.place(day) + until for at in acted] for day in starts])


def _nearest(reached: Floats, like: Floats, free: Truths) -> Truths:
    """Choose those that reached most nearly as much before."""
    apart = np.abs(np.log1p(reached)[:, None] - np.log1p(like))
    apart = np.where(free, apart, np.inf)
    count = min(NEAREST, apart.shape[1])
    limit = np.partition(apart, count - 1, axis=1)[:, count - 1 : count]
    return np.asarray(np.isfinite(apart) & (apart <= limit))


def _otherwise(before: Floats, like_before: Floats, like_after: Floats, mine: Floats, theirs: Floats) -> Floats:
    """Give (parts, days): what those acted upon would have reached together on each day after."""
    base = theirs @ like_before.T
    days = np.einsum("pc,tcd->ptd", theirs, like_after)
    grew = np.divide(days, base[:, :, None], out=np.ones_like(days) / days.shape[2], where=base[:, :, None] > 0)
    return np.asarray(np.einsum("pt,t,ptd->pd", mine, before, grew))
