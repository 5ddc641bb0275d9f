"""Accepted events, never lost: appended in compressed frames, synced to disk before anything is acknowledged.

A segment is a file of frames; a frame is a header (magic, count, length, checksums) and zstandard-packed lines. The place of a
batch is the byte at which its frame begins, so reading on costs what is read and not what lies before it. Whatever stands
behind the last whole frame of the newest segment was never acknowledged: it is set aside and cut off when the journal is next
written to. Damage anywhere else is an error that names the place.
"""

import contextlib
import fcntl
import os
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from cautery.errors import Conflict, Permanent, Temporary
from cautery.kit.compressed import pack, unpack
from cautery.kit.files import sync_folder
from cautery.store.segments import CheckedSegment, SegmentIndex

MAGIC = b"CJ01"
_HEADER = struct.Struct("<4sIII")  # magic, events, length of the packed lines, their CRC-32
_SEAL = struct.Struct("<I")  # CRC-32 of the header
HEADER_BYTES = _HEADER.size + _SEAL.size
SEGMENT_BYTES = 256 * 1024 * 1024
CHECK_EVERY = 16 * 1024 * 1024
"""Bytes after which the index notes how far a segment is whole: more than this is never scanned to open the journal."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class JournalPlace:
    """A place between frames: all before it has been seen."""

    segment: int
    byte: int


START = JournalPlace(segment=0, byte=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalFrame:
    """One acknowledged batch: lines of canonical events, and the place behind it."""

    lines: bytes
    count: int
    before: JournalPlace
    after: JournalPlace


class Journal:
    """The journal in a folder. Any number of readers; one writer at a time, who holds the lock."""

    def __init__(self, folder: Path, *, segment_bytes: int = SEGMENT_BYTES) -> None:
        self._folder, self._segment_bytes = folder, segment_bytes
        self._index = SegmentIndex(folder)
        self._lock: IO[bytes] | None = None
        self._out: IO[bytes] | None = None
        self._segment, self._whole = 0, CheckedSegment()

    def hold(self) -> None:
        """Be the one writer from now until `close`; refuse (Conflict) when another is."""
        self._writer()

    def append(self, lines: bytes, count: int) -> JournalPlace:
        """Keep a batch of newline-ended lines; when this returns, they survive `kill -9` and power loss.

        Returns the place behind the batch.
        """
        out = self._writer()
        packed = pack(lines)
        header = _HEADER.pack(MAGIC, count, len(packed), zlib.crc32(packed))
        try:
            out.write(header + _SEAL.pack(zlib.crc32(header)) + packed)
            out.flush()
            os.fdatasync(out.fileno())
        except OSError as error:
            self._take_back(out)
            raise Temporary(
                f"The journal in '{self._folder}' cannot be written ({error.strerror}); make room there, then send again."
            ) from error
        before = self._whole
        self._whole = CheckedSegment(bytes=before.bytes + HEADER_BYTES + len(packed), events=before.events + count)
        behind = self._end()
        if self._whole.bytes >= self._segment_bytes:
            self._index.note(self._segment, self._whole)
            out.close()
            self._out = self._create(self._segment + 1)
        elif before.bytes // CHECK_EVERY < self._whole.bytes // CHECK_EVERY:
            self._index.note(self._segment, self._whole)
        return behind

    def roll(self) -> None:
        """Begin a new segment, unless the newest has nothing yet: what stands in finished ones may be rewritten."""
        out = self._writer()
        if self._whole.bytes:
            self._index.note(self._segment, self._whole)
            out.close()
            self._out = self._create(self._segment + 1)

    def read(self, since: JournalPlace = START) -> Iterator[JournalFrame]:
        """Give the batches behind a place, oldest first."""
        for segment in self._segments():
            if segment >= since.segment:
                yield from self._read_segment(segment, since.byte if segment == since.segment else 0)

    def end(self) -> JournalPlace:
        """Say where the last whole batch ends."""
        if self._out is not None:
            return self._end()
        segments = self._segments()
        if not segments:
            return START
        return JournalPlace(segment=segments[-1], byte=self._measure(segments[-1]).bytes)

    def behind(self, since: JournalPlace) -> int:
        """Count the bytes that stand behind a place: what whoever is there has still to read."""
        sizes = {
            segment: self._path(segment).stat().st_size for segment in self._segments() if segment >= since.segment
        }
        return max(0, sum(sizes.values()) - (since.byte if since.segment in sizes else 0))

    def holds(self, place: JournalPlace) -> bool:
        """Tell whether the journal reaches a place; it does not where it was put back from an older backup."""
        if place.byte == 0:
            return True
        path = self._path(place.segment)
        return path.exists() and place.byte <= path.stat().st_size

    def close(self) -> None:
        """Let others write."""
        for handle in (self._out, self._lock):
            if handle is not None:
                handle.close()
        self._out = self._lock = None

    def _end(self) -> JournalPlace:
        return JournalPlace(segment=self._segment, byte=self._whole.bytes)

    def _take_back(self, out: IO[bytes]) -> None:
        """Forget a batch that could not be written whole: the next one must not stand behind half of it."""
        with contextlib.suppress(OSError):
            out.close()
        self._out = None
        os.truncate(self._path(self._segment), self._whole.bytes)
        self.close()

    def _writer(self) -> IO[bytes]:
        if self._out is not None:
            return self._out
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._lock = (self._folder / "lock").open("ab")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._lock.close()
            self._lock = None
            raise Conflict(
                f"Another process is writing to '{self._folder}'; wait for it to end, then try again."
            ) from None
        segments = self._segments()
        self._out = self._open(segments[-1]) if segments else self._create(1)
        return self._out

    def _open(self, segment: int) -> IO[bytes]:
        path = self._path(segment)
        whole = self._measure(segment)
        if path.stat().st_size > whole.bytes:
            self._cut(path, whole.bytes)
        self._segment, self._whole = segment, whole
        return path.open("ab")

    def _cut(self, path: Path, size: int) -> None:
        """Set aside what was being written when the power failed: it was never acknowledged."""
        with path.open("r+b") as torn:
            torn.seek(size)
            number = len(list(self._folder.glob(f"{path.stem}.torn-*")))
            path.with_name(f"{path.stem}.torn-{number}").write_bytes(torn.read())
            torn.truncate(size)
            os.fsync(torn.fileno())

    def _create(self, segment: int) -> IO[bytes]:
        out = self._path(segment).open("xb")
        sync_folder(self._folder)
        self._segment, self._whole = segment, CheckedSegment()
        return out

    def _segments(self) -> list[int]:
        return sorted(int(path.stem) for path in self._folder.glob("*.frames"))

    def _path(self, segment: int) -> Path:
        return self._folder / f"{segment:08d}.frames"

    def _measure(self, segment: int) -> CheckedSegment:
        return _whole(self._path(segment), self._index.known(segment))

    def _read_segment(self, segment: int, byte: int) -> Iterator[JournalFrame]:
        """Read a segment from a byte on; where a frame is not whole, it is looked at once more: it may just be written."""
        path = self._path(segment)
        with path.open("rb") as file:
            while True:
                frame = _frame_at(file, segment, byte)
                if frame is None:
                    finished = segment != self._segments()[-1]
                    file.seek(byte)
                    rest = file.read()
                    if not rest:
                        return
                    frame = _frame_at(file, segment, byte)
                    if frame is None:
                        if finished:
                            raise _damaged(path, byte)
                        _refuse_if_more_follows(path, rest, byte)
                        return
                yield frame
                byte = frame.after.byte


def _frame_at(file: IO[bytes], segment: int, byte: int) -> JournalFrame | None:
    """Read the frame that begins at a byte; None where no whole one does."""
    file.seek(byte)
    head = _head(file)
    if head is None:
        return None
    count, length, checksum = head
    packed = file.read(length)
    if len(packed) < length or zlib.crc32(packed) != checksum:
        return None
    before, after = (JournalPlace(segment=segment, byte=at) for at in (byte, byte + HEADER_BYTES + length))
    return JournalFrame(lines=unpack(packed), count=count, before=before, after=after)


def _head(file: IO[bytes]) -> tuple[int, int, int] | None:
    """Read a header: events, length, checksum; None at the end, or where no whole header stands."""
    raw = file.read(HEADER_BYTES)
    if len(raw) < HEADER_BYTES:
        return None
    magic, count, length, checksum = _HEADER.unpack(raw[: _HEADER.size])
    if magic != MAGIC or _SEAL.unpack(raw[_HEADER.size :])[0] != zlib.crc32(raw[: _HEADER.size]):
        return None
    return count, length, checksum


def _whole(path: Path, known: CheckedSegment) -> CheckedSegment:
    """Measure a segment's whole frames from where it is known to be whole; refuse one with whole frames behind damage."""
    size, events = known.bytes, known.events
    with path.open("rb") as file:
        end = file.seek(0, os.SEEK_END)
        if end < size:
            size = events = 0  # the file is shorter than was noted: nothing that was noted of it counts
        file.seek(size)
        while (head := _head(file)) and size + HEADER_BYTES + head[1] <= end:
            packed_at = file.tell()
            if packed_at + head[1] == end and zlib.crc32(file.read(head[1])) != head[2]:
                break  # the newest frame: its bytes may not all have reached the disk
            size, events = packed_at + head[1], events + head[0]
            file.seek(size)
        file.seek(size)
        _refuse_if_more_follows(path, file.read(), size)
    return CheckedSegment(bytes=size, events=events)


def _refuse_if_more_follows(path: Path, rest: bytes, byte: int) -> None:
    """A torn write leaves no whole header behind it; where one stands behind a bad one, acknowledged data is damaged."""
    at = rest.find(MAGIC, 1)
    while at >= 0:
        raw = rest[at : at + HEADER_BYTES]
        if len(raw) == HEADER_BYTES and _SEAL.unpack(raw[_HEADER.size :])[0] == zlib.crc32(raw[: _HEADER.size]):
            raise _damaged(path, byte)
        at = rest.find(MAGIC, at + 1)


def _damaged(path: Path, byte: int) -> Permanent:
    return Permanent(
        f"The journal is damaged: the batch at byte {byte} of '{path}' does not match its checksum. "
        "Restore this file from a backup; nothing was changed."
    )
