"""What would have happened anyway: those acted upon against like ones who were not, over the same days.

For each cluster that was acted upon, those others are followed over the same days whose reach went most nearly like its own
before, week by week; had nothing been done, it would have grown or shrunk as they did. How sure that is, is seen by taking one
of the like ones in the place of each cluster: so far they go from their own like ones, although nothing was done to them.

What was reached is known; what would have been is not. So the share that was lost and its amount have one and the same
interval, that of what would have been.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from cautery.effect.interval import Floats, student
from cautery.effect.panel import ClusterPanel

Truths = NDArray[np.bool_]
NEAREST = 8
"""How many like ones stand beside each."""
FEWEST_DAYS = 3
WEEKS = 4
"""Stretches of the days before, in each of which like ones must have gone alike."""
DRAWS = 400
LEAST = 1e-4
"""Of what is expected: below it, nothing was reached."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What was reached, and what would have been."""

    was: float
    would: tuple[float, float, float]
    """With bounds."""
    actual: tuple[float, ...]
    """By day, before and after."""
    otherwise: tuple[tuple[float, float, float], ...]
    """What would have been on each day after, with bounds."""
    before: int
    """How many of the days in `actual` lie before the act."""
    treated: tuple[str, ...]
    controls: tuple[str, ...]
    days: int
    beside: float
    """What the like ones reached in the days after, each counted once."""

    @property
    def lost(self) -> tuple[float, float, float]:
        """The share that was lost of what would have been, with bounds."""
        return self.lost_with(0.0, 0.0, 0.0)

    @property
    def amount(self) -> tuple[float, float, float]:
        """How much was lost, with bounds."""
        return self.amount_with(0.0, 0.0, 0.0)

    def lost_with(self, more: float, most: float, beside: float) -> tuple[float, float, float]:
        """Give the share that was lost, had more been reached than was seen: in the middle, at most; and by those beside."""
        would, low, high = self.would
        return (
            _left(self.was + more, would),
            _left(self.was + most, low),
            _left(self.was, high * (1 + beside / max(self.beside, 1e-9))),
        )

    def amount_with(self, more: float, most: float, beside: float) -> tuple[float, float, float]:
        """Give how much was lost, by the same bounds."""
        would, low, high = self.would
        return would - self.was - more, low - self.was - most, high * (1 + beside / max(self.beside, 1e-9)) - self.was


def difference(
    panel: ClusterPanel, *, treated: Sequence[str], controls: Sequence[str], days: int, untouched: bool
) -> Difference | None:
    """Compare clusters that were acted upon with others; None where there are no days before and after, or nobody to compare.

    Args:
        controls: who may stand beside.
        days: how many days before and after are compared, at most.
        untouched: whether those beside must not have been acted upon in these days. Then the question is what would have been
            had nothing been done to anybody; else, had only this not been done, whatever else was done to either.
    """
    set_up = beside_each(panel, treated=treated, controls=controls, days=days, untouched=untouched)
    if set_up is None:
        return None
    found = set_up.asked(slice(0, set_up.whole), slice(set_up.whole, 2 * set_up.whole))
    if found is None:
        return None
    scale = np.array(found.bounds) / max(found.would, 1e-9)
    return Difference(
        was=found.was,
        would=(found.would, *found.bounds),
        actual=tuple(set_up.mine[found.kept].sum(axis=0)),
        otherwise=tuple((value, value * scale[0], value * scale[1]) for value in found.daily),
        before=set_up.whole,
        treated=tuple(set_up.names[row] for row in found.kept),
        controls=tuple(set_up.others[column] for column in found.used),
        days=set_up.whole,
        beside=float(set_up.like[found.kept[0]][found.used, set_up.whole :].sum()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineEstimate:
    """What came out for one way of parting the days into before and after."""

    kept: NDArray[np.int64]
    """Of those acted upon, who had reach before, and somebody beside."""
    used: NDArray[np.int64]
    was: float
    would: float
    bounds: tuple[float, float]
    daily: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparedAccounts:
    """Those acted upon, and for each of them all who may stand beside, over the same days."""

    names: tuple[str, ...]
    others: tuple[str, ...]
    mine: Floats
    """(treated, days before and after)"""
    like: Floats
    """(treated, controls, days before and after): each time over the days of the one acted upon."""
    free: Truths
    whole: int
    """How many of the days lie before the act."""

    def asked(self, before: slice, after: slice) -> BaselineEstimate | None:
        """Compare some days with earlier ones; None where nobody had reach before and somebody beside."""
        had, has = self.mine[:, before], self.mine[:, after]
        like_had, like_has = self.like[:, :, before], self.like[:, :, after]
        free = self.free & (like_had.sum(axis=2) > 0)
        chosen = _nearest(_path(had), _path(like_had), free)
        kept = np.flatnonzero((had.sum(axis=1) > 0) & (chosen.sum(axis=1) > 1))
        if not kept.size:
            return None
        base, picked = had[kept].sum(axis=1), chosen[kept].astype(np.float64)
        grew = _growth(like_had[kept].sum(axis=2) * picked, like_has[kept] * picked[:, :, None])
        daily = base @ grew
        used = np.flatnonzero(chosen[kept].any(axis=0))
        low, high = _astray(base, like_had[kept].sum(axis=2), like_has[kept].sum(axis=2), chosen[kept])
        would = float(daily.sum())
        return BaselineEstimate(
            kept=kept,
            used=used,
            was=float(has[kept].sum()),
            would=would,
            bounds=(would * low, would * high),
            daily=tuple(daily.tolist()),
        )


def beside_each(
    panel: ClusterPanel, *, treated: Sequence[str], controls: Sequence[str], days: int, untouched: bool
) -> ComparedAccounts | None:
    """Set those acted upon beside all who may be compared with them; None where there are no days, or nobody."""
    spans = {name: _whole(panel, panel.acted[name], days) for name in treated if name in panel.acted}
    whole = _most_have(list(spans.values()))
    asked = [name for name, wide in spans.items() if wide >= whole]
    rows, others = panel.where(asked), panel.where(controls)
    if whole < FEWEST_DAYS or not rows or not others:
        return None
    places = [panel.place(panel.acted[name]) for name in asked]
    mine = np.array([panel.values[row, at - whole : at + whole] for row, at in zip(rows, places, strict=True)])
    like = np.array([panel.values[others, at - whole : at + whole] for at in places])
    return ComparedAccounts(
        names=tuple(asked),
        others=tuple(panel.clusters[row] for row in others),
        mine=mine,
        like=like,
        free=_free(panel, others, [panel.acted[name] for name in asked], whole)
        if untouched
        else np.ones((len(asked), len(others)), dtype=np.bool_),
        whole=whole,
    )


def _left(was: float, would: float) -> float:
    """Give the share that was lost; nothing is known where nothing would have been."""
    return 1 - was / would if would > 0 else float("nan")


def _whole(panel: ClusterPanel, day: date, days: int) -> int:
    """Say how many days there are before a day and from it on, at most so many."""
    place = panel.place(day)
    return max(0, min(days, place, panel.days - place))


def _most_have(spans: Sequence[int]) -> int:
    """Choose how many days are compared: so many that the most days of clusters are, all of them taken together."""
    return max(sorted(set(spans)), key=lambda wide: wide * sum(span >= wide for span in spans), default=0)


def _free(panel: ClusterPanel, rows: Sequence[int], starts: Sequence[date], until: int) -> Truths:
    """Say who had not been acted upon by so many days from each start on."""
    never = panel.days + 1
    acted = [panel.place(panel.acted[name]) if (name := panel.clusters[row]) in panel.acted else never for row in rows]
    return np.array([[at >= panel.place(day) + until for at in acted] for day in starts])


def _path(days: Floats) -> Floats:
    """Give the logarithm of what was reached in each stretch of the days, on the last axis."""
    stretches = np.array_split(days, min(WEEKS, days.shape[-1]), axis=-1)
    return np.asarray(np.log1p(np.stack([stretch.sum(axis=-1) for stretch in stretches], axis=-1)))


def _nearest(path: Floats, like: Floats, free: Truths) -> Truths:
    """Choose those that went most nearly alike."""
    apart = np.sqrt(((path[:, None, :] - like) ** 2).mean(axis=2))
    apart = np.where(free, apart, np.inf)
    count = min(NEAREST, apart.shape[1])
    limit = np.partition(apart, count - 1, axis=1)[:, count - 1 : count]
    return np.asarray(np.isfinite(apart) & (apart <= limit))


def _growth(before: Floats, after: Floats) -> Floats:
    """Give (treated, days): how much like ones reached on each day, for each unit of before."""
    base = before.sum(axis=1)[:, None]
    days = after.sum(axis=1)
    return np.asarray(np.divide(days, base, out=np.zeros_like(days), where=base > 0))


def _astray(base: Floats, before: Floats, after: Floats, chosen: Truths) -> tuple[float, float]:
    """Say by which factors what would have been may be off: as much as it is for like ones in the place of each.

    Each time one of its like ones stands in for each cluster; the others, weighed by lot, say what should have become of it.
    """
    lot = np.random.default_rng(0)
    places = [np.flatnonzero(row) for row in chosen]
    size = max(len(row) for row in places)
    index = np.array([np.resize(row, size) for row in places])
    there = np.array([np.arange(size) < len(row) for row in places])
    rows = np.arange(len(base))[:, None]
    had, has = before[rows, index] * there, after[rows, index] * there
    of_each = lot.exponential(size=(DRAWS, before.shape[1]))[:, index]
    stands = (lot.random((DRAWS, len(base))) * there.sum(axis=1)).astype(np.int64)
    others = of_each * (np.arange(size) != stands[:, :, None])
    weighed, grown = (others * had).sum(axis=2), (others * has).sum(axis=2)
    expected = base * np.divide(grown, weighed, out=np.zeros_like(grown), where=weighed > 0)
    each = np.arange(len(base))
    became = base * has[each, stands] / np.maximum(had[each, stands], 1e-9)
    off = np.log(np.maximum(became.sum(axis=1), LEAST) / np.maximum(expected.sum(axis=1), LEAST))
    wider = student(max(int(chosen.any(axis=0).sum()) - 1, 1)) / student(1e6)
    low, high = np.percentile(np.clip(off, np.log(LEAST), -np.log(LEAST)), [2.5, 97.5])
    return float(np.exp(min(low, 0.0) * wider)), float(np.exp(max(high, 0.0) * wider))
