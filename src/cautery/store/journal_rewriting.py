"""Rewrites batches of the journal in their places, for erasure and retention: what is left keeps its place, byte for byte.

A batch becomes one of the same length, with fewer events and a note in the part that readers skip: its tombstone. So every
place in the journal that anybody remembers holds. What is left empty takes
no room on the disk. A segment is replaced whole; a reader that is under way ends in the old one.
"""

import random
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from cautery.errors import Permanent
from cautery.kit.compressed import pack_into
from cautery.kit.files import replace_file
from cautery.store.journal import HEADER_BYTES, MAGIC, Journal, JournalFrame, JournalPlace
from cautery.store.segments import CheckedSegment, SegmentIndex

_HEADER = struct.Struct("<4sIII")
_SEAL = struct.Struct("<I")
Rewrite = Callable[[JournalFrame], Sequence[bytes]]
"""Gives the lines that are to be left of a batch, and shorter ones where these do not fit; none: it stays as it is."""
_BLANKS = bytes(random.Random(1).choices(b" \t", k=48))  # noqa: S311  no secret: blanks that pack badly
"""What fills a gap that is too small for a note: JSON may end in blanks."""


def rewrite_journal(folder: Path, rewrite: Rewrite, *, note: str) -> int:
    """Rewrite batches of all segments; gives how many events went. Only who holds the journal may ask for it.

    Args:
        note: stands in each batch that was rewritten; names nobody.
    """
    gone = 0
    for path in sorted(folder.glob("*.frames")):
        changed = {frame.before.byte: new for frame, new in _changed(folder, path, rewrite)}
        if changed:
            gone += _replace(folder, path, changed, note.encode())
    return gone


def _frames(folder: Path, path: Path) -> Iterator[JournalFrame]:
    """Read one segment."""
    segment = int(path.stem)
    for frame in Journal(folder).read(JournalPlace(segment=segment, byte=0)):
        if frame.before.segment != segment:
            return
        yield frame


def _changed(folder: Path, path: Path, rewrite: Rewrite) -> Iterator[tuple[JournalFrame, Sequence[bytes]]]:
    for frame in _frames(folder, path):
        left = rewrite(frame)
        if left and left[0] != frame.lines:
            yield frame, left


def _replace(folder: Path, path: Path, changed: Mapping[int, Sequence[bytes]], note: bytes) -> int:
    data, gone = bytearray(path.read_bytes()), 0
    for at, choice in changed.items():
        _, before, length, _ = _HEADER.unpack_from(data, at)
        lines, packed = _fitted(path, at, choice, length, note)
        count = lines.count(b"\n")
        header = _HEADER.pack(MAGIC, count, length, zlib.crc32(packed))
        data[at : at + HEADER_BYTES + length] = header + _SEAL.pack(zlib.crc32(header)) + packed
        gone += before - count
    replace_file(path, bytes(data), holes=True)
    index = SegmentIndex(folder)
    known = index.known(int(path.stem))
    if known.bytes:
        index.note(int(path.stem), CheckedSegment(bytes=known.bytes, events=max(0, known.events - gone)))
    return gone


def _fitted(path: Path, at: int, choice: Sequence[bytes], size: int, note: bytes) -> tuple[bytes, bytes]:
    """Give the first lines that can be packed into the room that there is, and how."""
    for lines in choice:
        for blanks in range(len(_BLANKS) if lines else 1):
            filled = lines[:-1] + _BLANKS[:blanks] + lines[-1:]
            packed = pack_into(filled, size, note)
            if packed is not None:
                return lines, packed
    raise Permanent(f"A batch at byte {at} of '{path}' cannot be made shorter; nothing of this file was changed.")
