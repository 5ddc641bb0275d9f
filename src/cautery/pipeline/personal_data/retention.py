"""Deletes what has been kept long enough: events by whole days, and the rest by age. What a hold covers stays."""

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec

from cautery.app import App
from cautery.engine.parts import only
from cautery.events.history import events_in
from cautery.model.account import Account
from cautery.model.erasure import Erasure
from cautery.pipeline.personal_data.planning import OF_AGE, held_accounts
from cautery.store import cases, decisions, erasures, exposures, parts, quarantine
from cautery.store.journal import Journal, JournalFrame
from cautery.store.journal_rewriting import rewrite_journal
from cautery.store.rows_about import delete_exhibits


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionReport:
    """How much was deleted."""

    events: int = 0
    exhibits: int = 0
    quarantine: int = 0
    rejects: int = 0
    exposure: int = 0

    @property
    def says(self) -> str:
        """Say it in words."""
        return (
            f"{self.events:,} events, {self.exhibits:,} exhibits, {self.quarantine:,} unreadable items, {self.rejects:,} "
            f"files of rejected lines, {self.exposure:,} looks deleted"
        )


def keep_no_longer(app: App) -> RetentionReport:
    """Delete all whose time is over."""
    keep, now = app.config.keep, app.wall.now()
    with app.reading() as connection:
        held = held_accounts(app, connection)
    with app.noting() as connection:
        unread = quarantine.drop_older(connection, than_s=_ago(now, keep.quarantine)) if keep.quarantine else 0
        looks = exposures.drop_older(connection, than_s=_ago(now, keep.exposure)) if keep.exposure else 0
    return RetentionReport(
        events=_events(app, held, days=keep.events) if keep.events else 0,
        exhibits=_exhibits(app, held, days=keep.exhibits) if keep.exhibits else 0,
        quarantine=unread,
        rejects=_rejects(app, _ago(now, keep.rejects)) if keep.rejects else 0,
        exposure=looks,
    )


def begin_segment(app: App) -> None:
    """Begin a new segment of the journal, where nobody serves."""
    journal = Journal(app.config.journal)
    try:
        journal.roll()
    finally:
        journal.close()


def _events(app: App, held: Collection[Account], *, days: int) -> int:
    """Drop events of days that are over by so many days, counted from the latest event, in finished segments and in history."""
    with app.reading() as connection:
        latest = parts.state(connection).latest
    if latest is None:
        return 0
    first = f"{latest - timedelta(days=days):%Y-%m-%d}"
    gone = rewrite_journal(app.config.journal, lambda frame: _younger(frame, first, held), note=f"kept until {first}")
    accounts = {about.id for about in held}
    with app.reading() as connection:
        old = [part for part in parts.present(connection) if part.day < first]
    for part in old:
        left = only(app.config.lake, part, accounts)
        if left is not None and left.rows == part.rows:
            continue
        with app.noting() as connection:
            at_s = app.wall.now().timestamp()
            parts.change(connection, added=[left] if left else [], dropped=[part.name], at_s=at_s)
    return gone


def _younger(frame: JournalFrame, first: str, held: Collection[Account]) -> Sequence[bytes]:
    events, lines = events_in(frame), frame.lines.splitlines(keepends=True)
    left = [
        line
        for event, line in zip(events, lines, strict=True)
        if f"{event.taken_at:%Y-%m-%d}" >= first or Account(platform=event.platform, id=event.account) in held
    ]
    return (b"".join(left),) if len(left) < len(lines) else ()


def _exhibits(app: App, held: Collection[Account], *, days: int) -> int:
    """Delete what cases show that were all decided so many days ago, and are about nobody who is held."""
    before = app.clock.now() - timedelta(days=days)
    with app.writing() as tx:
        last = {made.case: made for made in decisions.every(tx.connection) if made.case is not None}
        over = [
            case.id
            for case in cases.every(tx.connection)
            if case.about not in held and (made := last.get(case.id)) and made.at is not None and made.at < before
        ]
        deleted = delete_exhibits(tx.connection, over)
        if deleted.rows["exhibits"]:
            told = Erasure(
                id=secrets.token_hex(6),
                state="done",
                subject=OF_AGE,
                told=msgspec.json.encode(deleted.rows).decode(),
                numbers=deleted.numbers,
                changed={},
                by=tx.by,
                at=tx.at,
            )
            erasures.append(tx, told)
    return deleted.rows["exhibits"]


def _rejects(app: App, before_s: float) -> int:
    old = [path for path in app.config.rejects.rglob("*") if path.is_file() and path.stat().st_mtime < before_s]
    for path in old:
        path.unlink()
    return len(old)


def _ago(now: datetime, days: int) -> float:
    return (now - timedelta(days=days)).timestamp()
