"""Compressed bytes: whole frames for the journal, and streams of files whatever they are packed in.

`backports.zstd` is what Python has as `compression.zstd` from 3.14 on: it packs a day of events to a tenth in a second.
"""

import bz2
import gzip
import io
import lzma
import sys
import zlib
from typing import Any

from cautery.errors import Invalid

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

BROKEN = (EOFError, OSError, zlib.error, lzma.LZMAError, zstd.ZstdError)
"""What reading a damaged stream raises; bz2 and gzip say OSError."""
PACKED_BYTES = 4096
"""Packed bytes unpacked at once: few, because each may stand for thousands."""
MOST_WINDOW = 31
"""As a power of two: bytes of its past that a zstandard stream may point back to (`--long=31`). It is the most that the format
has, and as much memory while such a file is read. Without it, what was packed with `--long=28` could not be read at all."""
_GZIP, _BZIP2, _XZ = b"\x1f\x8b", b"BZh", b"\xfd7zXZ\x00"
_SKIPPABLE_HEAD = 8
_LEVEL, _CHECKSUM = zstd.CompressionParameter.compression_level, zstd.CompressionParameter.checksum_flag
_PACKING: dict[int, int] = {_LEVEL: 1, _CHECKSUM: 1}
_ZSTD, _SKIPPABLE = b"\x28\xb5\x2f\xfd", tuple(bytes((0x50 + n, 0x2A, 0x4D, 0x18)) for n in range(16))


def pack(data: bytes) -> bytes:
    """Compress one frame, with a checksum inside."""
    return zstd.compress(data, options=_PACKING)


def pack_into(data: bytes, size: int, note: bytes) -> bytes | None:
    """Compress to exactly some bytes: what is left is filled with a part that readers skip, and that holds a note.

    None where it cannot be made to fit: there must be room for the head of that part, or none at all.
    """
    for level, checksum in ((1, 1), (3, 1), (9, 1), (19, 1), (19, 0)):
        packed = zstd.compress(data, options=_PACKING | {_LEVEL: level, _CHECKSUM: checksum})
        left = size - len(packed) - _SKIPPABLE_HEAD
        if left == -_SKIPPABLE_HEAD:
            return packed
        if left >= 0:
            filled = note[:left] + bytes(left - len(note[:left]))
            return packed + _SKIPPABLE[0] + left.to_bytes(4, "little") + filled
    return None


def unpack(frame: bytes) -> bytes:
    """Give back what `pack` was given; refuse a damaged frame."""
    try:
        return zstd.decompress(frame)
    except (zstd.ZstdError, MemoryError) as error:  # a damaged header may ask for any size
        raise Invalid(f"A compressed frame is damaged: {str(error) or 'it claims an impossible size'}.") from None


def plain(raw: io.BufferedReader) -> io.BufferedIOBase:
    """Give a stream's bytes unpacked: gzip, bzip2, xz and zstandard are known by their first bytes, not by a name.

    What comes behind the last whole part of a stream is an error when it is read, and what came before it is given first.
    """
    head = raw.read(6)
    raw.seek(-len(head), io.SEEK_CUR)
    if head.startswith(_GZIP):
        return gzip.GzipFile(fileobj=raw)
    if head.startswith(_BZIP2):
        return bz2.BZ2File(raw)
    if head == _XZ:
        return lzma.LZMAFile(raw)
    if head.startswith((_ZSTD, *_SKIPPABLE)):
        return io.BufferedReader(_Frames(raw))
    return raw


def _frame() -> zstd.ZstdDecompressor:
    return zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: MOST_WINDOW})


class _Frames(io.RawIOBase):
    """Frame after frame, unpacked; a frame that is not whole is an error, and other readers take it for the end."""

    def __init__(self, packed: io.BufferedReader) -> None:
        self._packed, self._rest, self._plain = packed, b"", memoryview(b"")
        self._frame = _frame()
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
            if not self._begun:
                packed = self._behind_skippable(packed)
            if packed:
                self._unpack(packed)
        size = min(len(wanted), len(self._plain))
        wanted[:size], self._plain = self._plain[:size], self._plain[size:]
        return size

    def _behind_skippable(self, packed: bytes) -> bytes:
        """Pass over a frame that holds nothing but what some program wrote for itself."""
        while len(packed) < _SKIPPABLE_HEAD and (more := self._packed.read(_SKIPPABLE_HEAD - len(packed))):
            packed += more
        self._rest = b""
        if not packed.startswith(_SKIPPABLE) or len(packed) < _SKIPPABLE_HEAD:
            return packed
        length = int.from_bytes(packed[4:_SKIPPABLE_HEAD], "little")
        behind = packed[_SKIPPABLE_HEAD:]
        missing = length - len(behind)
        while missing > 0 and (piece := self._packed.read(min(missing, 2**20))):
            missing -= len(piece)
        if missing > 0:
            raise EOFError("Compressed file ended before the end of a frame")
        self._rest = behind[length:]
        return b""

    def _unpack(self, packed: bytes) -> None:
        self._plain = memoryview(self._frame.decompress(packed))
        self._begun, self._rest = not self._frame.eof, b""
        if self._frame.eof:
            self._rest = self._frame.unused_data
            self._frame = _frame()
