"""Whether an account is worth more watched than removed: what was learnt through it, beside what it reached meanwhile."""

import numpy as np
import polars as pl

from cautery.effect.figure import Figure, Measure, cannot_tell, told
from cautery.effect.interval import Floats, JackknifeWeights, parts_of, rate_between
from cautery.effect.panel import reach_in, reach_is
from cautery.effect.tables import MEDIA, TIME, ObservedTables, clustered

LEARNT = (
    ("new_accounts", "accounts", "accounts that break the clauses, met an observed one, and had not been found before"),
    ("new_links", "hosts", "hosts and contacts that no account breaking the clauses had led to before"),
    ("new_media", "pieces of media", "pieces of media that no account breaking the clauses had shown before"),
)
PER_WEEK = "{what}, for each account and week of observation; 95 % by leaving out one account after another."


def observed(seen: ObservedTables) -> Measure:
    """Say what was learnt through observed accounts, and what they reached."""
    spans = observations(seen)
    keys = tuple(spans["account"])
    if not keys:
        note = "No account was observed."
        figures = [
            cannot_tell(name, note, unit=unit, method=PER_WEEK.format(what=what.capitalize()), rows=())
            for name, unit, what in LEARNT
        ]
        return Measure(name="observed", says=note, figures=tuple(figures))
    counts = learnt(seen, spans)
    parts = parts_of(keys)
    weeks = spans["weeks"].to_numpy()
    figures = [
        _per_week(name, counts[name].to_numpy(), weeks, parts, unit=unit, what=what, keys=keys)
        for name, unit, what in LEARNT
    ]
    figures.append(
        _per_week("reach", counts["reach"].to_numpy(), weeks, parts, unit=reach_is(seen), what="reach", keys=keys)
    )
    totals = {name: int(counts[name].sum()) for name in ("new_accounts", "new_links", "new_media", "reach")}
    says = (
        f"Through {len(keys)} observed accounts {totals['new_accounts']} accounts, {totals['new_links']} hosts or contacts "
        f"and {totals['new_media']} pieces of media were found first; meanwhile they reached {totals['reach']:,} "
        f"({reach_is(seen)})."
    )
    return Measure(name="observed", says=says, figures=tuple(figures))


def observations(seen: ObservedTables) -> pl.DataFrame:
    """List the times during which accounts were left up on purpose: until the next decision, the closing, or now."""
    made = seen.decisions.sort("account", "at").with_columns(after=pl.col("at").shift(-1).over("account"))
    ended = seen.accounts.select("account", "closed_at")
    spans = made.filter(pl.col("measure") == "observe").join(ended, on="account", how="left")
    return (
        spans.select("account", begin="at", end=pl.min_horizontal("after", "closed_at", pl.lit(seen.until, dtype=TIME)))
        .with_columns(weeks=(pl.col("end") - pl.col("begin")).dt.total_microseconds() / 6.048e11)
        .filter(pl.col("weeks") > 0)
        .sort("account", "begin")
    )


def learnt(seen: ObservedTables, spans: pl.DataFrame) -> pl.DataFrame:
    """Count for each observation what was found first through it, and what its account reached."""
    rows = spans.with_row_index("row")
    days = rows.with_columns(begin=pl.col("begin").dt.date(), end=pl.col("end").dt.date())
    inside = pl.col("day").is_between("begin", "end")
    reached = seen.reach.with_columns(value=reach_in(seen)).join(days, on="account").filter(inside)
    found = {
        "new_accounts": _met_first(seen, rows),
        "new_links": _shown_first(seen, days, media=False),
        "new_media": _shown_first(seen, days, media=True),
        "reach": reached.group_by("row").agg(n=pl.col("value").sum()),
    }
    for name, counted in found.items():
        rows = rows.join(counted.rename({"n": name}), on="row", how="left").with_columns(pl.col(name).fill_null(0))
    return rows.sort("row")


def _met_first(seen: ObservedTables, spans: pl.DataFrame) -> pl.DataFrame:
    """Count accounts that were first detected after they had met an observed one during its observation."""
    first = seen.detections.group_by("account").agg(found=pl.col("at").min())
    theirs = clustered(seen.accounts.filter(pl.col("group") == "violating")).select("account").join(first, on="account")
    met = pl.concat(
        [
            seen.ties.select("day", observed="account", account="target"),
            seen.ties.select("day", observed="target", account="account"),
        ]
    ).unique()
    pairs = met.join(spans, left_on="observed", right_on="account").join(theirs, on="account")
    during = pairs.filter(
        pl.col("day").is_between(pl.col("begin").dt.date(), pl.col("end").dt.date())
        & pl.col("found").is_between("begin", "end")
        & (pl.col("day") <= pl.col("found").dt.date())
    )
    return (
        during.sort("found", "row").unique("account", keep="first", maintain_order=True).group_by("row").agg(n=pl.len())
    )


def _shown_first(seen: ObservedTables, spans: pl.DataFrame, *, media: bool) -> pl.DataFrame:
    """Count hosts or media of which the first link of all stands at an observed account, during its observation."""
    kind = pl.col("host").str.starts_with(MEDIA)
    theirs = seen.links.filter(kind if media else ~kind).join(seen.violating().select("account"), on="account")
    first = theirs.sort("day", "account").unique("host", keep="first", maintain_order=True)
    there = first.join(spans, on="account").filter(pl.col("day").is_between("begin", "end"))
    return there.group_by("row").agg(n=pl.len())


def _per_week(
    name: str, counts: Floats, weeks: Floats, parts: JackknifeWeights, *, unit: str, what: str, keys: tuple[str, ...]
) -> Figure:
    sums = parts.weights @ np.column_stack([counts.astype(np.float64), weeks])
    method = PER_WEEK.format(what=what.capitalize())
    with np.errstate(invalid="ignore"):
        found = rate_between(sums[:, 0] / sums[:, 1], clusters=parts.clusters)
    return told(name, found, unit=f"{unit} a week", method=method, rows=keys, table="accounts")
