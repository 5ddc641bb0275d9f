"""Compressed bytes: whole frames for the journal, and streams of files whatever they are packed in.

zstandard saves us a binding to the library that packs a day of events to a tenth in a second; this is its one door.
"""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import zstandard

from cautery.errors import Invalid

BROKEN = (EOFError, gzip.BadGzipFile, zlib.error, zstandard.ZstdError)
"""What reading a damaged stream raises."""


def pack(data: bytes) -> bytes:
    """Compress one frame, with a checksum inside."""
    return zstandard.ZstdCompressor(level=1, write_checksum=True).compress(data)


def unpack(frame: bytes) -> bytes:
    """Give back what `pack` was given; refuse a damaged frame."""
    try:
        return zstandard.ZstdDecompressor().decompress(frame)
    except zstandard.ZstdError as error:
        raise Invalid(f"A compressed frame is damaged: {error}.") from None


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open a file for reading as plain bytes; gzip and zstandard are known by their first bytes, not by their name."""
    with path.open("rb") as raw:
        head = raw.read(4)
        raw.seek(0)
        if head[:2] == b"\x1f\x8b":
            with gzip.GzipFile(fileobj=raw) as plain:
                yield plain  # type: ignore[misc]
        elif head == b"\x28\xb5\x2f\xfd":
            with zstandard.ZstdDecompressor().stream_reader(raw, read_across_frames=True) as plain:
                yield plain
        else:
            yield raw
