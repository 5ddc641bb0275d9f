"""Accepted events, never lost: appended in compressed frames, synced to disk before anything is acknowledged.

A segment is a file of frames; a frame is a header (magic, count, length, checksums) and zstandard-packed lines. Whatever stands
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

MAGIC = b"CJ01"
_HEADER = struct.Struct("<4sIII")  # magic, events, length of the packed lines, their CRC-32
_SEAL = struct.Struct("<I")  # CRC-32 of the header
HEADER_BYTES = _HEADER.size + _SEAL.size
SEGMENT_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Mark:
    """A place between frames: all before it has been seen."""

    segment: int
    frame: int


START = Mark(segment=0, frame=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One acknowledged batch: lines of canonical events, and the place behind it."""

    lines: bytes
    count: int
    before: Mark
    after: Mark


class Journal:
    """The journal in a folder. Any number of readers; one writer at a time, who holds the lock."""

    def __init__(self, folder: Path, *, segment_bytes: int = SEGMENT_BYTES) -> None:
        self._folder, self._segment_bytes = folder, segment_bytes
        self._lock: IO[bytes] | None = None
        self._out: IO[bytes] | None = None
        self._end = START

    def hold(self) -> None:
        """Be the one writer from now until `close`; refuse (Conflict) when another is."""
        self._writer()

    def append(self, lines: bytes, count: int) -> Mark:
        """Keep a batch of newline-ended lines; when this returns, they survive `kill -9` and power loss.

        Returns the place behind the batch.
        """
        out = self._writer()
        packed = pack(lines)
        header = _HEADER.pack(MAGIC, count, len(packed), zlib.crc32(packed))
        before = out.tell()
        try:
            out.write(header + _SEAL.pack(zlib.crc32(header)) + packed)
            out.flush()
            os.fdatasync(out.fileno())
        except OSError as error:
            self._take_back(out, before)
            raise Temporary(
                f"The journal in '{self._folder}' cannot be written ({error.strerror}); make room there, then send again."
            ) from error
        self._end = Mark(segment=self._end.segment, frame=self._end.frame + 1)
        if out.tell() >= self._segment_bytes:
            out.close()
            behind, self._out = self._end, self._create(self._end.segment + 1)
            return behind
        return self._end

    def read(self, since: Mark = START) -> Iterator[Frame]:
        """Give the batches behind a place, oldest first."""
        for segment in self._segments():
            if segment >= since.segment:
                yield from self._read_segment(segment, since)

    def end(self) -> Mark:
        """Say where the last whole batch ends."""
        if self._out is not None:
            return self._end
        segments = self._segments()
        return Mark(segment=segments[-1], frame=_whole(self._path(segments[-1]))[0]) if segments else START

    def close(self) -> None:
        """Let others write."""
        for handle in (self._out, self._lock):
            if handle is not None:
                handle.close()
        self._out = self._lock = None

    def _take_back(self, out: IO[bytes], size: int) -> None:
        """Forget a batch that could not be written whole: the next one must not stand behind half of it."""
        with contextlib.suppress(OSError):
            out.close()
        self._out = None
        os.truncate(self._path(self._end.segment), size)
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
        frames, size = _whole(path)
        if path.stat().st_size > size:
            self._cut(path, size)
        self._end = Mark(segment=segment, frame=frames)
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
        self._end = Mark(segment=segment, frame=0)
        return out

    def _segments(self) -> list[int]:
        return sorted(int(path.stem) for path in self._folder.glob("*.frames"))

    def _path(self, segment: int) -> Path:
        return self._folder / f"{segment:08d}.frames"

    def _read_segment(self, segment: int, since: Mark) -> Iterator[Frame]:
        path = self._path(segment)
        newest = segment == self._segments()[-1]
        frame = 0
        with path.open("rb") as file:
            while head := _head(file):
                after = Mark(segment=segment, frame=frame + 1)
                count, length, checksum = head
                if segment == since.segment and frame < since.frame:
                    file.seek(length, os.SEEK_CUR)
                else:
                    packed = file.read(length)
                    if len(packed) < length or zlib.crc32(packed) != checksum:
                        break
                    yield Frame(
                        lines=unpack(packed), count=count, before=Mark(segment=segment, frame=frame), after=after
                    )
                frame += 1
        if frame < _whole(path)[0] or (not newest and _whole(path)[1] < path.stat().st_size):
            raise _damaged(path, frame)


def _head(file: IO[bytes]) -> tuple[int, int, int] | None:
    """Read a header: events, length, checksum; None at the end, or where no whole header stands."""
    raw = file.read(HEADER_BYTES)
    if len(raw) < HEADER_BYTES:
        return None
    magic, count, length, checksum = _HEADER.unpack(raw[: _HEADER.size])
    if magic != MAGIC or _SEAL.unpack(raw[_HEADER.size :])[0] != zlib.crc32(raw[: _HEADER.size]):
        return None
    return count, length, checksum


def _whole(path: Path) -> tuple[int, int]:
    """Count a segment's whole frames, and their bytes; refuse one with whole frames behind damage."""
    frames = size = 0
    with path.open("rb") as file:
        end = file.seek(0, os.SEEK_END)
        file.seek(0)
        while (head := _head(file)) and size + HEADER_BYTES + head[1] <= end:
            packed_at = file.tell()
            if packed_at + head[1] == end and zlib.crc32(file.read(head[1])) != head[2]:
                break  # the newest frame: its bytes may not all have reached the disk
            frames, size = frames + 1, packed_at + head[1]
            file.seek(size)
        file.seek(size)
        _refuse_if_more_follows(path, file.read(), frames)
    return frames, size


def _refuse_if_more_follows(path: Path, rest: bytes, frames: int) -> None:
    """A torn write leaves no whole header behind it; where one stands behind a bad one, acknowledged data is damaged."""
    at = rest.find(MAGIC, 1)
    while at >= 0:
        raw = rest[at : at + HEADER_BYTES]
        if len(raw) == HEADER_BYTES and _SEAL.unpack(raw[_HEADER.size :])[0] == zlib.crc32(raw[: _HEADER.size]):
            raise _damaged(path, frames)
        at = rest.find(MAGIC, at + 1)


def _damaged(path: Path, frame: int) -> Permanent:
    return Permanent(
        f"The journal is damaged: batch {frame} of '{path}' does not match its checksum. "
        "Restore this file from a backup; nothing was changed."
    )
