"""Texts as UTF-8, whichever of Unicode's encodings they came in."""

import codecs
import io
from typing import Any

from cautery.kit.compressed import BROKEN

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ASKED = 16
_BEGINS = b'{["\xef \t\r\n'


def as_utf8(stream: io.BufferedIOBase) -> io.BufferedIOBase:
    """Give a stream as UTF-8; UTF-16 and UTF-32 are known by their mark, or by the zeros between the first letters."""
    head = _head(stream)
    for mark, name in _MARKS:
        if head.startswith(mark):
            stream.read(len(mark))
            return io.BufferedReader(_Recoded(stream, name))
    for zeros, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        letters = head[1 - zeros :: 2]
        if len(head) == _ASKED and not any(head[zeros::2]) and all(letters) and letters[0] in _BEGINS:
            return io.BufferedReader(_Recoded(stream, name))
    return stream


def _head(stream: io.BufferedIOBase) -> bytes:
    try:
        return bytes(stream.peek(_ASKED)[:_ASKED]) if hasattr(stream, "peek") else b""
    except BROKEN:
        return b""  # whoever reads it is told


class _Recoded(io.RawIOBase):
    """A stream in another encoding; what is none of its letters becomes a mark that says so."""

    def __init__(self, stream: io.BufferedIOBase, encoding: str) -> None:
        self._stream, self._rest = stream, b""
        self._decoder = codecs.getincrementaldecoder(encoding)(errors="replace")

    def readable(self) -> bool:
        return True

    def readinto(self, wanted: Any, /) -> int:
        while not self._rest:
            piece = self._stream.read1(65536)
            self._rest = self._decoder.decode(piece, final=not piece).encode()
            if not piece and not self._rest:
                return 0
        size = min(len(wanted), len(self._rest))
        wanted[:size], self._rest = self._rest[:size], self._rest[size:]
        return size
