"""Take events in for everybody who sends some to one process, one batch at a time."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Lock

from cautery.app import App
from cautery.events.format import Line, Reject
from cautery.events.intake import IngestReport, format_of
from cautery.events.lines import LONGEST_LINE
from cautery.model.event import AnyEvent
from cautery.pipeline.ingestion.ingest import Ingestion


class SharedIngestion:
    """The open door of a process that serves: opened with the first batch, and one batch at a time."""

    def __init__(self, heard: Callable[[Sequence[AnyEvent]], None] = lambda _: None) -> None:
        """Make the door.

        Args:
            heard: is told each batch of events that was kept.
        """
        self._turn, self._heard = Lock(), heard
        self._listening: Ingestion | None = None

    def take_in(self, app: App, lines: bytes) -> tuple[IngestReport, list[Reject]]:
        """Take in lines of events; what is none is told, and stops none of the others. History follows at once."""
        numbered = [Line(number=at, raw=raw) for at, raw in enumerate(lines.split(b"\n"), start=1) if raw.strip()]
        short = [line for line in numbered if len(line.raw) <= LONGEST_LINE]
        accepted, rejects = format_of("canonical").parse_many(short)
        rejects += [
            Reject(line=line.number, reason="The line is longer than 1 MiB.", raw=b"")
            for line in numbered
            if len(line.raw) > LONGEST_LINE
        ]
        report = self.accept(app, accepted.events)
        return replace(report, read=len(numbered), rejected=len(rejects)), rejects

    def accept(self, app: App, events: Sequence[AnyEvent]) -> IngestReport:
        """Take in a batch of events; when this returns, they survive `kill -9`, and history tells of them."""
        with self._turn:
            if self._listening is None:
                self._listening = Ingestion(app)
            report = self._listening.accept_at_once(events)
        self._heard(events)
        return report

    def close(self) -> None:
        """Let others open it."""
        with self._turn:
            if self._listening is not None:
                self._listening.__exit__()
            self._listening = None
