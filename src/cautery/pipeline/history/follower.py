"""One stage on its way through the journal: read on, hand over, move its place; what it cannot follow is set aside.

Whatever stops it, it goes on from its place: some of what it followed last may come again, nothing is left out.
"""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import replace

from cautery.app import App
from cautery.errors import Permanent, Temporary
from cautery.events.history import events_in
from cautery.events.stage import EventBatch, Stage
from cautery.model.event import AnyEvent
from cautery.store import failed_events, places
from cautery.store.failed_events import FailedEvent
from cautery.store.journal import Journal, JournalFrame, JournalPlace

TRIES = 3
"""How often a batch is tried as it is, before the event that fails is looked for."""
SAVED_EVERY_S = 1.0
IDLE_S = 1.0
log = logging.getLogger(__name__)
Reached = Callable[[str], JournalPlace | None]
"""Says how far another stage has come in this process; None: it does not run here."""


class Follower:
    """A stage and where it is. Not safe for threads: one at a time takes its turns."""

    def __init__(self, app: App, stage: Stage, *, reached: Reached = lambda _: None) -> None:
        self._app, self.stage, self._reached = app, stage, reached
        self._journal = Journal(app.config.journal)
        self.place: JournalPlace | None = None
        """How far it has come; None: it has not begun."""
        self._saved: JournalPlace | None = None
        self._saved_at = self._tries = self._rests_until = 0.0
        self._known_until = JournalPlace(segment=0, byte=0)

    def turn(self) -> float:
        """Follow the next batch, if there is one; gives for how many seconds there is nothing to do.

        A stage that lets events gather is handed none before, however often it is woken.
        """
        if (gathers_s := self._rests_until - time.monotonic()) > 0:
            return gathers_s
        batch = self._next(self._begun())
        if batch is None:
            return 0.0 if self._rest() else IDLE_S
        self._hand(batch)
        self.place = batch.until
        self._save_now_and_then()
        if len(batch.events) >= self.stage.most_events:
            return 0.0
        self._rests_until = time.monotonic() + self.stage.every_s
        return self.stage.every_s

    def through(self, followed_some: Callable[[int], None] = lambda _: None) -> int:
        """Follow all that there is; gives how many events that were.

        Args:
            followed_some: is told after each batch how many events it had.
        """
        followed, again = 0, True
        while again:
            while (batch := self._next(self._begun())) is not None:
                if self._handed(batch):
                    self.place = batch.until
                    followed += len(batch.events)
                    followed_some(len(batch.events))
            again = self._rest()
        self._save()
        return followed

    def take(self, batch: EventBatch) -> None:
        """Follow a batch that was accepted just now, without reading it again, where it is the next one; else all there is."""
        if self._begun() != batch.since:
            self.through()
            return
        self._hand(batch)
        self.place = batch.until

    def close(self) -> None:
        """Keep how far it has come."""
        if self.place is not None:
            self._save()

    def behind(self) -> int:
        """Count the bytes of the journal that it has not followed."""
        return self._journal.behind(self.place or JournalPlace(segment=0, byte=0))

    def _rest(self) -> bool:
        """Nothing is left to follow: let the stage do what is due; says whether it begins again."""
        self._save_now_and_then()
        if self.stage.idle():
            self.place = None
        return self.place is None

    def _begun(self) -> JournalPlace:
        if self.place is None:
            with self._app.reading() as connection:
                kept = places.place_of(connection, self.stage.name)
            if not self._journal.holds(kept):
                raise Permanent(
                    f"'{self.stage.name}' has followed events that the journal does not hold: it was put back from an older "
                    f"backup. Put the newer one back, or compute again what follows from events: cautery rebuild"
                )
            self._saved = self._known_until = kept
            self.place = self.stage.resume(kept)
        return self.place

    def _next(self, since: JournalPlace) -> EventBatch | None:
        """Read the next events; never beyond the stage that must come first."""
        first = self._reached(self.stage.after) if self.stage.after else None
        events: list[AnyEvent] = []
        until = since
        for frame in self._journal.read(since):
            if first is not None and frame.after > first:
                break
            if events and (len(events) + frame.count > self.stage.most_events or frame.before == self._known_until):
                break
            events += self._events(frame)
            until = frame.after
            if len(events) >= self.stage.most_events:
                break
        if not events:
            return None
        return EventBatch(events=events, since=since, until=until, known=until <= self._known_until)

    def _events(self, frame: JournalFrame) -> Sequence[AnyEvent]:
        return events_in(frame)

    def _hand(self, batch: EventBatch) -> None:
        try:
            self.stage.follow(batch)
        except Temporary:
            self._again()
            raise
        except Exception as error:
            self._again()
            self._tries += 1
            if self.stage.keeps_place or self._tries < TRIES:
                error.add_note(f"'{self.stage.name}' at byte {batch.since.byte} of segment {batch.since.segment}")
                raise
            self._find(batch, error)
        self._tries = 0

    def _again(self) -> None:
        """Read the place of a stage that keeps it anew: somebody else may have moved it."""
        if self.stage.keeps_place and self._saved is not None:
            with self._app.reading() as connection:
                self.place = self._saved = places.place_of(connection, self.stage.name)

    def _handed(self, batch: EventBatch) -> bool:
        """Hand over, and try again at once what is tried again at all."""
        try:
            self._hand(batch)
        except Temporary:
            raise
        except Exception:
            if self.stage.keeps_place:
                raise
            return False
        return True

    def _find(self, batch: EventBatch, error: Exception) -> None:
        """Follow what can be followed of a batch that fails, and set aside the events that cannot."""
        if len(batch.events) == 1:
            self._set_aside(batch, error)
            return
        middle = len(batch.events) // 2
        for half in (batch.events[:middle], batch.events[middle:]):
            few = replace(batch, events=half)
            try:
                self.stage.follow(few)
            except Temporary:
                raise
            except Exception as smaller:
                self._find(few, smaller)

    def _set_aside(self, batch: EventBatch, error: Exception) -> None:
        [event] = batch.events
        name = f"{event.platform}:{event.id}"
        log.error("'%s' gave up the event '%s'", self.stage.name, name, exc_info=error)
        reason = f"{type(error).__name__}: {error}"[:500]
        with self._app.noting() as connection:
            failed_events.set_aside(
                connection,
                FailedEvent(
                    stage=self.stage.name,
                    place=batch.since,
                    event=name,
                    reason=reason,
                    failed_at=self._app.wall.now().timestamp(),
                    tries=TRIES,
                ),
            )

    def _save_now_and_then(self) -> None:
        """Keep the place, but not for each batch: what was followed since comes again after a crash."""
        if time.monotonic() - self._saved_at >= SAVED_EVERY_S:
            self._save()

    def _save(self) -> None:
        self._saved_at = time.monotonic()
        if self.place == self._saved or self.place is None or self.place <= self._known_until:
            return
        if not self.stage.keeps_place:
            with self._app.noting() as connection:
                places.move(connection, self.stage.name, self.place, at_s=self._app.wall.now().timestamp())
        self._saved = self.place
