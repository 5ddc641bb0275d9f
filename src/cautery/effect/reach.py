"""What reach a takedown cost its accounts, against what they would have reached; and how much they post."""

from collections.abc import Collection
from datetime import date, timedelta

import numpy as np
import polars as pl

from cautery.effect.baseline import NEAREST, Difference, difference
from cautery.effect.figure import Curve, Figure, Measure, cannot_tell, point, span, told
from cautery.effect.interval import FEWEST, parts_of, rate_between
from cautery.effect.panel import Panel, panel_of, reach_is
from cautery.effect.power import power_of
from cautery.effect.synthetic import FEWEST_SERIES, event
from cautery.effect.tables import OTHERS, Seen

DAYS = 30
ENOUGH = 10
"""How many at least must stand beside."""
METHOD = (
    "Reach ({reach}) of suspended operators, with their later accounts, in the {days} days from the first suspension, against "
    "as many days before times what the {nearest} nearest of {beside} did meanwhile (difference in differences "
    "on ratios); 95 % by leaving out one operator or one of those after another."
)
ALONE = (
    "Reach ({reach}) in the {days} days from the first suspension against as many before, with nobody to compare: whatever "
    "else changed counts too."
)
MIXED = (
    "Reach ({reach}) in up to {days} days from the takedown, against the mixture of groups of others who break the clauses "
    "that went like it before (synthetic control); 95 % as wide as such mixtures go astray where nothing was done."
)
POSTS = "Posts over days on which the operator was watched, {when}; 95 % by leaving out one operator after another."


def reach(seen: Seen) -> Measure:
    """Say which reach was lost, and how much operators post."""
    found, whom = compared(seen)
    posts = (_posts(seen, "before"), _posts(seen, "after"))
    if found is None:
        note = "Nobody was suspended with days before and after, and somebody like them to compare with."
        lost = cannot_tell(
            "reach_lost", note, unit="share", method=ALONE.format(reach=reach_is(seen), days=DAYS), rows=()
        )
        return Measure(name="reach", says=f"What was lost cannot be told. {note}", figures=(lost, *posts))
    method = METHOD.format(reach=reach_is(seen), days=found.days, nearest=NEAREST, beside=whom)
    power = power_of(found.lost, clusters=len(found.treated), of="operators")
    lost = told(
        "reach_lost", found.lost, unit="share", method=method, rows=found.treated, table="operators", note=power.says
    )
    amount = told(
        "reach_days_lost", found.amount, unit=reach_is(seen), method=method, rows=found.treated, table="operators"
    )
    says = power.says if not power.told else f"{lost.value:.0%} of the reach of {found.days} days was lost{span(lost)}."
    mixed = (_mixed(seen),) if seen.takedown else ()
    return Measure(name="reach", says=says, figures=(lost, amount, *mixed, *posts), curves=tuple(_curves(found)))


def compared(seen: Seen) -> tuple[Difference | None, str]:
    """Compare those who were suspended with others who break the clauses; where there are too few, with those who do not.

    Of one takedown the question is what had come had only this not been done, and else, had nothing been done to anybody.
    """
    panel = panel_of(seen, what="reach")
    treated = list(seen.first_suspended()["cluster"])
    alone = seen.takedown is None
    like, others = beside(panel, but=() if alone else treated)
    for controls, whom in ((like, "those who break the clauses too"), (others, "those who break no clause")):
        found = difference(panel, treated=treated, controls=controls, days=DAYS, untouched=alone)
        if found is not None and len(found.controls) >= ENOUGH:
            return found, whom
    return None, ""


def beside(panel: Panel, *, but: Collection[str]) -> tuple[list[str], list[str]]:
    """Name who may stand beside: others that break the clauses; and those who do not."""
    named = [pair for pair in zip(panel.clusters, panel.groups, strict=True) if pair[0] not in but]
    like = [name for name, group in named if group in ("violating", OTHERS)]
    return like, [name for name, group in named if group not in ("violating", OTHERS)]


def _mixed(seen: Seen) -> Figure:
    """Say what one takedown cost by another way: against a mixture of groups of others, as large as the group that it met."""
    panel = panel_of(seen, what="reach")
    met = list(seen.first_suspended()["cluster"])
    method = MIXED.format(reach=reach_is(seen), days=DAYS)
    rows, others = panel.where(met), panel.where(beside(panel, but=met)[0])
    at = min((panel.place(panel.acted[name]) for name in met), default=0)
    days = slice(max(0, at - DAYS), at + DAYS)
    groups = max(FEWEST_SERIES, len(others) // max(1, len(rows)))
    mixed = np.array([panel.values[others[nth::groups], days].sum(axis=0) for nth in range(groups)])
    found = event(panel.values[rows, days].sum(axis=0), mixed, at=at - days.start)
    if found is None:
        note = "There are too few days before it, or too few others to mix."
        return cannot_tell(
            "reach_lost_by_mixture", note, unit="share", method=method, rows=tuple(met), table="operators"
        )
    return told("reach_lost_by_mixture", found.lost, unit="share", method=method, rows=tuple(met), table="operators")


def _curves(found: Difference) -> list[Curve]:
    actual = [point(float(day - found.before), (value, np.nan, np.nan)) for day, value in enumerate(found.actual)]
    otherwise = [point(float(day), one) for day, one in enumerate(found.otherwise)]
    return [Curve(name="reached", points=tuple(actual)), Curve(name="would have reached", points=tuple(otherwise))]


def _posts(seen: Seen, when: str) -> Figure:
    """Say how much operators post on a day, before their first suspension or after it."""
    name, method = f"posts_per_operator_day_{when}", POSTS.format(when=f"{when} its first suspension")
    days = posting_days(seen, when)
    keys = tuple(days["operator"])
    if days.height < FEWEST:
        return cannot_tell(
            name,
            f"{days.height} operators were watched {when}.",
            unit="posts a day",
            method=method,
            rows=keys,
            table="operators",
        )
    parts = parts_of(keys)
    rate = (parts.weights @ days["posts"].to_numpy()) / (parts.weights @ days["days"].to_numpy())
    return told(
        name,
        rate_between(rate, clusters=parts.clusters),
        unit="posts a day",
        method=method,
        rows=keys,
        table="operators",
    )


def posting_days(seen: Seen, when: str) -> pl.DataFrame:
    """Count for each operator the days on which it was watched, before or after its first suspension, and its posts on them."""
    known = seen.violating().drop_nulls("operator")
    acted = seen.first_suspended().rename({"cluster": "operator"})
    begun = known.group_by("operator").agg(begun=pl.col("first_seen_at").min().dt.date()).join(acted, on="operator")
    last: date = seen.until.date() - timedelta(days=1)
    begin, end = (
        (pl.col("begun"), pl.col("acted").dt.offset_by("-1d"))
        if when == "before"
        else (pl.col("acted").dt.offset_by("1d"), pl.lit(last))
    )
    spans = (
        begun.select("operator", begin=begin, end=end)
        .with_columns(days=(pl.col("end") - pl.col("begin")).dt.total_days() + 1)
        .filter(pl.col("days") > 0)
    )
    daily = seen.reach.join(known.select("account", "operator"), on="account").join(spans, on="operator")
    posts = daily.filter(pl.col("day").is_between("begin", "end")).group_by("operator").agg(posts=pl.col("posts").sum())
    return spans.join(posts, on="operator", how="left").with_columns(pl.col("posts").fill_null(0)).sort("operator")
