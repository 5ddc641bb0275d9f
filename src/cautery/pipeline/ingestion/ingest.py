"""Take events in, from files or one batch after another; history follows."""

from collections.abc import Sequence
from pathlib import Path

from cautery.app import App
from cautery.engine.seen import Seen
from cautery.events.history import catch_up
from cautery.events.intake import IngestReport, Intake, Progress
from cautery.model.event import AnyEvent
from cautery.pipeline.history.lake import lake_of
from cautery.store.journal import Journal


class Ingestion:
    """The open door of an installation; one process holds it at a time. Use it in a `with`."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._journal, self._lake = Journal(app.config.journal), lake_of(app)
        self._intake = Intake(journal=self._journal, seen=Seen(app.config.seen), lake=self._lake, keyring=app.keyring)

    def __enter__(self) -> "Ingestion":
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
