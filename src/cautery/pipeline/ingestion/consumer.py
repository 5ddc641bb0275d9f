"""Tap: what happens on a platform comes in by itself, from where it was left; what people report there opens cases.

The place is kept after the events are: whoever crashed between reads some of them again, and what is known is known.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Event

from cautery.app import App
from cautery.errors import CauteryError, Invalid, Temporary
from cautery.events.intake import IngestReport
from cautery.kit.files import replace_file
from cautery.model.event import AnyEvent, NoticeReceived
from cautery.platforms.connector import Connector

PAUSE_S, LONGEST_S = 2.0, 300.0
"""How long nothing is asked when there was nothing, and at most when there was no answer."""
Accept = Callable[[Sequence[AnyEvent]], IngestReport]
"""Keeps a batch of events; when it returns, they survive `kill -9`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What came in from one platform."""

    platform: str
    read: int = 0
    accepted: int = 0
    duplicate: int = 0
    rejected: int = 0
    """What cannot be an event: it is left out, and logged."""
    notices: int = 0
    """Reports of people among them."""

    def and_then(self, later: "Heard") -> "Heard":
        """Add what came later."""
        return Heard(
            platform=self.platform,
            read=self.read + later.read,
            accepted=self.accepted + later.accepted,
            duplicate=self.duplicate + later.duplicate,
            rejected=self.rejected + later.rejected,
            notices=self.notices + later.notices,
        )


class Tap:
    """One platform that is listened to."""

    def __init__(self, app: App, name: str, connector: Connector, *, accept: Accept) -> None:
        self._app, self._name, self._connector, self._accept = app, name, connector, accept
        self._place = app.config.cursors / name

    def read_on(self) -> Heard:
        """Take in the next batch."""
        cursor = self._place.read_text(encoding="utf-8") if self._place.exists() else None
        batch = self._connector.read_events(cursor)
        heard = Heard(platform=self._name)
        if batch.events:
            report = self._kept(batch.events)
            notices = sum(isinstance(event, NoticeReceived) for event in batch.events)
            heard = Heard(
                platform=self._name,
                read=len(batch.events),
                accepted=report.accepted,
                duplicate=report.duplicate,
                rejected=report.rejected,
                notices=notices,
            )
        if batch.cursor != cursor:
            self._place.parent.mkdir(mode=0o700, exist_ok=True)
            replace_file(self._place, batch.cursor.encode())
        return heard

    def catch_up(self) -> Heard:
        """Take in all that there is by now."""
        whole = Heard(platform=self._name)
        while (heard := self.read_on()).read:
            whole = whole.and_then(heard)
        return whole

    def run(self, until: Event, *, told: Callable[[Heard], None] = lambda _: None) -> None:
        """Listen until told to stop; a platform that does not answer is asked again, later each time."""
        wait_s = PAUSE_S
        while not until.is_set():
            try:
                heard = self.read_on()
            except (CauteryError, OSError) as error:
                logging.getLogger(__name__).warning("Nothing came in from '%s': %s", self._name, error)
                wait_s = min(LONGEST_S, 2 * wait_s)
                asked_s = error.retry_after_s if isinstance(error, Temporary) else None
                until.wait(max(wait_s, asked_s or 0.0))
                continue
            wait_s = PAUSE_S
            if heard.read:
                told(heard)
            else:
                until.wait(PAUSE_S)

    def _kept(self, events: Sequence[AnyEvent]) -> IngestReport:
        """Keep a batch; where one event is none that can be kept, keep the others."""
        try:
            return self._accept(events)
        except Invalid as error:
            if len(events) == 1:
                logging.getLogger(__name__).warning("An event of '%s' was left out: %s", self._name, error)
                return IngestReport(read=1, rejected=1)
        half = len(events) // 2
        first, second = self._kept(events[:half]), self._kept(events[half:])
        return IngestReport(
            read=len(events),
            accepted=first.accepted + second.accepted,
            duplicate=first.duplicate + second.duplicate,
            rejected=first.rejected + second.rejected,
        )
