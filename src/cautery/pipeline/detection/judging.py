"""Judge: the accounts that a batch touched are weighed again, and cases are opened; nobody else is looked at."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

import msgspec

from cautery.app import App
from cautery.engine.accounts import accounts_in, frame_of
from cautery.model.account import Account
from cautery.model.suspicion import Suspicion
from cautery.pipeline.cases.exhibits import exhibit
from cautery.pipeline.cases.opening import open_suspected
from cautery.pipeline.detection.accounts import Accounts
from cautery.pipeline.detection.snapshots import (
    StoredSnapshot,
    basis_of,
    holding,
    keep_snapshot,
    kept_snapshot,
    make_snapshot,
    next_name,
)
from cautery.pipeline.detection.taking import take_in
from cautery.pipeline.history.lake import history_reached
from cautery.pipeline.history.read import history_of
from cautery.signals.match import Matcher
from cautery.store import banks
from cautery.store.journal import Journal, JournalPlace
from cautery.suspicion.dossier import Dossier
from cautery.suspicion.evidence import History, dossiers_of, everyone
from cautery.suspicion.fitted import fetch
from cautery.suspicion.lookup import leads_of
from cautery.suspicion.reader import Reader
from cautery.suspicion.snapshot import Snapshot
from cautery.suspicion.suspects import ways_of
from cautery.suspicion.voices import Heard

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
        self._kept: StoredSnapshot | None = None
        self._final: frozenset[Account] = frozenset()
        self._heard: Heard = {}
        self._made_at, self._opened = -1e9, 0
        self._basis, self._met, self._unmet = "", frozenset[Account](), set[Account]()

    def catch_up(self, until: JournalPlace, *, most: int | None = None) -> bool:
        """Take in what the journal holds up to a place, at most about so many events; tells whether that is all."""
        return take_in(self.accounts, self._journal, until, most=most)

    def judge(self, *, at: datetime, most: int | None = None, opens: bool = True) -> int:
        """Weigh the accounts that wait for it, at most so many; returns how many that were. Then open cases, if it `opens`.

        What was found about accounts that people have finally decided about is dropped.
        """
        reader = self._bring_up(at)
        self._draw_wanted()
        waiting = self._waiting(most or 1_000_000_000)
        known = self.accounts.state.known_among(waiting)
        dossiers = {number: self.accounts.dossier(number) for number in waiting if number in known}
        asked = (one for one in dossiers.values() if one.about not in self._final)
        self._save(waiting, dossiers, {one.about: one for one in reader.suspect(asked)})
        if opens:
            self._open_cases(at)
        return len(waiting)

    def _waiting(self, most: int) -> Sequence[int]:
        """Name whoever waits to be weighed: first those whom events touched, then those whom a new snapshot may change."""
        touched = self.accounts.state.marked("dirty", most=most)
        stale = self.accounts.state.marked("stale", most=most)
        return list(dict.fromkeys((*touched, *stale)))[:most]

    def found(self) -> tuple[Suspicion, ...]:
        """Give what was found about all accounts around removed ones, strongest first."""
        found = [msgspec.json.decode(value, type=Suspicion) for _, _, _, value in self.accounts.state.found()]
        return tuple(sorted(found, key=lambda one: (-one.chance, one.about)))

    def weigh_everybody(self, history: History) -> tuple[Suspicion, ...]:
        """Weigh every account that nobody has finally decided about; strongest first. Nothing of it is kept."""
        assert self._reader is not None
        drawn = dossiers_of(history)
        everybody = [about for about in accounts_in(everyone(history)) if about not in self._final]
        found = self._reader.suspect(drawn.get(about, Dossier(about=about)) for about in everybody)
        return tuple(sorted(found, key=lambda one: (-one.chance, one.about)))

    def snapshot(self) -> Snapshot | None:
        """Give the snapshot by which accounts are weighed."""
        return self._kept.snapshot if self._kept else None

    def close(self) -> None:
        """Let go of the state."""
        self.accounts.close()

    def _open_cases(self, at: datetime) -> None:
        """Open cases for what has become strong enough; done once, whatever stops it in between."""
        waiting = self.accounts.state.marked("case")
        if not waiting:
            return
        values = (self.accounts.state.value_found(number) for number in waiting)
        strong = [msgspec.json.decode(value, type=Suspicion) for value in values if value is not None]
        open_suspected(self._app, sorted(strong, key=lambda one: (-one.chance, one.about)), at=at)
        exhibit(self._app, history_of(self._app, at=None))
        with self.accounts.state.writing():
            self.accounts.state.unmark("case", waiting)

    def _bring_up(self, at: datetime) -> Reader:
        """Make a new snapshot when a day or what people decided asks for one, and let everybody be weighed by it."""
        if self.accounts.opened != self._opened:
            self._reader, self._basis, self._opened = None, "", self.accounts.opened
            self._kept = kept_snapshot(self._app)
        basis = f"{basis_of(self._app)} {len(self._removed())}"
        kept = self._kept
        if kept is None or not self._holds(kept, basis, at):
            kept = self._made(at, basis, kept)
        if self._reader is None or self._reader.snapshot.name != kept.snapshot.name:
            return self._take_up(kept)
        return self._reader

    def _removed(self) -> frozenset[Account]:
        """Give the removed accounts that have been met: a label may wait for its account."""
        basis = basis_of(self._app)
        if basis != self._basis:
            held = holding(self._app, self.accounts)
            self._unmet = {one.about for one in held if one.verdict == "violating"}
            self._met, self._basis = frozenset(), basis
        met = frozenset(about for about in self._unmet if self.accounts.is_known(about))
        self._met, self._unmet = self._met | met, self._unmet - met
        return self._met

    def _holds(self, kept: StoredSnapshot, basis: str, at: datetime) -> bool:
        """A day's snapshot holds while people decide, bank and learn nothing, and for a rest after it was made."""
        rests = time.monotonic() - self._made_at < self._rest.total_seconds()
        return kept.made_at.date() >= at.date() and (kept.basis == basis or rests)

    def _made(self, at: datetime, basis: str, before: StoredSnapshot | None) -> StoredSnapshot:
        known = sorted(self._removed())
        self.accounts.want(known)
        self._draw_wanted()
        snapshot = make_snapshot(self.accounts, self._dossiers(known), name=next_name(at, before))
        kept = StoredSnapshot(snapshot=snapshot, basis=basis, made_at=at)
        keep_snapshot(self._app, kept)
        self._made_at = time.monotonic()
        with self.accounts.state.writing():
            self.accounts.state.mark("stale", self.accounts.followed)
        return kept

    def _take_up(self, kept: StoredSnapshot) -> Reader:
        with self._app.reading() as connection:
            entries = banks.holding(connection)
        matcher = Matcher(entries, at=kept.made_at) if entries else None
        self._kept = kept
        reader = self._reader = Reader(
            kept.snapshot, ways_of(fetch(self._app.config.fitted)), matcher, heard=self._heard
        )
        self._final = frozenset(
            one.about for one in holding(self._app, self.accounts) if one.verdict != "presumed_benign"
        )
        self.accounts.lead_by(leads_of(kept.snapshot))
        self.accounts.want(kept.snapshot.turned)
        return reader

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

    def _save(
        self, waiting: Sequence[int], dossiers: Mapping[int, Dossier], found: Mapping[Account, Suspicion]
    ) -> None:
        """Keep what was found, and what has become strong enough for a case."""
        state, least = self.accounts.state, self._app.policy.open_case_at_chance
        name = self._kept.snapshot.name if self._kept else ""
        with state.writing():
            for number in waiting:
                one = found.get(dossiers[number].about) if number in dossiers else None
                if one is None:
                    state.unfind([number])
                    continue
                strong = one.neighbourhood and one.chance >= least
                if strong and (state.likelihood(number) or 0.0) < least:
                    state.mark("case", [number])
                value = msgspec.json.encode(one)
                state.find(number, likelihood=one.chance, snapshot=name, inside=one.neighbourhood, value=value)
            state.unmark("dirty", waiting)
            state.unmark("stale", waiting)


@contextmanager
def up_to_date(app: App, *, at: datetime, opens: bool) -> Iterator[Judging]:
    """Open the state, take in what the journal and history hold, and weigh whoever waits for it, by the newest snapshot."""
    judging = Judging(app, rest=timedelta(0))
    try:
        with judging.accounts.turn():
            judging.catch_up(history_reached(app))
            judging.judge(at=at, opens=opens)
            yield judging
    finally:
        judging.close()
