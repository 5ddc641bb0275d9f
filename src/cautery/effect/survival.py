"""How long accounts that break the clauses live, from when they were opened and from when they first broke one."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from cautery.effect.detection import DetectionChances, finding_of, only_found
from cautery.effect.figure import Curve, Figure, Measure, cannot_tell, point, span, told
from cautery.effect.interval import FEWEST, Floats, between, parts_of
from cautery.effect.lateness import from_the_start, lateness_tells
from cautery.effect.lifetimes import Lives, age_when, lasting, steps_until
from cautery.effect.tables import TIME, ObservedTables, hours_between

MARKS = (("1h", 1.0), ("24h", 24.0), ("48h", 48.0), ("7d", 168.0), ("50d", 1200.0))
ORIGINS = (("creation", "created_at"), ("first violation", "first_violation_at"))
LONGEST_H = 24.0 * 400
HALF = 0.5
METHOD = (
    "Kaplan-Meier on steps of age, late finds counted from when they were found, ends between two looks spread over the "
    "time between (Turnbull); each account stands for others like it that no detector has found and that live on, by how "
    "likely it was to be found by now; 95 % by leaving out one operator after another, and by how sure that is."
)
FOUND_ONLY = "Of those found: how many live on unfound cannot be told, for that takes two detectors that overlap."


def survival(seen: ObservedTables) -> Measure:
    """Say how long accounts live, and which share was gone by when."""
    figures: list[Figure] = []
    curves: list[Curve] = []
    finding = finding_of(seen)
    for name, column in ORIGINS:
        rows = seen.violating().drop_nulls([column, "last_alive_at"]).sort("account")
        kept, note = _that_tell(rows, column)
        found, curve = _from(name, _told_of(seen, kept, column, finding), kept, note)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What is known of lives: those that were found, and the ones like them that were not."""

    lives: Lives
    found: int
    """How many of the lives, from the first on, are of accounts that were found; each other one is like one of these."""
    like: tuple[int, ...]
    unfound: tuple[Floats, Floats, Floats]
    """How many of each of the others there are: at best, and at the fewest and the most."""
    watched: float
    """Hours that the oldest could have been watched for, whether or not it lasted."""
    note: str

    def curves(self, edges: Floats, weights: Floats) -> tuple[Floats, Floats, Floats]:
        """Give the share that lasts, at best, at the least and at the most."""
        ways = {id(many): many for many in self.unfound}
        made = {
            key: lasting(self.lives, edges, np.hstack([weights, weights[:, list(self.like)] * many]))
            for key, many in ways.items()
        }
        best, fewest, most = (made[id(many)] for many in self.unfound)
        return best, fewest, most


def _told_of(seen: ObservedTables, rows: pl.DataFrame, column: str, finding: DetectionChances | None) -> _Told:
    """Put beside lives that were watched from their beginning the ones like them that no detector has found."""
    lives = lives_from(rows, column)
    could = rows.with_columns(until=pl.lit(seen.until, dtype=TIME)).select(hours_between(column, "until"))
    watched = np.maximum(could.to_series().to_numpy(), 0.0)
    none = np.zeros(0)
    longest = float(watched.max()) if watched.size else 0.0
    if finding is None or not from_the_start(lives).all():
        note = FOUND_ONLY if finding is None and only_found(seen) else ""
        return _Told(lives=lives, found=len(lives), like=(), unfound=(none, none, none), watched=longest, note=note)
    known = [place for place, name in enumerate(rows["account"]) if name in finding.p]
    names = rows["account"].gather(known).to_list()
    left = (rows["closed_by"] == "owner").fill_null(value=False).to_numpy()[known]
    alive = np.where(left, lives.alive[known], watched[known])
    gone = np.where(left, lives.gone[known], np.inf)
    many = tuple(
        np.array([1 / chances[name] - 1 for name in names]) for chances in (finding.p, finding.p_high, finding.p_low)
    )
    return _Told(
        lives=Lives(
            entry=np.append(lives.entry, np.zeros(len(known))),
            alive=np.append(lives.alive, alive),
            gone=np.append(lives.gone, gone),
        ),
        found=len(lives),
        like=tuple(known),
        unfound=(many[0], many[1], many[2]),
        watched=longest,
        note="",
    )


def _from(name: str, told_of: _Told, rows: pl.DataFrame, note: str) -> tuple[list[Figure], Curve | None]:
    accounts, clusters = tuple(rows["account"]), rows["cluster"].to_list()
    since = name.replace(" ", "_")
    if len(set(clusters)) < FEWEST:
        note = note or f"Accounts of {len(set(clusters))} operators were watched; below {FEWEST} no share can be told."
        names = [f"gone_{mark}_from_{since}" for mark, _ in MARKS] + [f"median_from_{since}"]
        return [_cannot(one, note, accounts) for one in names], None
    watched, gap = told_of.watched, _usual_gap(told_of.lives)
    edges = steps_until(min(LONGEST_H, watched), marks=[hours for _, hours in MARKS])
    parts = parts_of(clusters)
    band = _band(told_of.curves(edges, parts.weights), parts.clusters, cases=len(accounts))
    note = " ".join(one for one in (note, told_of.note) if one)
    figures = [
        _gone(f"gone_{mark}_from_{since}", band[int(np.searchsorted(edges, hours))], accounts, note)
        if gap <= hours <= watched
        else _cannot(f"gone_{mark}_from_{since}", _why_not(hours, gap), accounts)
        for mark, hours in MARKS
    ]
    shown = band[edges <= watched]
    drawn = tuple(point(float(edge), (one[0], one[1], one[2])) for edge, one in zip(edges, shown, strict=False))
    return [*figures, _median(since, shown, edges, accounts)], Curve(name=f"from {name}", points=drawn)


def _band(curves: tuple[Floats, Floats, Floats], clusters: int, *, cases: int) -> Floats:
    """Give (edges, 3): the share that lasts, and its bounds: of the fewest unfound below, of the most above."""
    best, fewest, most = curves
    columns = range(best.shape[1])
    below = [between(fewest[:, place], scale="logit", clusters=clusters, cases=cases)[1] for place in columns]
    above = [between(most[:, place], scale="logit", clusters=clusters, cases=cases)[2] for place in columns]
    return np.column_stack([best[0], below, above])


def _gone(name: str, lasts: Floats, accounts: tuple[str, ...], note: str) -> Figure:
    value, low, high = (float(last) for last in lasts)
    return told(name, (1 - value, 1 - high, 1 - low), unit="share", method=METHOD, rows=accounts, note=note)


def _cannot(name: str, note: str, accounts: tuple[str, ...]) -> Figure:
    unit = "hours" if name.startswith("median") else "share"
    return cannot_tell(name, note, unit=unit, method=METHOD, rows=accounts)


def _median(since: str, band: Floats, edges: Floats, accounts: tuple[str, ...]) -> Figure:
    """Say when half were gone: the bounds are where the curve's bounds pass one half (Brookmeyer and Crowley 1982)."""
    shown = edges[: len(band)]
    value, low, high = (age_when(band[:, side], shown, HALF) for side in range(3))
    if np.isnan(value):
        note = "More than half lived on for as long as they were watched."
        return _cannot(f"median_from_{since}", note, accounts)
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
    by_name = {figure.name: figure for figure in figures}
    gone, median = by_name["gone_48h_from_creation"], by_name["median_from_creation"]
    if gone.value is None:
        return f"How long accounts live cannot be told. {gone.note}"
    half = "more than half lived on" if median.value is None else f"half within {median.value:.0f} hours"
    whose = "of those found " if gone.note.endswith(FOUND_ONLY) else ""
    return f"{gone.value:.0%} {whose}were gone within 48 hours of being opened{span(gone)}; {half}."
