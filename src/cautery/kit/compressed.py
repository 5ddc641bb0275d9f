"""Compressed bytes: whole frames for the journal, and streams of files whatever they are packed in.

zstandard saves us a binding to the library that packs a day of events to a tenth in a second; this is its one door.
"""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import zstandard

from cautery.errors import Invalid

BROKEN = (EOFError, gzip.BadGzipFile, zlib.error, zstandard.ZstdError)
"""What reading a damaged stream raises."""
PACKED_BYTES = 4096
"""Packed bytes unpacked at once: few, because each may stand for thousands."""


def pack(data: bytes) -> bytes:
    """Compress one frame, with a checksum inside."""
    return zstandard.ZstdCompressor(level=1, write_checksum=True).compress(data)


def unpack(frame: bytes) -> bytes:
    """Give back what `pack` was given; refuse a damaged frame."""
    try:
        return zstandard.ZstdDecompressor().decompress(frame)
    except (zstandard.ZstdError, MemoryError) as error:  # a damaged header may ask for any size
        raise Invalid(f"A compressed frame is damaged: {str(error) or 'it claims an impossible size'}.") from None


@contextmanager
def opened(path: Path) -> Iterator[io.BufferedIOBase]:
    """Open a file for reading as plain bytes; gzip and zstandard are known by their first bytes, not by their name."""
    with path.open("rb") as raw:
        head = raw.read(4)
        raw.seek(0)
        if head[:2] == b"\x1f\x8b":
            with gzip.GzipFile(fileobj=raw) as plain:
                yield plain
        elif head == b"\x28\xb5\x2f\xfd":
            with io.BufferedReader(_Frames(raw)) as plain:
                yield plain
        else:
            yield raw


class _Frames(io.RawIOBase):
    """Frame after frame, unpacked; a frame that is not whole is an error, and zstandard's own reader takes it for the end."""

    def __init__(self, packed: io.BufferedReader) -> None:
        self._packed, self._rest, self._plain = packed, b"", memoryview(b"")
        self._frame = zstandard.ZstdDecompressor().decompressobj()
        self._begun = False

    def readable(self) -> bool:
        return True

    def readinto(self, wanted: Any, /) -> int:
        while not self._plain:
            packed = self._rest or self._packed.read(PACKED_BYTES)
            if not packed and self._begun:
                raise EOFError("Compressed file ended before the end of a frame")
            if not packed:
                return 0
            self._unpack(packed)
        size = min(len(wanted), len(self._plain))
        wanted[:size], self._plain = self._plain[:size], self._plain[size:]
        return size

    def _unpack(self, packed: bytes) -> None:
        self._plain = memoryview(self._frame.decompress(packed))
        self._begun, self._rest = not self._frame.eof, b""
        if self._frame.eof:
            self._rest = self._frame.unused_data
            self._frame = zstandard.ZstdDecompressor().decompressobj()
