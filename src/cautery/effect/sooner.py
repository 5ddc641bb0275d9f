"""What acting sooner is worth: the order of the review queue as a natural experiment.

Cases that were equally justified waited by chance for shorter or longer. Those decided soonest are compared with those decided
latest, among cases of like suspicion: what they reached in the days after the case was opened.
"""

import numpy as np
import polars as pl

from cautery.effect.figure import Figure, Measure, cannot_tell, span, told
from cautery.effect.interval import FEWEST, Floats, between, parts_of
from cautery.effect.panel import reach_in, reach_is
from cautery.effect.power import power_of
from cautery.effect.tables import ObservedTables, clustered

DAYS = 30
LAYERS = 4
"""Quarters of like suspicion, within which sooner and later are compared."""
METHOD = (
    "Reach ({reach}) of accounts in the {days} days from the opening of a case that ended in a suspension: the half of cases "
    "decided sooner against the half decided later, within quarters of like suspicion; the queue's order among such cases is "
    "taken to be by chance. 95 % by leaving out one operator after another."
)


def sooner(seen: ObservedTables) -> Measure:
    """Say which part of the reach deciding sooner spares."""
    method = METHOD.format(reach=reach_is(seen), days=DAYS)
    cases = waited(seen)
    keys = tuple(cases["case"])
    if cases["cluster"].n_unique() < 4 * FEWEST:
        note = f"{cases['cluster'].n_unique()} operators had a case that was opened {DAYS} days ago or more: too few."
        figure = cannot_tell(
            "spared_by_deciding_sooner", note, unit="share", method=method, rows=keys, table="decisions"
        )
        return Measure(name="sooner", says=f"What acting sooner is worth cannot be told. {note}", figures=(figure,))
    parts = parts_of(cases["cluster"].to_list())
    spared = between(_spared(cases, parts.weights), clusters=parts.clusters)
    power = power_of(spared, clusters=parts.clusters, of="operators")
    figure = told(
        "spared_by_deciding_sooner", spared, unit="share", method=method, rows=keys, table="decisions", note=power.says
    )
    return Measure(name="sooner", says=_says(figure, cases, told=power.told), figures=(figure,))


def waited(seen: ObservedTables) -> pl.DataFrame:
    """List cases that ended in a suspension, long enough ago: how long each waited, its layer, and its reach since."""
    known = clustered(seen.accounts).select("account", "cluster")
    old = pl.col("opened_at").dt.offset_by(f"{DAYS}d") <= seen.until
    ended = seen.decisions.filter((pl.col("measure") == "suspend") & old).drop_nulls(["opened_at", "at"])
    first = (
        ended.sort("opened_at", "case").unique("account", keep="first", maintain_order=True).join(known, on="account")
    )
    daily = seen.reach.with_columns(value=reach_in(seen)).select("account", "day", "value")
    begun = first.select("case", "account", begin=pl.col("opened_at").dt.date())
    after = daily.join(begun, on="account").filter(
        pl.col("day").is_between("begin", pl.col("begin").dt.offset_by(f"{DAYS - 1}d"))
    )
    reached = after.group_by("case").agg(reached=pl.col("value").sum())
    chance = pl.col("chance").fill_null(-1.0).rank("ordinal") - 1
    layered = first.join(reached, on="case", how="left").with_columns(
        pl.col("reached").fill_null(0.0),
        waited=(pl.col("at") - pl.col("opened_at")).dt.total_microseconds() / 8.64e10,
        layer=(chance * LAYERS // pl.len()).clip(0, LAYERS - 1),
    )
    return layered.with_columns(late=pl.col("waited") > pl.col("waited").median().over("layer")).sort("case")


def _spared(cases: pl.DataFrame, weights: Floats) -> Floats:
    """Give the share of reach that the sooner half of each layer was spared, all layers together."""
    reached, late, layer = (cases[name].to_numpy() for name in ("reached", "late", "layer"))
    sooner_sum, later_sum = np.zeros(len(weights)), np.zeros(len(weights))
    for one in np.unique(layer):
        here, size = layer == one, weights[:, layer == one].sum(axis=1)
        for side, into in ((False, sooner_sum), (True, later_sum)):
            chosen = here & (late == side)
            count = np.maximum(weights[:, chosen].sum(axis=1), 1e-9)
            into += size * (weights[:, chosen] @ reached[chosen]) / count
    return 1 - np.divide(sooner_sum, later_sum, out=np.ones_like(sooner_sum), where=later_sum > 0)


def _says(figure: Figure, cases: pl.DataFrame, *, told: bool) -> str:
    if not told or figure.value is None:
        return f"What acting sooner is worth: {figure.note}"
    days = cases.group_by("late").agg(pl.col("waited").mean()).sort("late")["waited"].to_list()
    waits = f"after {days[0]:.1f} days rather than {days[-1]:.1f}"
    return f"Deciding {waits} spared {figure.value:.0%} of the reach of {DAYS} days{span(figure)}."
