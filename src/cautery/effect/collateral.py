"""What it cost the innocent: actions taken back, appeals granted, and people of watched cohorts who were suspended."""

import numpy as np
import polars as pl

from cautery.effect.figure import Figure, Measure, cannot_tell, span, told
from cautery.effect.interval import clustered_share, parts_of, share_between
from cautery.effect.tables import OTHERS, SUSPECTED, ObservedTables, clustered

DONE = ("suspend", "restrict", "remove")
REVERSED = (
    "Actions that were taken back, over all actions; 95 % as of as many independent ones as would be as uncertain, where "
    "several fell on one operator."
)
GRANTED = (
    "Appeals heard in which the decision did not stand, over appeals heard; bounds of independent cases (Jeffreys). Who does "
    "not appeal is not counted."
)
LOST = (
    "Accounts of the cohort that were suspended here, over all of the cohort that were watched; bounds of independent cases "
    "(Jeffreys)."
)


def collateral(seen: ObservedTables) -> Measure:
    """Say how often somebody was wronged, as far as it came out."""
    done = actions_in(seen)
    reversed_, granted = _reversed(done), _granted(done)
    figures = (reversed_, granted, *_cohorts(seen))
    says = (
        f"What it cost the innocent cannot be told. {reversed_.note}"
        if reversed_.value is None
        else f"{reversed_.value:.1%} of {done.height} actions were reverted{span(reversed_, '.1%')}, as far as it came out."
    )
    return Measure(name="collateral", says=says, figures=figures)


def actions_in(seen: ObservedTables) -> pl.DataFrame:
    """List the decisions that took something from an account, with its cluster."""
    known = clustered(seen.accounts).select("account", "cluster")
    done = seen.decisions.filter(pl.col("measure").is_in(DONE)).join(known, on="account", how="left")
    return done.with_columns(pl.coalesce("cluster", pl.lit("alone:") + pl.col("account"))).sort("case", "account")


def _reversed(done: pl.DataFrame) -> Figure:
    keys = tuple(done["case"])
    if not keys:
        note = "Nothing was done to any account."
        return cannot_tell("reversed", note, unit="share", method=REVERSED, rows=(), table="decisions")
    hits = done["reversed_at"].is_not_null().cast(pl.Float64).to_numpy()
    found = clustered_share(hits, np.ones(hits.size), parts_of(done["cluster"].to_list()))
    return told("reversed", found, unit="share", method=REVERSED, rows=keys, table="decisions")


def _granted(done: pl.DataFrame) -> Figure:
    heard = done.filter(pl.col("appealed")).drop_nulls("upheld")
    keys = tuple(heard["case"])
    if not keys:
        note = "No appeal has been heard."
        return cannot_tell("appeals_granted", note, unit="share", method=GRANTED, rows=(), table="decisions")
    share = 1 - float(heard["upheld"].cast(pl.Float64).to_numpy().mean())
    found = (share, *share_between(share, len(keys)))
    return told("appeals_granted", found, unit="share", method=GRANTED, rows=keys, table="decisions")


def _cohorts(seen: ObservedTables) -> list[Figure]:
    """Say for each cohort that must not be wronged which share of it was suspended here, and not taken back."""
    watched = seen.accounts.filter(~pl.col("group").is_in(["violating", OTHERS, SUSPECTED])).sort("group", "account")
    figures = []
    for (name,), one in watched.partition_by("group", as_dict=True, maintain_order=True).items():
        lost = one.filter(pl.col("closed_by") == "us")
        share = lost.height / one.height
        figures.append(
            told(
                f"lost_in_{name}",
                (share, *share_between(share, one.height)),
                unit="share",
                method=LOST,
                rows=tuple(one["account"]),
            )
        )
    return figures
