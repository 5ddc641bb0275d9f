"""Judge: the accounts that a batch touched are weighed again, and cases are opened; nobody else is looked at."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

import msgspec

from cautery.app import App
from cautery.events.history import events_in
from cautery.model.account import Account
from cautery.model.event import AnyEvent
from cautery.model.suspicion import Suspicion
from cautery.pipeline.detection.accounts import Accounts
from cautery.pipeline.detection.snapshots import (
    Kept,
    basis_of,
    holding,
    keep_snapshot,
    kept_snapshot,
    make_snapshot,
    next_name,
)
from cautery.pipeline.exhibit import exhibit
from cautery.pipeline.judge import open_suspected
from cautery.pipeline.suspect import history_of
from cautery.signals.match import Matcher
from cautery.store import banks
from cautery.store.journal import Journal, Mark
from cautery.suspicion.dossier import Dossier
from cautery.suspicion.evidence import dossiers_of, frame_of
from cautery.suspicion.fitted import fetch
from cautery.suspicion.lookup import leads_of
from cautery.suspicion.reader import Reader
from cautery.suspicion.snapshot import Snapshot
from cautery.suspicion.suspects import ways_of

MOST_EVENTS = 20_000
"""Events that are taken in at once while it catches up."""
MOST_JUDGED = 400
"""Accounts that are weighed at once, so that those whom events touch meanwhile do not wait long."""
REST = timedelta(minutes=2)
"""How long a snapshot is at least kept while people decide."""


class Judging:
    """Suspicion of one installation, kept up to date."""

    def __init__(self, app: App, *, rest: timedelta = REST) -> None:
        self._app, self._rest = app, rest
        self._journal = Journal(app.config.journal)
        self.accounts = Accounts(app)
        self._reader: Reader | None = None
        self._kept: Kept | None = None
        self._final: frozenset[Account] = frozenset()

    def catch_up(self, until: Mark | None = None, *, most: int | None = None) -> bool:
        """Take in what the journal holds up to a place, at most so many events; tells whether that is all."""
        taken = 0
        for events, after in _batches(self._journal, self.accounts.place(), until):
            self.accounts.take(events, until=after)
            taken += len(events)
            if most is not None and taken >= most:
                return self._journal.behind(self.accounts.place()) == 0
        return True

    def judge(self, *, at: datetime, most: int | None = None) -> Sequence[Suspicion]:
        """Weigh the accounts that wait for it, and open cases; returns what was found. At most `most` are weighed.

        What is found about accounts that people have finally decided about is dropped.
        """
        self._bring_up(at)
        self._draw_wanted()
        waiting = self.accounts.state.marked("dirty", most=most or 1_000_000_000)
        if not waiting or self._reader is None:
            return ()
        dossiers = {number: self.accounts.dossier(number) for number in waiting}
        asked = {number: one for number, one in dossiers.items() if one.about not in self._final}
        found = {one.about: one for one in self._reader.suspect(asked.values())}
        fresh = self._save(dossiers, found)
        if fresh:
            open_suspected(self._app, fresh, at=at)
            exhibit(self._app, history_of(self._app, at=None))
        return tuple(found.values())

    def found(self) -> tuple[Suspicion, ...]:
        """Give what was found about all accounts around removed ones, strongest first."""
        found = [msgspec.json.decode(value, type=Suspicion) for _, _, _, value in self.accounts.state.found()]
        return tuple(sorted(found, key=lambda one: (-one.chance, one.about)))

    def snapshot(self) -> Snapshot | None:
        """Give the snapshot by which accounts are weighed."""
        return self._kept.snapshot if self._kept else None

    def close(self) -> None:
        """Let go of the state."""
        self.accounts.close()

    def _bring_up(self, at: datetime) -> None:
        """Make a new snapshot when a day or what people decided asks for one, and let everybody be weighed by it."""
        if self._kept is None:
            self._kept = kept_snapshot(self._app)
        basis = basis_of(self._app)
        kept = self._kept
        if kept is None or not self._holds(kept, basis, at):
            kept = self._made(at, basis, kept)
        if self._reader is None or self._reader.snapshot.name != kept.snapshot.name:
            self._take_up(kept)

    def _holds(self, kept: Kept, basis: str, at: datetime) -> bool:
        same_day = kept.made_at.date() >= at.date()
        return (same_day and kept.basis == basis) or timedelta(0) <= at - kept.made_at < self._rest

    def _made(self, at: datetime, basis: str, before: Kept | None) -> Kept:
        removed = [one.about for one in holding(self._app, self.accounts) if one.verdict == "violating"]
        known = [about for about in removed if self.accounts.state.number((about.platform, about.id)) is not None]
        self.accounts.want(known)
        self._draw_wanted()
        snapshot = make_snapshot(self.accounts, self._dossiers(known), name=next_name(at, before))
        kept = Kept(snapshot=snapshot, basis=basis, made_at=at)
        keep_snapshot(self._app, kept)
        with self.accounts.state.writing():
            self.accounts.state.mark("dirty", self.accounts.followed)
        return kept

    def _take_up(self, kept: Kept) -> None:
        with self._app.reading() as connection:
            entries = banks.holding(connection)
        matcher = Matcher(entries, at=kept.made_at) if entries else None
        self._kept = kept
        self._reader = Reader(kept.snapshot, ways_of(fetch(self._app.config.fitted)), matcher)
        self._final = frozenset(
            one.about for one in holding(self._app, self.accounts) if one.verdict != "presumed_benign"
        )
        self.accounts.lead_by(leads_of(kept.snapshot))
        self.accounts.want(kept.snapshot.turned)

    def _dossiers(self, accounts: Iterable[Account]) -> Iterable[Dossier]:
        for about in accounts:
            number = self.accounts.state.number((about.platform, about.id))
            if number is not None:
                yield self.accounts.dossier(number)

    def _draw_wanted(self) -> None:
        """Draw the dossiers of those who came to stand around removed accounts, in one reading of history."""
        wanted = self.accounts.wanted()
        if not wanted:
            return
        drawn = dossiers_of(history_of(self._app, at=None), frame_of(list(wanted.values())))
        self.accounts.follow({number: drawn.get(about, Dossier(about=about)) for number, about in wanted.items()})

    def _save(self, dossiers: Mapping[int, Dossier], found: Mapping[Account, Suspicion]) -> list[Suspicion]:
        """Keep what was found; returns what has become strong enough for a case."""
        state, least = self.accounts.state, self._app.policy.open_case_at_chance
        fresh = []
        assert self._reader is not None
        with state.writing():
            for number, dossier in dossiers.items():
                one = found.get(dossier.about)
                if one is None:
                    state.unfind([number])
                    continue
                if one.neighbourhood and one.chance >= least and (state.likelihood(number) or 0.0) < least:
                    fresh.append(one)
                state.find(
                    number,
                    likelihood=one.chance,
                    snapshot=self._reader.snapshot.name,
                    inside=one.neighbourhood,
                    value=msgspec.json.encode(one),
                )
            state.unmark("dirty", dossiers)
        return fresh


def _batches(journal: Journal, since: Mark, until: Mark | None) -> Iterable[tuple[list[AnyEvent], Mark]]:
    """Read on in the journal, many events at a time."""
    events: list[AnyEvent] = []
    after = since
    for frame in journal.read(since):
        if until is not None and frame.after > until:
            break
        events += events_in(frame)
        after = frame.after
        if len(events) >= MOST_EVENTS:
            yield events, after
            events = []
    if events:
        yield events, after
