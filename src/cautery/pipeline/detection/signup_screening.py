"""Watch: newcomers are compared with removed accounts while the installation is served, and what fails is kept to be shown."""

import logging
import math
import time
from collections import deque
from collections.abc import Mapping, Sequence
from datetime import timedelta

import msgspec

from cautery.app import App
from cautery.engine.watched import Watched
from cautery.errors import CauteryError, Temporary
from cautery.events.stage import EventBatch, Stage
from cautery.kit.unreadable import NOT_JSON
from cautery.model.account import Account
from cautery.model.event import AnyEvent
from cautery.pipeline.cases.exhibits import exhibit
from cautery.pipeline.detection.last_run import LastRun, keep_look
from cautery.pipeline.detection.newcomers import Newcomers, know_anew, name_newcomers, watch_newcomers
from cautery.pipeline.history.read import history_of
from cautery.store import decisions
from cautery.store.journal import START, JournalPlace
from cautery.suspicion.operators.portrait import AccountPortrait

KNOW_ANEW_AFTER = timedelta(minutes=5)
"""How long the bank is at least kept: making it takes seconds, and longer the larger it is."""
SAVED_EVERY_S, RESTS_S = 20.0, 2.0
"""How often who is watched is kept, while events come in and while none do: what came since is read again."""
MOST_BATCHES = 10_000
"""Batches that wait to be looked at; of more the oldest go, and 'cautery operators' compares everybody."""


class NewcomersStage(Stage):
    """Compares newcomers as they come in. Who is watched is kept beside it, so that another process goes on watching them."""

    name, after = "newcomers", "history"
    every_s = 1.0
    derived = True

    def __init__(self, app: App) -> None:
        self._kept = Watched(app.config.engine / "newcomers.sqlite")
        self._watch = SignupScreening(app)
        self._until, self._saved, self._saved_at = START, START, -math.inf

    def resume(self, place: JournalPlace) -> JournalPlace:
        """Begin where the watched were last kept; from the beginning where they are gone."""
        kept = self._kept.place()
        if kept > place:
            kept = START
        try:
            watched = [
                msgspec.msgpack.decode(one, type=AccountPortrait)
                for one in (self._kept.every() if kept > START else ())
            ]
        except NOT_JSON:
            watched, kept = [], START
        if kept == START:
            self._kept.forget()
        self._watch.watch_again(watched)
        self._until = self._saved = kept
        return kept

    def follow(self, batch: EventBatch) -> None:
        """Compare who is new in a batch; one that comes again, whole or in half, is taken in once."""
        if batch.until > self._until:
            self._watch.hear(batch.events)
            self._until = batch.until
        looked = self._watch.look()
        if looked.problem:
            raise Temporary(f"Newcomers wait to be compared with removed accounts ({looked.problem}).")
        self._save(SAVED_EVERY_S)

    def idle(self) -> bool:
        """Keep who is watched."""
        self._save(RESTS_S)
        return False

    def forget(self) -> None:
        """Drop who is watched; they are read again from the journal."""
        self._kept.forget()

    def _save(self, every_s: float) -> None:
        if self._until == self._saved or time.monotonic() - self._saved_at < every_s:
            return
        changed = self._watch.unsaved()
        self._kept.keep(
            {
                (about.platform, str(about.id)): msgspec.msgpack.encode(portrait) if portrait else None
                for about, portrait in changed.items()
            },
            self._until,
        )
        self._watch.saved()
        self._saved_at, self._saved = time.monotonic(), self._until


class SignupScreening:
    """Who came, until they are known."""

    def __init__(self, app: App) -> None:
        self._app = app.acting_as("cautery")
        self._heard: deque[Sequence[AnyEvent]] = deque(maxlen=MOST_BATCHES)
        self._newcomers: Newcomers | None = None
        self._again: Sequence[AccountPortrait] = ()
        self._decided, self._known_at, self._named = -1, app.wall.now(), 0

    def hear(self, events: Sequence[AnyEvent]) -> None:
        """Take in a batch that was kept; it is compared soon."""
        self._heard.append(events)

    def look(self) -> LastRun:
        """Compare what was heard since the last time; whatever goes wrong is kept, logged, and stops nobody."""
        problem = ""
        try:
            self._compare()
        except (CauteryError, OSError, ValueError, ArithmeticError, LookupError) as error:
            problem = f"{type(error).__name__}: {error}"
            logging.getLogger(__name__).exception("Newcomers were not compared with removed accounts.")
        watched = len(self._newcomers) if self._newcomers else 0
        looked = LastRun(at=self._app.wall.now(), watched=watched, named=self._named, problem=problem)
        keep_look(self._app, looked)
        return looked

    def unsaved(self) -> Mapping[Account, AccountPortrait | None]:
        """Give those who changed since they were last kept; None for who is watched no more."""
        return self._newcomers.unsaved() if self._newcomers else {}

    def saved(self) -> None:
        """Say that the `unsaved` are kept."""
        if self._newcomers:
            self._newcomers.saved()

    def watch_again(self, portraits: Sequence[AccountPortrait]) -> None:
        """Watch those whom an earlier process watched."""
        self._again = portraits

    def _all_heard(self) -> list[Sequence[AnyEvent]]:
        return [self._heard.popleft() for _ in range(len(self._heard))]

    def _compare(self) -> None:
        newcomers = self._ready()
        events = [event for batch in self._all_heard() for event in batch]
        named = name_newcomers(self._app, newcomers, events, at=self._app.clock.now())
        self._named += len(named)
        if named:
            exhibit(self._app, history_of(self._app, at=None))

    def _ready(self) -> Newcomers:
        """Give the newcomers, compared with a bank that is not too old when people decided since."""
        with self._app.reading() as connection:
            decided = decisions.how_many(connection)
        now = self._app.wall.now()
        if self._newcomers is None:
            self._newcomers = watch_newcomers(self._app)
            self._newcomers.watch_again(self._again)
        elif decided != self._decided and now - self._known_at >= KNOW_ANEW_AFTER:
            know_anew(self._app, self._newcomers)
        else:
            return self._newcomers
        self._decided, self._known_at = decided, now
        return self._newcomers
