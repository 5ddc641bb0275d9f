"""How long accounts that break the clauses live, from when they were opened and from when they first broke one."""

from collections.abc import Iterator, Sequence

import numpy as np
import polars as pl

from cautery.effect.figure import Curve, Figure, Measure, Point, cannot_tell, point, span, told
from cautery.effect.interval import FEWEST, Floats, between, parts_of
from cautery.effect.lateness import from_the_start, lateness_tells
from cautery.effect.lifetimes import Lives, age_when, lasting, steps_until
from cautery.effect.tables import Seen, hours_between

MARKS = (("1h", 1.0), ("24h", 24.0), ("48h", 48.0), ("7d", 168.0), ("50d", 1200.0))
ORIGINS = (("creation", "created_at"), ("first violation", "first_violation_at"))
LONGEST_H = 24.0 * 400
HALF = 0.5
METHOD = (
    "Kaplan-Meier on steps of age, late finds counted from when they were found, ends between two looks spread over the "
    "time between (Turnbull); 95 % by leaving out one operator after another."
)


def survival(seen: Seen) -> Measure:
    """Say how long accounts live, and which share was gone by when."""
    figures: list[Figure] = []
    curves: list[Curve] = []
    for name, column in ORIGINS:
        rows = seen.violating().drop_nulls([column, "last_alive_at"]).sort("account")
        kept, note = _that_tell(rows, column)
        found, curve = _from(name, lives_from(kept, column), kept, note)
        figures += found
        curves += [curve] if curve else []
    return Measure(name="survival", says=_says(figures), figures=_headline_first(figures), curves=tuple(curves))


def lives_from(accounts: pl.DataFrame, origin: str) -> Lives:
    """Read lives off the table of accounts, in hours from a column on."""
    entry = np.maximum(accounts.select(hours_between(origin, "first_seen_at")).to_series().to_numpy(), 0.0)
    alive = accounts.select(hours_between(origin, "last_alive_at")).to_series().to_numpy()
    gone = accounts.select(hours_between(origin, "closed_at").fill_null(np.inf)).to_series().to_numpy()
    alive = np.maximum(alive, entry)
    return Lives(entry=entry, alive=alive, gone=np.maximum(gone, alive))


def _that_tell(rows: pl.DataFrame, column: str) -> tuple[pl.DataFrame, str]:
    """Leave out late finds where most were watched from their beginning; else keep all, unless lateness tells of the end.

    Whether lateness tells is not asked where it need not be: whoever asks the data which rows to keep, and then the rows kept,
    tells too narrow an interval.
    """
    lives = lives_from(rows, column)
    early = rows.filter(pl.Series(from_the_start(lives)))
    late = rows.height - early.height
    if 2 * early.height >= rows.height:
        return (
            early,
            f"{late} accounts found late are left out: they may have been found by what ended them." if late else "",
        )
    if lateness_tells(lives):
        return (
            rows.clear(),
            "Most accounts were found late, and when they were found goes together with when they ended.",
        )
    return rows, ""


def _from(name: str, lives: Lives, rows: pl.DataFrame, note: str) -> tuple[list[Figure], Curve | None]:
    accounts, clusters = tuple(rows["account"]), rows["cluster"].to_list()
    since = name.replace(" ", "_")
    if len(set(clusters)) < FEWEST:
        note = note or f"Accounts of {len(set(clusters))} operators were watched; below {FEWEST} no share can be told."
        names = [f"gone_{mark}_from_{since}" for mark, _ in MARKS] + [f"median_from_{since}"]
        return [_cannot(one, note, accounts) for one in names], None
    edges = steps_until(min(LONGEST_H, float(lives.alive.max())), marks=[hours for _, hours in MARKS])
    parts = parts_of(clusters)
    curve = lasting(lives, edges, parts.weights)
    watched = float(lives.alive.max())
    gap = _usual_gap(lives)
    figures = [
        _gone(f"gone_{mark}_from_{since}", curve[:, int(np.searchsorted(edges, hours))], parts.clusters, accounts, note)
        if gap <= hours <= watched
        else _cannot(f"gone_{mark}_from_{since}", _why_not(hours, gap), accounts)
        for mark, hours in MARKS
    ]
    drawn = tuple(_points(curve, edges, parts.clusters, until=watched))
    return [*figures, _median(since, drawn, edges, curve, accounts)], Curve(name=f"from {name}", points=drawn)


def _gone(name: str, lasts: Floats, clusters: int, accounts: tuple[str, ...], note: str) -> Figure:
    found = between(1.0 - lasts, scale="logit", clusters=clusters)
    return told(name, found, unit="share", method=METHOD, rows=accounts, note=note)


def _cannot(name: str, note: str, accounts: tuple[str, ...]) -> Figure:
    unit = "hours" if name.startswith("median") else "share"
    return cannot_tell(name, note, unit=unit, method=METHOD, rows=accounts)


def _points(curve: Floats, edges: Floats, clusters: int, *, until: float) -> Iterator[Point]:
    for place, edge in enumerate(edges):
        if edge <= until:
            yield point(float(edge), between(curve[:, place], scale="logit", clusters=clusters))


def _median(since: str, drawn: Sequence[Point], edges: Floats, curve: Floats, accounts: tuple[str, ...]) -> Figure:
    """Say when half were gone: the bounds are where the curve's bounds pass one half (Brookmeyer and Crowley 1982)."""
    shown = edges[: len(drawn)]
    value = age_when(curve[0, : len(drawn)], shown, HALF)
    lows = np.array([point.low if point.low is not None else np.nan for point in drawn])
    highs = np.array([point.high if point.high is not None else np.nan for point in drawn])
    if np.isnan(value):
        note = "More than half lived on for as long as they were watched."
        return _cannot(f"median_from_{since}", note, accounts)
    low, high = age_when(lows, shown, HALF), age_when(highs, shown, HALF)
    note = "" if np.isfinite(high) else "How late it may be is not known: too few were watched for so long."
    return told(f"median_from_{since}", (value, low, high), unit="hours", method=METHOD, rows=accounts, note=note)


def _usual_gap(lives: Lives) -> float:
    """Say how far apart the looks usually were between which an account ended."""
    gaps = (lives.gone - lives.alive)[np.isfinite(lives.gone)]
    return float(np.median(gaps)) if gaps.size else 0.0


def _why_not(hours: float, gap: float) -> str:
    if gap > hours:
        return f"Accounts were looked at every {gap:.0f} hours, so nobody saw what had gone after {hours:.0f}."
    return "No account was watched for so long."


def _headline_first(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    return tuple(sorted(figures, key=lambda one: one.name != "gone_48h_from_creation"))


def _says(figures: Sequence[Figure]) -> str:
    by_name = {one.name: one for one in figures}
    gone, median = by_name["gone_48h_from_creation"], by_name["median_from_creation"]
    if gone.value is None:
        return f"How long accounts live cannot be told. {gone.note}"
    half = "more than half lived on" if median.value is None else f"half within {median.value:.0f} hours"
    return f"{gone.value:.0%} were gone within 48 hours of being opened{span(gone)}; {half}."
