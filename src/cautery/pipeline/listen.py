"""Listen: events in, from files or one batch after another; whatever must follow them follows the journal."""

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from threading import BoundedSemaphore, Lock

from cautery.app import App
from cautery.engine.holds import Hold
from cautery.engine.lake import Lake
from cautery.engine.seen import Seen
from cautery.errors import Temporary, TooOften
from cautery.events.format import Accepted, Line, Reject
from cautery.events.intake import IngestReport, Intake, Progress, format_of
from cautery.events.lines import LONGEST_LINE
from cautery.events.stage import Batch
from cautery.model.event import AnyEvent
from cautery.pipeline.history.follower import Follower
from cautery.pipeline.history.keeping import HistoryStage
from cautery.store import parts
from cautery.store.journal import Journal

MOST_IN_LINE = 16
"""Batches that wait to be written: each is written in some milliseconds, and who waits longer holds a thread."""
MOST_BEHIND = 256 * 2**20
"""Bytes of the journal (some millions of events) that what follows them may be behind before no more are taken in."""
PAUSE_S = 0.2


class Listening:
    """The open door of an installation; one process holds it at a time. Use it in a `with`."""

    def __init__(self, app: App, *, follows: bool = True) -> None:
        """Open it.

        Args:
            follows: whether history follows here; False where a consumer follows the journal.
        """
        self._app = app
        self._journal = Journal(app.config.journal)
        self._intake = Intake(journal=self._journal, seen=Seen(app.config.seen), keyring=app.keyring)
        self._history = Follower(app, HistoryStage(app)) if follows else None
        self.catch_up()

    def __enter__(self) -> "Listening":
        return self

    def __exit__(self, *_: object) -> None:
        self._intake.close()
        self._journal.close()
        if self._history is not None:
            self._history.close()

    def accept(self, events: Sequence[AnyEvent]) -> IngestReport:
        """Take in a batch; when this returns, it survives `kill -9`."""
        return self._intake.accept(events)

    def keep(self, accepted: Accepted) -> IngestReport:
        """Take in a batch of events that were read as the contract has them; when this returns, it survives `kill -9`."""
        return self._intake.keep(accepted)

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
        kept: Callable[[Batch], None] = lambda _: None,
        turn: AbstractContextManager[object] | None = None,
    ) -> IngestReport:
        """Take in files; `kept` and `turn` as an `Intake` has them."""
        return self._intake.read_files(
            paths,
            format_name=format_name,
            rejects=self._app.config.rejects,
            progress=progress,
            kept=self._history.take if self._history else kept,
            turn=turn,
        )

    def catch_up(self) -> int:
        """Bring history up to what was accepted; gives how many events that were."""
        return self._history.through() if self._history else 0


class Door:
    """The open door of a process that serves: opened with the first batch, and one batch at a time."""

    def __init__(self, called: Callable[[], None] | None = None, *, behind: Callable[[], int] = lambda: 0) -> None:
        """Make the door.

        Args:
            called: wakes the consumer that follows the journal; None where there is none: history then follows at once.
            behind: counts the bytes of the journal that the slowest stage has not followed.
        """
        self._turn, self._called, self._behind = Lock(), called, behind
        self._in_line = BoundedSemaphore(MOST_IN_LINE)
        self._listening: Listening | None = None

    def open(self, app: App) -> None:
        """Open it now: refused (Conflict) where another process has it."""
        with self._turn:
            self._opened(app)

    def take_in(self, app: App, lines: bytes) -> tuple[IngestReport, list[Reject]]:
        """Take in lines of events; what is none is told, and stops none of the others."""
        numbered = [Line(number=at, raw=raw) for at, raw in enumerate(lines.split(b"\n"), start=1) if raw.strip()]
        short = [line for line in numbered if len(line.raw) <= LONGEST_LINE]
        accepted, rejects = format_of("canonical").parse_many(short)
        rejects += [
            Reject(line=line.number, reason="The line is longer than 1 MiB.", raw=b"")
            for line in numbered
            if len(line.raw) > LONGEST_LINE
        ]
        report = self._done(app, lambda listening: listening.keep(accepted))
        return replace(report, read=len(numbered), rejected=len(rejects)), rejects

    def accept(self, app: App, events: Sequence[AnyEvent]) -> IngestReport:
        """Take in a batch of events; when this returns, they survive `kill -9`."""
        return self._done(app, lambda listening: listening.accept(events))

    def read_files(
        self, app: App, paths: Sequence[Path], *, format_name: str | None, progress: Progress
    ) -> IngestReport:
        """Take in files, a block at a time between what others send; slower than that where what follows is behind."""
        with self._turn:
            listening = self._opened(app)

        def kept(_: Batch) -> None:
            if self._called is not None:
                self._called()
            while self._behind() > MOST_BEHIND // 2:
                progress(paths[0], 0, 0)
                time.sleep(PAUSE_S)

        return listening.read_files(paths, format_name=format_name, progress=progress, kept=kept, turn=self._turn)

    def close(self) -> None:
        """Let others open it."""
        with self._turn:
            if self._listening is not None:
                self._listening.__exit__()
            self._listening = None

    def _done(self, app: App, do: Callable[[Listening], IngestReport]) -> IngestReport:
        if self._behind() > MOST_BEHIND:
            raise TooOften("What follows events is behind; send this again in a moment.", retry_after_s=5.0)
        if not self._in_line.acquire(blocking=False):
            raise TooOften(
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

    def _opened(self, app: App) -> Listening:
        if self._listening is None:
            self._listening = Listening(app, follows=self._called is None)
        return self._listening


def lake_of(app: App) -> Lake:
    """Give an installation's history as it is now; it does not change while this is held.

    Refused (Temporary) while it is computed again from the beginning: nobody is judged on half of it.
    """
    with app.reading() as connection:
        state, present = parts.state(connection), parts.present(connection)
    if not state.whole:
        raise Temporary(
            "History is being computed again from the journal; ask again when it is done (cautery doctor says how far it "
            "is). Where nothing is served, do it now with: cautery rebuild history"
        )
    return Lake(app.config.lake, present, state=state, hold=Hold(app.config.lake, state.version))
