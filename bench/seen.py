"""A played society as tables: what an observer saw of it, and the truth beside it. Columns only.

The tables are those that effect is measured on. Two things only the truth has: `undetected`, and `otherwise`, the same seed
replayed without its takedowns.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from cautery.simulator.society.dice import Flags, Floats, Integers, shares
from cautery.simulator.society.judging import MEASURES, first_seen
from cautery.simulator.society.opening import BY
from cautery.simulator.society.play import PlayedHistory
from cautery.simulator.society.priors import DETECTORS, GROUPS, VIOLATING
from cautery.simulator.society.speaking import PLACES

BEGIN = datetime(2016, 2, 1, tzinfo=UTC)
TIME = pl.Datetime("us", "UTC")
NO_TIME = np.iinfo(np.int64).min


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """Through what an observer sees."""

    linked: float = 1.0
    """Share of the network's accounts whose hand the observer knows."""
    looks_every_d: float | None = None
    """A crawler looks so often at the accounts that were pointed out to it; None: the platform itself, which knows at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Tables by name, and until when they tell."""

    tables: Mapping[str, pl.DataFrame]
    until: datetime
    begin: datetime = BEGIN


def observed(played: PlayedHistory, lens: Lens | None = None) -> Tables:
    """Give what an observer saw: of the network only accounts that some detector saw."""
    lens, accounts = lens or Lens(), played.accounts
    first = first_seen(accounts, DETECTORS)
    known = (accounts["group"] != VIOLATING) | (first < played.size.days)
    looks = _looks(played, known, first, lens.looks_every_d) if lens.looks_every_d else None
    if looks is not None:
        known = looks.since < np.inf
    return _tables(played, known, linked=shares(accounts["key"], "linked") < lens.linked, looks=looks)


def truth(played: PlayedHistory) -> Tables:
    """Give what was: every account, every hand, every end; with `undetected`, the network's accounts that nobody saw."""
    accounts = played.accounts
    every = np.ones(len(accounts), dtype=np.bool_)
    told = _tables(played, every, linked=every, looks=None)
    missed = (accounts["group"] == VIOLATING) & (first_seen(accounts, DETECTORS) >= played.size.days)
    undetected = told.tables["accounts"].filter(pl.Series(missed)).select("account")
    return Tables(tables={**told.tables, "undetected": undetected}, until=told.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looks:
    since: Floats
    """The first look at an account that is up; never, where it came too late."""
    alive: Floats
    gone: Floats
    rows: Integers
    at: Floats


def _tables(played: PlayedHistory, known: Flags, *, linked: Flags, looks: _Looks | None) -> Tables:
    names = pl.Series([f"{key:016x}" for key in played.accounts["key"].tolist()])
    return Tables(
        tables={
            "accounts": _accounts(played, names, linked, looks).filter(pl.Series(known)),
            "reach": _reach(played, names, known, looks),
            "links": _links(played, names, known),
            "ties": _ties(played, names, known),
            "detections": _detections(played, names),
            "decisions": _decisions(played, names),
            "looks": pl.DataFrame(
                {
                    "account": _named(names, looks.rows if looks else _NOBODY),
                    "at": _moments(looks.at if looks else _NOBODY),
                }
            ),
        },
        until=BEGIN + timedelta(days=played.size.days),
    )


_NOBODY = np.zeros(0, dtype=np.int64)


def _accounts(played: PlayedHistory, names: pl.Series, linked: Flags, looks: _Looks | None) -> pl.DataFrame:
    of, days = played.accounts, played.size.days
    theirs = (of["group"] == VIOLATING) & linked
    takedowns = [one.id for one in played.pressure.takedowns]
    ended = of["closed"] < days
    return pl.DataFrame(
        {
            "account": names,
            "operator": pl.Series(np.where(theirs, of["hand"], -1)),
            "incarnation": pl.Series(np.where(theirs, of["incarnation"], 0)),
            "group": _words(GROUPS, of["group"]),
            "created_at": _moments(of["born"]),
            "first_seen_at": _moments(looks.since if looks else np.maximum(of["born"], 0)),
            "first_violation_at": _moments(
                np.where(of["violates"] < np.minimum(of["closed"], days), of["violates"], np.inf)
            ),
            "last_alive_at": _moments(looks.alive if looks else np.minimum(of["closed"], days)),
            "closed_at": _moments(looks.gone if looks else np.where(ended, of["closed"], np.inf)),
            "closed_by": _words(BY, np.where(ended, of["closed_by"], 0)),
            "takedown": _words((*takedowns, ""), of["takedown"]),
        }
    ).with_columns(
        operator=pl.when(pl.col("operator") >= 0).then(pl.format("hand{}", "operator")),
        incarnation=pl.when(pl.col("incarnation") > 0).then("incarnation"),
        closed_by=pl.when((pl.col("closed_by") != "") & pl.col("closed_at").is_not_null()).then("closed_by"),
        takedown=pl.when(pl.col("takedown") != "").then("takedown"),
    )


def _reach(played: PlayedHistory, names: pl.Series, known: Flags, looks: _Looks | None) -> pl.DataFrame:
    of = played.said.reach
    since = np.floor(looks.since if looks else np.zeros(len(known)))
    kept = known[of["row"]] & (of["day"] >= since[of["row"]])
    return pl.DataFrame(
        {
            "account": _named(names, of["row"][kept]),
            "day": _days(of["day"][kept]),
            **{name: pl.Series(of[name][kept]).cast(pl.Int64) for name in ("followers", "views", "posts")},
        }
    )


def _links(played: PlayedHistory, names: pl.Series, known: Flags) -> pl.DataFrame:
    of = played.said.links
    kept = known[of["row"]]
    release = pl.Series("release", of["release"][kept])
    return pl.DataFrame(
        {
            "account": _named(names, of["row"][kept]),
            "day": _days(of["day"][kept]),
            "host": _words(PLACES, of["place"][kept]),
            "n": pl.Series(of["n"][kept]).cast(pl.Int64),
            "release": release,
        }
    ).select(
        "account",
        "day",
        pl.when(pl.col("release") >= 0).then(pl.format("media:{}", "release")).otherwise("host").alias("host"),
        "n",
    )


def _ties(played: PlayedHistory, names: pl.Series, known: Flags) -> pl.DataFrame:
    of = played.said.ties
    kept = known[of["row"]]
    return pl.DataFrame(
        {
            "account": _named(names, of["row"][kept]),
            "target": _named(names, of["target"][kept]),
            "day": _days(of["day"][kept]),
            "n": pl.Series(of["n"][kept]).cast(pl.Int64),
        }
    )


def _detections(played: PlayedHistory, names: pl.Series) -> pl.DataFrame:
    """List what each detector saw; the history of a closed account is kept, and goes on being looked at."""
    found = []
    for name in DETECTORS:
        seen = played.accounts[f"seen_{name}"]
        rows = np.flatnonzero(seen < played.size.days)
        found.append(
            pl.DataFrame({"account": _named(names, rows), "detector": [name] * len(rows), "at": _moments(seen[rows])})
        )
    return pl.concat(found).sort("at", "account", "detector")


def _decisions(played: PlayedHistory, names: pl.Series) -> pl.DataFrame:
    of, days = played.decisions, played.size.days
    takedowns = [one.id for one in played.pressure.takedowns]
    heard = of["appealed"] & (of["reversed"] < days) | of["upheld"]
    return pl.DataFrame(
        {
            "case": [f"case{number:07d}" for number in range(len(of))],
            "account": _named(names, of["row"]),
            "measure": _words(MEASURES, of["measure"]),
            "at": _moments(of["at"]),
            "reversed_at": _moments(np.where(of["reversed"] < days, of["reversed"], np.inf)),
            "appealed": pl.Series(of["appealed"]),
            "upheld": pl.Series(of["upheld"]),
            "heard": pl.Series(heard),
            "opened_at": _moments(of["opened"]),
            "chance": pl.Series(of["chance"]),
            "takedown": _words((*takedowns, ""), of["takedown"]),
        }
    ).select(
        pl.exclude("upheld", "heard", "takedown", "opened_at", "chance"),
        pl.when(pl.col("heard")).then("upheld").alias("upheld"),
        "opened_at",
        "chance",
        pl.when(pl.col("takedown") != "").then("takedown").alias("takedown"),
    )


def _looks(played: PlayedHistory, known: Flags, first: Floats, every: float) -> _Looks:
    """Look every so often at the accounts that were pointed out, as long as they are up, and once more."""
    of, days = played.accounts, played.size.days
    phase = every * shares(of["key"], "looks")
    pointed_out = np.where(of["group"] == VIOLATING, first, np.maximum(of["born"], 0))
    begins = phase + every * np.ceil((np.maximum(pointed_out, 0) - phase) / every)
    since = np.where(known & (begins < np.minimum(of["closed"], days)), begins, np.inf)
    looked = np.flatnonzero(since < np.inf)
    end = np.minimum(of["closed"], days)[looked]
    more = np.floor((end - since[looked]) / every)
    alive, gone = np.full(len(of), np.inf), np.full(len(of), np.inf)
    alive[looked] = since[looked] + every * more
    after = alive[looked] + every
    gone[looked] = np.where((of["closed"][looked] < after) & (after < days), after, np.inf)
    times = (more + 1 + (gone[looked] < np.inf)).astype(np.int64)
    rows = np.repeat(looked, times)
    nth = np.arange(len(rows)) - np.repeat(np.cumsum(times) - times, times)
    return _Looks(since=since, alive=alive, gone=gone, rows=rows, at=since[rows] + every * nth)


def _moments(days: NDArray[Any]) -> pl.Series:
    """Turn days from the beginning into times; never becomes null."""
    known = np.isfinite(days)
    micros = np.where(known, np.round(np.where(known, days, 0) * 86_400e6), 0).astype(np.int64)
    begin = int(BEGIN.timestamp()) * 1_000_000
    told = pl.DataFrame({"at": micros + begin, "known": known})
    return told.select(
        pl.when("known").then(pl.col("at").cast(pl.Datetime("us")).dt.replace_time_zone("UTC"))
    ).to_series()


def _days(days: NDArray[Any]) -> pl.Series:
    first = (BEGIN.date() - date(1970, 1, 1)).days
    return pl.Series(days.astype(np.int32) + np.int32(first)).cast(pl.Date)


def _named(names: pl.Series, rows: NDArray[Any]) -> pl.Series:
    return names.gather(pl.Series(rows.astype(np.uint32)))


def _words(words: tuple[str, ...], places: NDArray[Any]) -> pl.Series:
    """Give words by their place; -1 is the last one."""
    return pl.Series(words, dtype=pl.String).gather(pl.Series(places.astype(np.int64) % len(words)))
