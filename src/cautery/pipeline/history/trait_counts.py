"""Count: how many accounts of the platform have what removed ones had. Only days that are new or changed are read."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import polars as pl

from cautery.app import App
from cautery.engine.accounts import accounts_in
from cautery.engine.daily import DailyTables, until
from cautery.model.account import Account
from cautery.pipeline.history.lake import lake_of
from cautery.suspicion.operators.bank import Keys, OtherAccounts
from cautery.suspicion.operators.scenes import who_is
from cautery.suspicion.operators.traces import DayTraits, count, traces_of
from cautery.suspicion.operators.traits import WHO, ComparedColumns, portraits_of

TABLES = ("profiles", "posts", "follows", "sessions")
KEPT = ("has", "shows", "shown")
READ_AS = "2"
"""Raised whenever a day is read otherwise than before, so that days which were kept are read again."""


def trails_of(app: App, *, at: datetime | None, day: str | None = None) -> ComparedColumns:
    """Open what accounts are drawn from: all of history up to a time, or one day of it."""
    lake = lake_of(app)
    tables = {name: lake.scan(name, day=day) for name in TABLES}
    return ComparedColumns(
        **{name: one if at is None else one.filter(pl.col("at") <= at) for name, one in tables.items()}
    )


def count_others(app: App, keys: Keys, others: Sequence[Account], *, at: datetime | None) -> OtherAccounts:
    """Count how many of some accounts have each key, and draw those by whom strangers are judged."""
    kept = DailyTables(app.config.traces)
    with kept.turn():
        stamps = {day: f"{READ_AS} {stamp}" for day, stamp in until(lake_of(app).days(TABLES), at).items()}
        _bring_up(app, kept, stamps, at=at)
        nothing = traces_of((), day="")
        traces = DayTraits(**{name: kept.scan(name, list(stamps)) for name in KEPT}) if stamps else nothing
        found = count(traces, keys=keys, among=others)
    cohort = frozenset(found.cohort)
    strangers = [about for about in others if who_is(about) in cohort]
    drawn = portraits_of(trails_of(app, at=at), strangers)
    return OtherAccounts(
        users=found.users,
        having=found.having,
        names=found.names,
        strangers=list(drawn.values()),
        accounts=len(others),
        held=found.held,
    )


def _bring_up(app: App, kept: DailyTables, stamps: Mapping[str, str], *, at: datetime | None) -> None:
    """Read the days that are new or changed."""
    for day, stamp in stamps.items():
        if not all(kept.has(name, day, stamp) for name in KEPT):
            trails = trails_of(app, at=at, day=day)
            there = pl.concat([getattr(trails, name).select(WHO) for name in TABLES]).unique().sort(WHO).collect()
            traces = traces_of(portraits_of(trails, accounts_in(there)).values(), day=day)
            for name in KEPT:
                kept.put(name, day, stamp, getattr(traces, name).collect())
