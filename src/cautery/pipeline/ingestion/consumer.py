"""Tap: what happens on a platform comes in by itself, from where it was left; what people report there opens cases.

The place is kept after the events are: whoever crashed between reads some of them again, and what is known is known.
"""

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from threading import Event

from cautery.app import App
from cautery.errors import CauteryError, Invalid, Temporary
from cautery.events.intake import IngestReport
from cautery.kit.files import replace_file
from cautery.model.event import AnyEvent, NoticeReceived
from cautery.model.intake import UnreadableItem
from cautery.pipeline.ingestion.quarantine import as_item
from cautery.pipeline.ingestion.sources import SourceTurn, note
from cautery.platforms.connector import Connector

PAUSE_S, LONGEST_S = 2.0, 300.0
"""How long nothing is asked when there was nothing, and at most when there was no answer."""
_MOST_PROBLEMS = 5
"""Of one turn that are told."""
Accept = Callable[[Sequence[AnyEvent]], IngestReport]
"""Keeps a batch of events; when it returns, they survive `kill -9`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsumedBatch:
    """What came in from one platform."""

    platform: str
    read: int = 0
    accepted: int = 0
    duplicate: int = 0
    rejected: int = 0
    """Events that cannot be kept; they are among the quarantined."""
    notices: int = 0
    """Reports of people among them."""
    quarantined: int = 0
    """Items that could not be read: `cautery quarantine list` shows them."""
    problem: str = ""
    """What of the platform did not answer, while the rest was read."""
    retry_after_s: float | None = field(default=None, compare=False)
    moved: bool = field(default=False, compare=False)
    """Whether the place moved on."""

    def and_then(self, later: "ConsumedBatch") -> "ConsumedBatch":
        """Add what came later."""
        return ConsumedBatch(
            platform=self.platform,
            read=self.read + later.read,
            accepted=self.accepted + later.accepted,
            duplicate=self.duplicate + later.duplicate,
            rejected=self.rejected + later.rejected,
            notices=self.notices + later.notices,
            quarantined=self.quarantined + later.quarantined,
            problem=later.problem,
        )


class PlatformFeed:
    """One platform that is listened to."""

    def __init__(self, app: App, name: str, connector: Connector, *, accept: Accept) -> None:
        self._app, self._name, self._connector, self._accept = app, name, connector, accept
        self._place = app.config.cursors / name

    def read_on(self) -> ConsumedBatch:
        """Take in the next batch; what of it cannot be read is kept apart, and the place moves on behind it."""
        cursor = self._place.read_text(encoding="utf-8") if self._place.exists() else None
        batch = self._connector.read_events(cursor)
        heard, kept, unread = ConsumedBatch(platform=self._name), list[AnyEvent](), [*batch.unread]
        if batch.events:
            report = self._kept(batch.events, kept, unread)
            notices = sum(isinstance(event, NoticeReceived) for event in kept)
            heard = ConsumedBatch(
                platform=self._name,
                read=len(batch.events),
                accepted=report.accepted,
                duplicate=report.duplicate,
                rejected=report.rejected,
                notices=notices,
            )
        problem = "; ".join(batch.problems[:_MOST_PROBLEMS])
        told = SourceTurn(events=kept, unread=unread, gaps=batch.gaps, problem=problem, unknown=batch.unknown)
        note(self._app, self._name, told)
        if batch.cursor != cursor:
            self._place.parent.mkdir(mode=0o700, exist_ok=True)
            replace_file(self._place, batch.cursor.encode())
        return replace(
            heard,
            quarantined=len(unread),
            problem=problem,
            retry_after_s=batch.retry_after_s,
            moved=batch.cursor != cursor,
        )

    def catch_up(self) -> ConsumedBatch:
        """Take in all that there is by now."""
        whole = self.read_on()
        while (heard := self.read_on()).read or (heard.quarantined and heard.moved):
            whole = whole.and_then(heard)
        return whole

    def run(self, until: Event, *, told: Callable[[ConsumedBatch], None] = lambda _: None) -> None:
        """Listen until told to stop; a platform that does not answer is asked again, later each time.

        Whatever goes wrong ends nothing: it is noted for Health, and tried again.
        """
        wait_s = PAUSE_S
        while not until.is_set():
            try:
                heard = self.read_on()
            except Exception as error:
                wait_s = min(LONGEST_S, 2 * wait_s)
                self._say(error)
                asked_s = error.retry_after_s if isinstance(error, Temporary) else None
                until.wait(max(wait_s, asked_s or 0.0))
                continue
            if heard.problem:
                wait_s = min(LONGEST_S, 2 * wait_s)
                until.wait(heard.retry_after_s or (PAUSE_S if heard.read else wait_s))
            else:
                wait_s = PAUSE_S
            if heard.read:
                told(heard)
            elif not heard.problem:
                until.wait(PAUSE_S)

    def _say(self, error: Exception) -> None:
        log = logging.getLogger(__name__)
        known = isinstance(error, CauteryError | OSError)
        log.warning("Nothing came in from '%s': %s", self._name, error, exc_info=None if known else error)
        with suppress(CauteryError, OSError):
            note(self._app, self._name, SourceTurn(problem=str(error) if known else f"{type(error).__name__}: {error}"))

    def _kept(self, events: Sequence[AnyEvent], kept: list[AnyEvent], unread: list[UnreadableItem]) -> IngestReport:
        """Keep a batch; where one event is none that can be kept, keep the others."""
        try:
            report = self._accept(events)
        except Invalid as error:
            if len(events) == 1:
                unread.append(as_item(events[0], error))
                return IngestReport(read=1, rejected=1)
        else:
            kept += events
            return report
        half = len(events) // 2
        first, second = self._kept(events[:half], kept, unread), self._kept(events[half:], kept, unread)
        return IngestReport(
            read=len(events),
            accepted=first.accepted + second.accepted,
            duplicate=first.duplicate + second.duplicate,
            rejected=first.rejected + second.rejected,
        )
