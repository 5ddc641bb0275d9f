"""Open history up to a time, and say what 'now' is."""

from datetime import datetime

import polars as pl

from cautery.app import App
from cautery.errors import Missing
from cautery.pipeline.history.lake import lake_of
from cautery.suspicion.evidence import History


def history_of(app: App, *, at: datetime | None) -> History:
    """Open history up to a time; None: all of it."""
    lake = lake_of(app)
    tables = (lake.scan(name) for name in ("posts", "profiles", "follows", "notices"))
    posts, profiles, follows, notices = (_until(table, at) for table in tables)
    return History(posts=posts, profiles=profiles, follows=follows, notices=notices)


def latest_event(app: App) -> datetime:
    """Say what 'now' is: the time of the latest event."""
    latest = lake_of(app).latest()
    if latest is None:
        raise Missing("No events have come in yet.", at_terminal="Take some in with: cautery ingest PATH")
    return latest


def _until(table: pl.LazyFrame, at: datetime | None) -> pl.LazyFrame:
    return table if at is None else table.filter(pl.col("at") <= at)
