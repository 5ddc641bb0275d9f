"""Events come in: each once, in the order they came, kept on disk before they are acknowledged."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import msgspec

from cautery.engine.seen import SeenDigests, digest_of
from cautery.errors import Invalid
from cautery.events import formats
from cautery.events.files import FilePart, files_in, parts_of
from cautery.events.format import Accepted, EventFormat, FileLine, Reject, read_back
from cautery.events.history import remember
from cautery.events.lines import blocks_of, too_long
from cautery.events.masking import masked_events
from cautery.events.parquet import rows_of
from cautery.events.rejects import Rejects
from cautery.events.stage import EventBatch
from cautery.kit.clock import Clock, WallClock
from cautery.kit.keyring import Keyring
from cautery.kit.shelf import names_on, take
from cautery.model.event import AnyEvent
from cautery.store.journal import Journal

Progress = Callable[[Path, int, int], None]
"""Is told the file, bytes read since last told, and events read since last told."""
Told = Callable[[str, str, Sequence[Reject]], None]
MOST_REJECTS, MOST_REJECTED_BYTES, MOST_SHARE = 100_000, 64 * 2**20, 0.9
"""A file stops when so many lines (or bytes of them), and so much of what was read, are no events: it holds something else."""
AT_ONCE = 10_000
"""Lines that are read together: about as many events as a block of a file holds."""
AHEAD = timedelta(days=1)
"""So far may a file's times be ahead of this machine: clocks differ, and days begin elsewhere first."""
_ENCODER = msgspec.json.Encoder(order="sorted")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of one file, or of one file of an archive."""

    file: str
    read: int = 0
    accepted: int = 0
    duplicate: int = 0
    rejected: int = 0
    problem: str = ""
    """Why it was not read, or not to its end; '' where it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestReport:
    """What became of what was sent."""

    read: int = 0
    accepted: int = 0
    duplicate: int = 0
    rejected: int = 0
    rejects: tuple[str, ...] = ()
    """Files that hold the rejects with their reasons."""
    files: tuple[FileReport, ...] = ()
    unknown_fields: Mapping[str, int] = field(default_factory=dict)
    """Fields that the contract does not know: dropped, and counted here by name."""


@dataclass(slots=True, kw_only=True)
class _Count:
    read: int = 0
    accepted: int = 0
    duplicate: int = 0
    rejected: int = 0
    rejects: list[str] = field(default_factory=list)
    files: list[FileReport] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)

    def report(self) -> IngestReport:
        return IngestReport(
            read=self.read,
            accepted=self.accepted,
            duplicate=self.duplicate,
            rejected=self.rejected,
            rejects=tuple(self.rejects),
            files=tuple(self.files),
            unknown_fields=dict(self.unknown),
        )

    def add(self, one: FileReport) -> None:
        """Add what became of a file."""
        self.read += one.read
        self.accepted += one.accepted
        self.duplicate += one.duplicate
        self.rejected += one.rejected
        self.files.append(one)


class Intake:
    """The door through which events come in, one writer at a time."""

    def __init__(
        self,
        *,
        journal: Journal,
        seen: SeenDigests,
        keyring: Keyring | None = None,
        clock: Clock | None = None,
    ) -> None:
        """Open the door.

        Args:
            keyring: hashes what identifies people before it is kept; None keeps it as it comes.
            clock: what no event can be later than; the machine's unless told.
        """
        self._journal, self._seen, self._keyring = journal, seen, keyring
        self._clock = clock or WallClock()
        journal.hold()  # one process at a time knows what was seen, and writes
        remember(journal, seen, since=seen.reached())

    def close(self) -> None:
        """Put on disk which events were seen, so that the next start need not read the journal for it."""
        self._put_seen_on_disk()

    def accept(self, events: Sequence[AnyEvent]) -> IngestReport:
        """Take in a batch of events; when this returns, they are on disk.

        One event that is not as the contract has it refuses the batch (Invalid), before any of it is kept. What claims to
        happen later than now is kept as happening now: it came in.
        """
        return self.keep([read_back(event) for event in events])

    def keep(self, events: Sequence[AnyEvent]) -> IngestReport:
        """Take in events that were read as the contract has them, as `accept` does."""
        now = self._clock.now()
        batch = self._keep([_not_later(event, now) for event in events])
        new = len(batch.events) if batch else 0
        return IngestReport(read=len(events), accepted=new, duplicate=len(events) - new)

    def read_files(
        self,
        paths: Sequence[Path],
        *,
        format_name: str | None,
        rejects: Path,
        progress: Progress,
        zone: tzinfo | None = None,
        told: Told = lambda *_: None,
        kept: Callable[[EventBatch], None] = lambda _: None,
        turn: AbstractContextManager[object] | None = None,
    ) -> IngestReport:
        """Take in whole files, of one format or each of the one that it is recognised as; a bad file stops no other.

        Args:
            zone: where times are meant that say no offset; None: they are rejected.
            told: is told the rejects of each file as they come, with the name of its format.
            kept: is told each batch as soon as it is on disk.
            turn: is held while a batch is written, where others write too.
        """
        if format_name:
            format_of(format_name)
        count = _Count()
        how = _Reading(format_name, zone, rejects, progress, told, kept, turn or nullcontext())
        for path in files_in(list(paths)):
            for part in parts_of(path):
                if isinstance(part, Invalid):
                    count.add(FileReport(file=str(path), problem=str(part)))
                else:
                    self._read_part(path, part, how, count)
        return count.report()

    def _read_part(self, path: Path, part: FilePart, how: "_Reading", count: _Count) -> None:
        kept = Rejects(how.rejects, part.name)
        read = accepted = duplicate = rejected_bytes = 0
        problem = ""
        try:
            for good, bad in _blocks(path, part, how, self._clock.now() + AHEAD):
                kept.add(bad)
                count.unknown.update(good.unknown)
                with how.turn:
                    batch = self._keep(good.events)
                if batch is not None:
                    how.kept(batch)
                new = len(batch.events) if batch else 0
                read += len(good.events) + len(bad)
                accepted += new
                duplicate += len(good.events) - new
                how.progress(path, 0, len(good.events))
                rejected_bytes += sum(len(one.raw) for one in bad)
                too_many = kept.count > MOST_REJECTS or rejected_bytes > MOST_REJECTED_BYTES
                if too_many and kept.count > MOST_SHARE * read:
                    raise Invalid(_mostly_none(part.name, kept.count, read))
        except Invalid as error:
            problem = str(error)
        count.rejects += [str(kept.path)] if kept.count else []
        count.add(
            FileReport(
                file=part.name,
                read=read,
                accepted=accepted,
                duplicate=duplicate,
                rejected=kept.count,
                problem=problem,
            )
        )

    def _put_seen_on_disk(self) -> None:
        self._seen.keep(self._journal.end())

    def _keep(self, events: Sequence[AnyEvent]) -> EventBatch | None:
        """Write what is new to the journal; returns it."""
        digests = [digest_of(event.platform, event.id) for event in events]
        fresh = [position for position, is_new in enumerate(self._seen.are_new(digests)) if is_new]
        if not fresh:
            return None
        new = [events[position] for position in fresh]
        if self._keyring is not None:
            new = masked_events(new, self._keyring)
        before = self._journal.end()
        behind = self._journal.append(_ENCODER.encode_lines(new), len(new))
        self._seen.add(digests[position] for position in fresh)
        if self._seen.is_full():
            self._put_seen_on_disk()
        return EventBatch(events=new, since=before, until=behind)


@dataclass(frozen=True, slots=True)
class _Reading:
    """How files are read, and who is told."""

    format_name: str | None
    zone: tzinfo | None
    rejects: Path
    progress: Progress
    told: Told
    kept: Callable[[EventBatch], None]
    turn: AbstractContextManager[object]
    remembered: dict[str, str] = field(default_factory=dict)


def _mostly_none(name: str, rejected: int, read: int) -> str:
    return (
        f"'{name}' stops here: {rejected:,} of its first {read:,} lines are no events; their reasons are kept. Mend it and "
        f"ingest it again: what was taken in is known."
    )


def _not_later(event: AnyEvent, now: datetime) -> AnyEvent:
    if event.taken_at <= now:
        return event
    clamped: AnyEvent = msgspec.structs.replace(event, at=min(event.at, now), received=now)
    return clamped


def _blocks(path: Path, part: FilePart, how: _Reading, latest: datetime) -> Iterator[tuple[Accepted, list[Reject]]]:
    chosen = _chosen(part, how)
    for lines, rejects in _lines_of(path, part, how):
        if lines and chosen is None:
            chosen = recognise(lines, part.name, zone=how.zone)
            chosen.remembered = how.remembered
        if chosen is None:
            how.told(part.name, "canonical", rejects)
            yield Accepted(events=[]), rejects
            continue
        short = [line for line in lines if len(line.raw) <= chosen.longest_line]
        long = [
            too_long(line.number, line.raw, chosen.longest_line)
            for line in lines
            if len(line.raw) > chosen.longest_line
        ]
        accepted, bad = chosen.parse_many(short)
        good, future = _without_future(accepted, latest)
        how.told(part.name, chosen.name, [*bad, *long, *rejects])
        how.told(part.name, "canonical", future)
        yield good, [*bad, *long, *future, *rejects]


def _chosen(part: FilePart, how: _Reading) -> EventFormat | None:
    name = how.format_name or ("canonical" if part.is_parquet else None)
    if name is None:
        return None
    chosen = format_of(name, zone=how.zone)
    chosen.remembered = how.remembered
    return chosen


def _lines_of(path: Path, part: FilePart, how: _Reading) -> Iterator[tuple[list[FileLine], list[Reject]]]:
    """Give a file's lines, and what is none, some at a time: of the shortest lines a block holds millions."""
    if part.is_parquet:
        yield from ((lines, []) for lines in rows_of(path))
        return
    for lines, rejects in blocks_of(part.stream, read=lambda got: how.progress(path, got, 0)):
        yield lines[:AT_ONCE], rejects
        yield from ((lines[begin : begin + AT_ONCE], []) for begin in range(AT_ONCE, len(lines), AT_ONCE))


def _without_future(accepted: Accepted, latest: datetime) -> tuple[Accepted, list[Reject]]:
    """Keep apart what is said to happen later than now: in a file nobody vouches for it, and it would become 'now'."""
    ahead = [event for event in accepted.events if event.taken_at > latest]
    if not ahead:
        return accepted, []
    good = [event for event in accepted.events if event.taken_at <= latest]
    rejects = [_too_early(event) for event in ahead]
    return Accepted(events=good, unknown=accepted.unknown), rejects


def _too_early(event: AnyEvent) -> Reject:
    said = event.taken_at.isoformat().replace("+00:00", "Z")
    reason = f"Event '{event.id[:60]}' is said to happen at {said}, which has not come yet; is a clock wrong?"
    return Reject(line=0, reason=reason, raw=msgspec.json.encode(event))


def format_of(name: str, *, zone: tzinfo | None = None) -> EventFormat:
    """Take a format from the shelf."""
    if name not in names_on(formats):
        raise Invalid(f"There is no format '{name}'; known are: {', '.join(names_on(formats))}.")
    chosen = take(formats, name, EventFormat)(zone)  # type: ignore[type-abstract]
    chosen.name = name
    return chosen


def recognise(lines: Iterable[FileLine], name: str, *, zone: tzinfo | None = None) -> EventFormat:
    """Find the format of a file by its first line that any format knows: a bad line never stops a file."""
    known = names_on(formats)
    candidates = [format_of(one, zone=zone) for one in known]
    for line in lines:
        for candidate in candidates:
            if candidate.recognises(line.raw):
                return candidate
    raise Invalid(f"Nothing here knows how to read '{name}'; say which format it is with --format: {', '.join(known)}.")
