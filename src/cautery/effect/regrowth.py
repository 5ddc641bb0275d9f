"""What grows back after each takedown: the reach of the operators that it met, day by day, of what it was before."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from cautery.effect.figure import Curve, Figure, Measure, cannot_tell, point, span, told
from cautery.effect.interval import FEWEST, Floats, JackknifeWeights, parts_of, rate_between
from cautery.effect.panel import ClusterPanel, panel_of, reach_is
from cautery.effect.tables import ObservedTables, of_takedown

BEFORE, AFTER = 14, 30
LAST = 7
"""Days over which what has grown back is taken."""
MOST = 6
"""Takedowns with a line in the picture, the latest."""
METHOD = (
    "Reach ({reach}) a day of the operators that the takedown met, their later accounts included, in the latest {last} of the "
    "{after} days after it, over the {before} days before it; 95 % by leaving out one operator after another. What would have "
    "come anyway is not taken off: that is in the reach lost."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrowth:
    """One takedown's days after it."""

    takedown: str
    operators: tuple[str, ...]
    parts: JackknifeWeights
    back: Floats
    """(1 + parts, days): what part of the reach before was there on each day."""


def regrowth(seen: ObservedTables) -> Measure:
    """Say for each takedown what part of the reach has grown back."""
    grown = list(_each(seen))
    figures = [_figure(one, seen) for one in grown]
    if not figures:
        note = f"No takedown met {FEWEST} operators or more with reach before it and {LAST} days after."
        method = METHOD.format(reach=reach_is(seen), last=LAST, after=AFTER, before=BEFORE)
        figures = [cannot_tell("grown_back", note, unit="share", method=method, rows=(), table="operators")]
        return Measure(name="regrowth", says=note, figures=tuple(figures))
    latest = figures[0]
    says = (
        f"After the latest takedown that can be told of, {latest.value:.0%} of the reach has grown back{span(latest)}."
    )
    return Measure(name="regrowth", says=says, figures=tuple(figures), curves=tuple(map(_curve, grown)))


def _each(seen: ObservedTables) -> Iterator[Regrowth]:
    """Go through the takedowns, the latest first."""
    closed = seen.suspended().drop_nulls("takedown")
    order = closed.group_by("takedown").agg(pl.col("closed_at").min()).sort(["closed_at", "takedown"], descending=True)
    names = order["takedown"].to_list()
    found = 0
    for name in names:
        one = of_takedown(seen, name)
        panel = panel_of(one, what="reach")
        grown = _grown(name, panel, list(one.first_suspended()["cluster"]))
        if grown is not None:
            yield grown
            found += 1
        if found == MOST:
            return


def _grown(name: str, panel: ClusterPanel, met: list[str]) -> Regrowth | None:
    starts = {one: panel.place(panel.acted[one]) for one in met if one in panel.acted}
    if len(starts) < FEWEST:
        return None
    days = min(AFTER, panel.days - max(starts.values()))
    kept = [one for one, at in starts.items() if at >= BEFORE]
    rows = panel.where(kept)
    if days < LAST or len(kept) < FEWEST:
        return None
    before = np.array(
        [panel.values[row, starts[one] - BEFORE : starts[one]].mean() for row, one in zip(rows, kept, strict=True)]
    )
    after = np.array([panel.values[row, starts[one] : starts[one] + days] for row, one in zip(rows, kept, strict=True)])
    parts = parts_of(kept)
    had = parts.weights @ before
    if not (had > 0).all():
        return None
    return Regrowth(takedown=name, operators=tuple(kept), parts=parts, back=(parts.weights @ after) / had[:, None])


def _figure(one: Regrowth, seen: ObservedTables) -> Figure:
    found = rate_between(one.back[:, -LAST:].mean(axis=1), clusters=one.parts.clusters)
    method = METHOD.format(reach=reach_is(seen), last=LAST, after=one.back.shape[1], before=BEFORE)
    name = f"grown_back_after_{one.takedown}"
    return told(name, found, unit="share", method=method, rows=one.operators, table="operators")


def _curve(one: Regrowth) -> Curve:
    clusters = one.parts.clusters
    bands = (rate_between(one.back[:, day], clusters=clusters) for day in range(one.back.shape[1]))
    return Curve(name=one.takedown, points=tuple(point(float(day), band) for day, band in enumerate(bands)))
