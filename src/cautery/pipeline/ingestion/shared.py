"""Take events in for everybody who sends some to one process, one batch at a time, and no more than what follows can bear."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import tzinfo
from pathlib import Path
from threading import BoundedSemaphore, Lock

from cautery.app import App
from cautery.errors import RateLimited
from cautery.events.format import Reject
from cautery.events.intake import IngestReport, Progress
from cautery.events.stage import EventBatch
from cautery.model.event import AnyEvent
from cautery.pipeline.ingestion.batches import read_batch
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.ingestion.sources import SourceTurn, note

MOST_IN_LINE = 16
"""Batches that wait to be written: each is written in some milliseconds, and who waits longer holds a thread."""
MOST_BEHIND = 256 * 2**20
"""Bytes of the journal (some millions of events) that what follows them may be behind before no more are taken in."""
PAUSE_S = 0.2


class SharedIngestion:
    """The open door of a process that serves: opened with the first batch, and one batch at a time."""

    def __init__(self, called: Callable[[], None] | None = None, *, behind: Callable[[], int] = lambda: 0) -> None:
        """Make the door.

        Args:
            called: wakes the consumer that follows the journal; None where there is none: history then follows at once.
            behind: counts the bytes of the journal that the slowest stage has not followed.
        """
        self._turn, self._called, self._behind = Lock(), called, behind
        self._in_line = BoundedSemaphore(MOST_IN_LINE)
        self._listening: Ingestion | None = None

    def open(self, app: App) -> None:
        """Open it now: refused (Conflict) where another process has it."""
        with self._turn:
            self._opened(app)

    def take_in(self, app: App, lines: bytes) -> tuple[IngestReport, list[Reject]]:
        """Take in lines of events; what is none is told, and stops none of the others."""
        batch = read_batch(lines)
        report = self._done(app, lambda listening: listening.keep(batch.events))
        if batch.unknown:
            note(app, "api", SourceTurn(unknown=batch.unknown))
        told = replace(report, read=batch.read, rejected=len(batch.rejects), unknown_fields=dict(batch.unknown))
        return told, batch.rejects

    def accept(self, app: App, events: Sequence[AnyEvent]) -> IngestReport:
        """Take in a batch of events; when this returns, they survive `kill -9`."""
        return self._done(app, lambda listening: listening.accept(events))

    def read_files(
        self,
        app: App,
        paths: Sequence[Path],
        *,
        format_name: str | None,
        progress: Progress,
        zone: tzinfo | None = None,
    ) -> IngestReport:
        """Take in files, a block at a time between what others send; slower than that where what follows is behind."""
        with self._turn:
            listening = self._opened(app)

        def kept(_: EventBatch) -> None:
            if self._called is not None:
                self._called()
            while self._behind() > MOST_BEHIND // 2:
                progress(paths[0], 0, 0)
                time.sleep(PAUSE_S)

        return listening.read_files(
            paths, format_name=format_name, progress=progress, zone=zone, kept=kept, turn=self._turn
        )

    def roll(self, app: App) -> None:
        """Begin a new segment of the journal."""
        with self._turn:
            self._opened(app).roll()

    def close(self) -> None:
        """Let others open it."""
        with self._turn:
            if self._listening is not None:
                self._listening.__exit__()
            self._listening = None

    def _done(self, app: App, do: Callable[[Ingestion], IngestReport]) -> IngestReport:
        if self._behind() > MOST_BEHIND:
            raise RateLimited("What follows events is behind; send this again in a moment.", retry_after_s=5.0)
        if not self._in_line.acquire(blocking=False):
            raise RateLimited(
                f"{MOST_IN_LINE} batches wait to be written; send this again in a moment.", retry_after_s=1.0
            )
        try:
            with self._turn:
                listening = self._opened(app)
                report = do(listening)
                listening.catch_up()
        finally:
            self._in_line.release()
        if self._called is not None:
            self._called()
        return report

    def _opened(self, app: App) -> Ingestion:
        if self._listening is None:
            self._listening = Ingestion(app, follows=self._called is None)
        return self._listening
