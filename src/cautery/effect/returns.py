"""Who came back after a suspension, and how soon."""

from collections.abc import Sequence

import numpy as np
import polars as pl

from cautery.effect.figure import Curve, Figure, Measure, cannot_tell, point, span, told
from cautery.effect.interval import FEWEST, Floats, between, clustered_share, parts_of
from cautery.effect.lifetimes import Lives, age_when, lasting, steps_until
from cautery.effect.tables import TIME, Seen, hours_between

WINDOWS = (("7d", 168.0), ("30d", 720.0))
WITHIN_H = 720.0
HALF = 0.5
PER_SUSPENSION = (
    "Time from a suspension until the operator's next account is opened, those not back yet counted as far as they were "
    "watched (Kaplan-Meier); 95 % by leaving out one operator after another."
)
PER_OPERATOR = "Of operators watched so long after their first suspension, the share that opened another account."
TIME_TO = (
    "Of those that come back within 30 days, the time by which half have; bounds from the band of that share by leaving out "
    "one operator after another."
)


def returns(seen: Seen) -> Measure:
    """Say how often and how soon a suspended operator comes back."""
    gaps = gaps_after(seen)
    keys, clusters = tuple(gaps["account"]), gaps["cluster"].to_list()
    if len(set(clusters)) < FEWEST:
        note = f"{len(set(clusters))} known operators were suspended; below {FEWEST} no share can be told."
        shares = [_cannot(f"returned_{name}", note, keys) for name, _ in WINDOWS]
        figures = (*shares, cannot_tell("time_to_return", note, unit="hours", method=TIME_TO, rows=keys))
        return Measure(name="returns", says=f"Whether they come back cannot be told. {note}", figures=figures)
    parts = parts_of(clusters)
    edges = steps_until(WITHIN_H, marks=[hours for _, hours in WINDOWS])
    hours = gaps["hours"].to_numpy()
    back = gaps["back"].to_numpy()
    lives = Lives(entry=np.zeros(hours.size), alive=hours, gone=np.where(back, hours, np.inf))
    came = 1.0 - lasting(lives, edges, parts.weights)
    watched = float(hours.max())
    found = (
        *(
            _came(f"returned_{name}", came[:, _place(edges, h)], parts.clusters, keys, watched >= h)
            for name, h in WINDOWS
        ),
        _time_to(came, edges, keys, watched),
        *(_operators(gaps, name, h) for name, h in WINDOWS),
    )
    shown = [place for place, edge in enumerate(edges) if edge <= min(watched, WITHIN_H)]
    points = (point(float(edges[place]), between(came[:, place], scale="logit")) for place in shown)
    curve = Curve(name="back", points=tuple(points))
    return Measure(name="returns", says=_says(found), figures=found, curves=(curve,))


def gaps_after(seen: Seen) -> pl.DataFrame:
    """List the suspensions of known operators: hours until the next account, or until when nobody had come back."""
    ended = seen.suspended().drop_nulls("operator")
    opened = seen.violating().drop_nulls("operator").select("operator", opened="created_at").sort("opened")
    after = ended.sort("closed_at").join_asof(
        opened, left_on="closed_at", right_on="opened", by="operator", strategy="forward", check_sortedness=False
    )
    timed = after.with_columns(until=pl.lit(seen.until, dtype=TIME)).with_columns(next=pl.coalesce("opened", "until"))
    return (
        timed.select(
            "account",
            "operator",
            "cluster",
            "closed_at",
            hours=hours_between("closed_at", "next"),
            watched=hours_between("closed_at", "until"),
            back=pl.col("opened").is_not_null(),
        )
        .filter(pl.col("hours") >= 0)
        .sort("closed_at", "account")
    )


def _came(name: str, shares: Floats, clusters: int, keys: tuple[str, ...], long_enough: bool) -> Figure:
    if not long_enough:
        return _cannot(name, "No suspension has been watched for so long yet.", keys)
    return told(name, between(shares, scale="logit", clusters=clusters), unit="share", method=PER_SUSPENSION, rows=keys)


def _cannot(name: str, note: str, keys: tuple[str, ...]) -> Figure:
    return cannot_tell(name, note, unit="share", method=PER_SUSPENSION, rows=keys)


def _time_to(came: Floats, edges: Floats, keys: tuple[str, ...], watched: float) -> Figure:
    last = _place(edges, min(watched, WITHIN_H))
    if came[0, last] <= 0:
        return cannot_tell("time_to_return", "Nobody has come back.", unit="hours", method=TIME_TO, rows=keys)
    left = 1.0 - came[:, : last + 1] / np.maximum(came[:, last : last + 1], 1e-12)
    bounds = np.array([between(left[:, place], scale="logit") for place in range(last + 1)])
    value, low, high = (age_when(bounds[:, place], edges[: last + 1], HALF) for place in range(3))
    return told("time_to_return", (value, low, high), unit="hours", method=TIME_TO, rows=keys)


def _operators(gaps: pl.DataFrame, name: str, hours: float) -> Figure:
    """Say which share of operators was back so soon after their first suspension, of those watched for so long."""
    first = gaps.unique("operator", keep="first", maintain_order=True)
    watched = first.filter(pl.col("watched") >= hours).with_columns(hit=pl.col("back") & (pl.col("hours") <= hours))
    keys = tuple(watched["operator"])
    if not keys:
        note = "No operator has been watched for so long yet."
        return cannot_tell(f"operators_returned_{name}", note, unit="share", method=PER_OPERATOR, rows=keys)
    found = clustered_share(watched["hit"].cast(pl.Float64).to_numpy(), np.ones(len(keys)), parts_of(keys))
    return told(f"operators_returned_{name}", found, unit="share", method=PER_OPERATOR, rows=keys)


def _place(edges: Floats, hours: float) -> int:
    return int(np.searchsorted(edges, hours, side="right") - 1)


def _says(figures: Sequence[Figure]) -> str:
    by_name = {one.name: one for one in figures}
    week, time = by_name["returned_7d"], by_name["time_to_return"]
    if week.value is None:
        return f"Whether they come back cannot be told. {week.note}"
    soon = f", half of them within {time.value:.0f} hours" if time.value is not None else ""
    return f"After {week.value:.0%} of suspensions the operator was back within 7 days{span(week)}{soon}."
