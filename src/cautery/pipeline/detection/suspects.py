"""Suspect: name the accounts around confirmed ones that deserve a look, and open their cases."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

import polars as pl

from cautery.app import App
from cautery.cases.opening import Complaint
from cautery.engine.tables import TABLES
from cautery.errors import Missing
from cautery.events.notices import with_whom
from cautery.model.account import Account, AccountId, Platform
from cautery.model.decision import Decision, standing
from cautery.model.suspicion import Suspicion
from cautery.pipeline.cases.exhibits import exhibit
from cautery.pipeline.cases.decide import open_noticed, open_suspected
from cautery.pipeline.ingestion.ingest import lake_of
from cautery.pipeline.cases.observations import ask_again
from cautery.signals.match import Matcher
from cautery.store import banks, decisions
from cautery.suspicion.evidence import History, accounts_in, everyone, frame_of, read_channels
from cautery.suspicion.fitted import fetch
from cautery.suspicion.suspects import candidates, suspect, ways_of


def suspects(app: App, *, at: datetime | None = None, whole_platform: bool = False) -> tuple[Suspicion, ...]:
    """Name accounts, strongest first; those around confirmed ones, or every account not finally decided.

    Cases are opened only for the former: nobody becomes a case by being looked for on a whole platform. Observations that
    have ended are asked about again.
    """
    now = at or latest_event(app)
    history = history_of(app, at=at)
    known = tuple(accounts_in(everyone(history)))
    held = decisions_at(app, known, at=at)
    final, seen = _final(held), frozenset(known)
    removed = [made.about for made in held if made.verdict == "violating" and made.about in seen]
    with app.reading() as connection:
        entries = banks.holding(connection)
    matcher = Matcher(entries, at=now) if entries else None
    readings = read_channels(history, frame_of(removed), population=len(known), matcher=matcher)
    asked = sorted(seen - final) if whole_platform else [one for one in candidates(readings, but=final) if one in seen]
    found = suspect(history, readings, asked, ways=ways_of(fetch(app.config.fitted)))
    if not whole_platform:
        decided_since = frozenset() if at is None else _final(decisions_at(app, known, at=None))
        if at is None:
            ask_again(app, at=now)
        open_suspected(app, [one for one in found if one.about not in decided_since], at=now)
        exhibit(app, history)
    return found


def open_notices(app: App) -> int:
    """Open cases for the notices in history; returns how many."""
    history = history_of(app, at=None)
    opened = open_noticed(app, tuple(_complaints(history)))
    exhibit(app, history)
    return opened


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
        raise Missing("No events have come in yet; take some in with: cautery ingest PATH")
    return latest


def decisions_at(app: App, known: Sequence[Account], *, at: datetime | None) -> tuple[Decision, ...]:
    """Give the decisions about accounts that hold at a time; None: now.

    A label that names no platform is about the account of that name on whichever platforms have one; one that names no
    time holds as of the account's last event.
    """
    with app.reading() as connection:
        made = decisions.every(connection)
    by_name: dict[AccountId, list[Account]] = {}
    for about in known:
        by_name.setdefault(about.id, []).append(about)
    placed = [about for one in made if one.post is None for about in _placed(one, by_name)]
    if at is None:
        return standing(placed)
    goes_on = _active_after(app, at)
    return standing(one for one in placed if (one.about not in goes_on if one.at is None else one.at <= at))


def _final(held: Iterable[Decision]) -> frozenset[Account]:
    """Name those about whom nothing is open any more: a presumption is no decision."""
    return frozenset(made.about for made in held if made.verdict != "presumed_benign")


def _active_after(app: App, at: datetime) -> frozenset[Account]:
    """Name the accounts that did something after a time."""
    lake = lake_of(app)
    later = [lake.scan(table).filter(pl.col("at") > at).select("platform", "account") for table in TABLES]
    return frozenset(accounts_in(pl.concat(later).unique().collect()))


def _placed(made: Decision, by_name: dict[AccountId, list[Account]]) -> Iterable[Decision]:
    if made.about.platform:
        return (made,)
    return (replace(made, about=about) for about in by_name.get(made.about.id, (made.about,)))


def _until(table: pl.LazyFrame, at: datetime | None) -> pl.LazyFrame:
    return table if at is None else table.filter(pl.col("at") <= at)


def _complaints(history: History) -> Iterator[Complaint]:
    """List what was complained of; a notice about a post alone is about whoever posted it, when that is known."""
    found = with_whom(history.notices, history.posts).sort("at", "id").collect()
    for row in found.iter_rows(named=True):
        yield Complaint(
            notice=row["notice"],
            about=Account(platform=Platform(row["platform"]), id=AccountId(row["about"])),
            post=row["about_post"],
            kind=row["notifier_kind"],
            category=row["category"],
            at=row["at"],
        )
