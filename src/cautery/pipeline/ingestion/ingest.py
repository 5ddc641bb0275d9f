"""Listen: events in, from files or one batch after another; history follows."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Lock

from cautery.app import App
from cautery.engine.lake import Lake
from cautery.engine.seen import Seen
from cautery.events.format import Line, Reject
from cautery.events.history import catch_up
from cautery.events.intake import IngestReport, Intake, Progress, format_of
from cautery.events.lines import LONGEST_LINE
from cautery.model.event import AnyEvent
from cautery.store.journal import Journal


class Listening:
    """The open door of an installation; one process holds it at a time. Use it in a `with`."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._journal, self._lake = Journal(app.config.journal), lake_of(app)
        self._intake = Intake(journal=self._journal, seen=Seen(app.config.seen), lake=self._lake, keyring=app.keyring)

    def __enter__(self) -> "Listening":
        return self

    def __exit__(self, *_: object) -> None:
        self._intake.close()
        self._journal.close()

    def accept(self, events: Sequence[AnyEvent]) -> IngestReport:
        """Take in a batch; when this returns, it survives `kill -9`."""
        return self._intake.accept(events)

    def accept_at_once(self, events: Sequence[AnyEvent]) -> IngestReport:
        """Take in a batch, and history with it."""
        report = self._intake.accept(events)
        self.catch_up()
        return report

    def read_files(self, paths: Sequence[Path], *, format_name: str | None, progress: Progress) -> IngestReport:
        """Take in files."""
        return self._intake.read_files(
            paths, format_name=format_name, rejects=self._app.config.rejects, progress=progress
        )

    def catch_up(self) -> int:
        """Bring history up to what was accepted."""
        return catch_up(self._journal, self._lake)


class Door:
    """The open door of a process that serves: opened with the first batch, and one batch at a time."""

    def __init__(self, heard: Callable[[Sequence[AnyEvent]], None] = lambda _: None) -> None:
        """Make the door.

        Args:
            heard: is told each batch of events that was kept.
        """
        self._turn, self._heard = Lock(), heard
        self._listening: Listening | None = None

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
                self._listening = Listening(app)
            report = self._listening.accept_at_once(events)
        self._heard(events)
        return report

    def close(self) -> None:
        """Let others open it."""
        with self._turn:
            if self._listening is not None:
                self._listening.__exit__()
            self._listening = None


def lake_of(app: App) -> Lake:
    """Give an installation's history."""
    return Lake(app.config.lake)
