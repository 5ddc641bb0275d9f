"""What all accounts of a platform have, as keys, a day at a time: counted in columns, so that nobody is drawn to be counted.

What an account has it has for good; how it presents itself holds until it says so anew. A day keeps both apart, and the days
together say just what portraits of all accounts would.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from cautery.model.account import Account
from cautery.suspicion.operators.bank import Keys, cohort_key, face_keys, lasting_keys
from cautery.suspicion.operators.portrait import AccountPortrait
from cautery.suspicion.operators.scenes import MOST_OTHERS, TraitHolders, who_is
from cautery.suspicion.operators.writing import COHORT

HAS = {"who": pl.Int64, "channel": pl.String, "key": pl.Int64}
"""What an account has; `who` is the key of its name."""
SHOWS = {"who": pl.Int64, "day": pl.String, "field": pl.String, "text": pl.String}
"""What an account said of itself last on a day: handle, display_name, bio or avatar; the text of names alone is kept."""
SHOWN = {"who": pl.Int64, "day": pl.String, "field": pl.String, "channel": pl.String, "key": pl.Int64}
"""The keys of that."""
WROTE = "wrote"
"""The channel in which stands that an account wrote something; its key is that by which a cohort is drawn."""
NAMES = ("handle", "display_name")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayTraits:
    """What accounts have and show, on one day or on many."""

    has: pl.LazyFrame
    shows: pl.LazyFrame
    shown: pl.LazyFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class TraitCounts:
    """How many accounts have what."""

    users: Keys
    """How many have each key that was asked for."""
    having: Mapping[str, int]
    """How many have anything of each channel."""
    names: tuple[str, ...]
    cohort: tuple[int, ...]
    """Those by whom strangers are judged, as keys of their names."""
    held: TraitHolders
    """Who has which of the keys that were asked for, but for what is too common to lead anywhere."""


def traces_of(portraits: Iterable[AccountPortrait], *, day: str) -> DayTraits:
    """Keep of portraits that were drawn from a day what is counted."""
    has: list[tuple[int, str, int]] = []
    shows: list[tuple[int, str, str, str | None]] = []
    shown: list[tuple[int, str, str, str, int]] = []
    for portrait in portraits:
        who = who_is(portrait.about)
        has += [(who, channel, key) for key, channel in lasting_keys(portrait).items()]
        if portrait.written:
            has.append((who, WROTE, cohort_key(portrait.about)))
        for name, keys in face_keys(portrait).items():
            shows.append((who, day, name, getattr(portrait, name) if name in NAMES else None))
            shown += [(who, day, name, channel, key) for key, channel in keys.items()]
    rows = ((has, HAS), (shows, SHOWS), (shown, SHOWN))
    made = (pl.LazyFrame(some, schema=schema, orient="row") for some, schema in rows)
    return DayTraits(**dict(zip(DayTraits.__slots__, made, strict=True)))


def count(traces: DayTraits, *, keys: Keys, among: Iterable[Account]) -> TraitCounts:
    """Count some accounts over all days."""
    whom = pl.LazyFrame({"who": sorted(map(who_is, among))}, schema={"who": pl.Int64})
    last = traces.shows.group_by("who", "field").agg(pl.col("day", "text").sort_by("day").last())
    now = traces.shown.join(last, on=["who", "field", "day"], how="semi").select("who", "channel", "key")
    has = pl.concat([traces.has, now]).join(whom, on="who", how="semi")
    asked = pl.LazyFrame({"key": keys}, schema={"key": pl.Int64})
    met = has.join(asked, on="key", how="semi").filter(pl.col("channel") != WROTE).select("who", "key").unique()
    met_by = met.group_by("key").agg(n=pl.len())
    having = has.select("who", "channel").unique().group_by("channel").agg(n=pl.len()).sort("channel")
    names = last.filter(pl.col("field").is_in(NAMES)).join(whom, on="who", how="semi").select("text")
    wrote = traces.has.filter(pl.col("channel") == WROTE).join(whom, on="who", how="semi").unique()
    cohort = wrote.sort("key", "who").head(COHORT).select("who")
    places = pl.LazyFrame({"key": keys, "at": np.arange(len(keys))}, schema={"key": pl.Int64, "at": pl.Int64})
    rare = met_by.filter(pl.col("n") <= MOST_OTHERS).join(places, on="key")
    held_by = met.join(rare, on="key").select("who", "at").sort("who", "at")
    users, had, called, drawn, held = pl.collect_all(
        [
            asked.join(met_by, on="key", how="left", maintain_order="left").select(pl.col("n").fill_null(0)),
            having,
            names,
            cohort,
            held_by,
        ]
    )
    return TraitCounts(
        users=np.asarray(users["n"].to_numpy(), dtype=np.int64),
        having={channel: many for channel, many in had.iter_rows() if channel != WROTE},
        names=tuple(called["text"].to_list()),
        cohort=tuple(drawn["who"].to_list()),
        held=TraitHolders(who=held["who"].to_numpy(), at=held["at"].to_numpy()),
    )
