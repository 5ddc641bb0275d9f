"""Events come in: each once, in the order they came, kept on disk before they are acknowledged."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from cautery.engine.lake import Lake
from cautery.engine.seen import Seen, digest_of
from cautery.errors import Invalid
from cautery.events import formats
from cautery.events.format import Accepted, EventFormat, Line, Reject, read_back
from cautery.events.history import catch_up, remember
from cautery.events.lines import blocks_of, files_in
from cautery.events.masking import mask
from cautery.events.parquet import MAGIC, rows_of
from cautery.events.rejects import Rejects
from cautery.kit.keyring import Keyring
from cautery.kit.shelf import names_on, take
from cautery.model.event import AnyEvent
from cautery.store.journal import Journal, Mark

Progress = Callable[[Path, int, int], None]
"""Is told the file, bytes read since last told, and events read since last told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What became of what was sent."""

    read: int = 0
    accepted: int = 0
    duplicate: int = 0
    rejected: int = 0
    rejects: tuple[str, ...] = ()
    """Files that hold the rejects with their reasons."""


@dataclass(slots=True, kw_only=True)
class _Count:
    read: int = 0
    accepted: int = 0
    duplicate: int = 0
    rejected: int = 0
    rejects: list[str] = field(default_factory=list)

    def report(self) -> IngestReport:
        return IngestReport(
            read=self.read,
            accepted=self.accepted,
            duplicate=self.duplicate,
            rejected=self.rejected,
            rejects=tuple(self.rejects),
        )


class Intake:
    """The door through which events come in, one writer at a time."""

    def __init__(self, *, journal: Journal, seen: Seen, lake: Lake, keyring: Keyring | None = None) -> None:
        """Open the door; what an earlier run left uncomputed is computed first.

        Args:
            keyring: hashes what identifies people before it is kept; None keeps it as it comes.
        """
        self._journal, self._seen, self._lake, self._keyring = journal, seen, lake, keyring
        journal.hold()  # tidying history while another process adds to it would drop what that one has just written
        segment, byte = seen.reached()
        remember(journal, seen, since=Mark(segment=segment, byte=byte))
        catch_up(journal, lake)

    def close(self) -> None:
        """Put on disk which events were seen, so that the next start need not read the journal for it."""
        self._put_seen_on_disk()

    def accept(self, events: Sequence[AnyEvent]) -> IngestReport:
        """Take in a batch of events; when this returns, they are on disk. History follows with `catch_up`.

        One event that is not as the contract has it refuses the batch (Invalid), before any of it is kept.
        """
        checked = [read_back(event) for event in events]
        count = _Count(read=len(events))
        self._keep(Accepted(events=[event for event, _ in checked], lines=[line for _, line in checked]), count)
        return count.report()

    def read_files(
        self, paths: Sequence[Path], *, format_name: str | None, rejects: Path, progress: Progress
    ) -> IngestReport:
        """Take in whole files, of one format or each of the one that it is recognised as."""
        catch_up(self._journal, self._lake)  # what was accepted before must not be stepped over
        count = _Count()
        for path in files_in(list(paths)):
            kept = Rejects(rejects, str(path))
            for accepted, bad in _blocks(path, format_name, progress):
                kept.add(bad)
                count.read += len(accepted.events) + len(bad)
                before = self._journal.end()
                new = self._keep(accepted, count)
                if new:
                    after = self._journal.end()
                    self._lake.add(new, since=(before.segment, before.byte), until=(after.segment, after.byte))
                progress(path, 0, len(accepted.events))
            count.rejected += kept.count
            count.rejects += [str(kept.path)] if kept.count else []
        return count.report()

    def _put_seen_on_disk(self) -> None:
        end = self._journal.end()
        self._seen.keep((end.segment, end.byte))

    def _keep(self, accepted: Accepted, count: _Count) -> list[AnyEvent]:
        """Write what is new to the journal; returns it."""
        digests = [digest_of(event.platform, event.id) for event in accepted.events]
        new = self._seen.are_new(digests)
        chosen = [position for position, is_new in enumerate(new) if is_new]
        count.accepted += len(chosen)
        count.duplicate += len(new) - len(chosen)
        if not chosen:
            return []
        whole = len(chosen) == len(new)
        if not whole:
            accepted = Accepted(
                events=[accepted.events[position] for position in chosen],
                lines=[accepted.lines[position] for position in chosen],
            )
        if self._keyring is not None:
            accepted = mask(accepted, self._keyring)
        self._journal.append(b"\n".join(accepted.lines) + b"\n", len(accepted.lines))
        self._seen.add(digests if whole else [digests[position] for position in chosen])
        if self._seen.is_full():
            self._put_seen_on_disk()
        return accepted.events


def _blocks(path: Path, format_name: str | None, progress: Progress) -> Iterator[tuple[Accepted, list[Reject]]]:
    with path.open("rb") as file:
        is_parquet = file.read(4) == MAGIC
    chosen: EventFormat | None = (
        format_of(format_name) if format_name else format_of("canonical") if is_parquet else None
    )
    if is_parquet:
        blocks: Iterator[tuple[list[Line], list[Reject]]] = ((lines, []) for lines in rows_of(path))
    else:
        blocks = blocks_of(path, read=lambda got: progress(path, got, 0))
    for lines, rejects in blocks:
        if lines and chosen is None:
            chosen = recognise(lines, path)
        accepted, bad = chosen.parse_many(lines) if chosen else (Accepted(events=[], lines=[]), [])
        yield accepted, [*bad, *rejects]


def format_of(name: str) -> EventFormat:
    """Take a format from the shelf."""
    if name not in names_on(formats):
        raise Invalid(f"There is no format '{name}'; known are: {', '.join(names_on(formats))}.")
    return take(formats, name, EventFormat)()  # type: ignore[type-abstract]


def recognise(lines: Sequence[Line], path: Path) -> EventFormat:
    """Find the format of a file by its first line that any format knows: a bad line never stops a file."""
    known = names_on(formats)
    candidates = [format_of(name) for name in known]
    for line in lines:
        for candidate in candidates:
            if candidate.recognises(line.raw):
                return candidate
    raise Invalid(f"Nothing here knows how to read '{path}'; say which format it is with --format: {', '.join(known)}.")
