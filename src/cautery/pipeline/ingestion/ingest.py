"""Take events in, from files or one batch after another; whatever must follow them follows the journal."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import tzinfo
from pathlib import Path

from cautery.app import App
from cautery.engine.seen import SeenDigests
from cautery.events.format import Reject
from cautery.events.intake import IngestReport, Intake, Progress
from cautery.events.stage import EventBatch
from cautery.model.event import AnyEvent
from cautery.pipeline.history.follower import Follower
from cautery.pipeline.history.keeping import HistoryStage
from cautery.pipeline.ingestion.quarantine import OF_FILES, quarantine_items, rejected_lines
from cautery.pipeline.ingestion.sources import SourceTurn, note
from cautery.store.journal import Journal


class Ingestion:
    """The open door of an installation; one process holds it at a time. Use it in a `with`."""

    def __init__(self, app: App, *, follows: bool = True) -> None:
        """Open it.

        Args:
            follows: whether history follows here; False where a consumer follows the journal.
        """
        self._app = app
        self._journal = Journal(app.config.journal)
        self._intake = Intake(journal=self._journal, seen=SeenDigests(app.config.seen), keyring=app.keyring)
        self._history = Follower(app, HistoryStage(app)) if follows else None
        self.catch_up()

    def __enter__(self) -> "Ingestion":
        return self

    def __exit__(self, *_: object) -> None:
        self._intake.close()
        self._journal.close()
        if self._history is not None:
            self._history.close()

    def accept(self, events: Sequence[AnyEvent]) -> IngestReport:
        """Take in a batch; when this returns, it survives `kill -9`."""
        return self._intake.accept(events)

    def keep(self, events: Sequence[AnyEvent]) -> IngestReport:
        """Take in events that were read as the contract has them; when this returns, they survive `kill -9`."""
        return self._intake.keep(events)

    def accept_at_once(self, events: Sequence[AnyEvent]) -> IngestReport:
        """Take in a batch, and history with it."""
        report = self._intake.accept(events)
        self.catch_up()
        return report

    def read_files(
        self,
        paths: Sequence[Path],
        *,
        format_name: str | None,
        progress: Progress,
        zone: tzinfo | None = None,
        kept: Callable[[EventBatch], None] = lambda _: None,
        turn: AbstractContextManager[object] | None = None,
    ) -> IngestReport:
        """Take in files; what in them is no event waits in the quarantine too. `kept` and `turn` as an `Intake` has them."""
        report = self._intake.read_files(
            paths,
            format_name=format_name,
            rejects=self._app.config.rejects,
            progress=progress,
            zone=zone,
            told=self._keep_apart,
            kept=self._history.take if self._history else kept,
            turn=turn,
        )
        if report.unknown_fields:
            note(self._app, "files", SourceTurn(unknown=report.unknown_fields))
        return report

    def _keep_apart(self, file: str, reader: str, rejects: Sequence[Reject]) -> None:
        if rejects:
            items = rejected_lines(reader, rejects)
            with self._app.noting() as connection:
                quarantine_items(connection, f"{OF_FILES}{Path(file).name}", items, self._app)

    def roll(self) -> None:
        """Begin a new segment of the journal."""
        self._journal.roll()

    def catch_up(self) -> int:
        """Bring history up to what was accepted; gives how many events that were."""
        return self._history.through() if self._history else 0
