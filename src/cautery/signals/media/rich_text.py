"""The text of RTF files: what stands between the control words (Microsoft, Rich Text Format 1.9.1)."""

import re

from cautery.signals.media.papers import MOST_LETTERS

_TOKEN = re.compile(
    rb"\\u(-?\d{1,6}) ?(?:\\'[0-9a-fA-F]{2}|\?)?|\\'([0-9a-fA-F]{2})|\\([a-z]+)(-?\d+)? ?|\\([^a-z])|([{}])|[\r\n]+"
    rb"|([^\\{}\r\n]+)",
    re.IGNORECASE,
)
_UNSEEN = frozenset(
    {b"fonttbl", b"colortbl", b"stylesheet", b"info", b"pict", b"themedata", b"datastore", b"fldinst", b"object"}
)
_BREAKS = frozenset({b"par", b"line", b"tab", b"cell", b"row", b"sect", b"page"})
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{1,5})")


def text_of_rtf(data: bytes) -> str:
    """Give the text of an RTF file, without fonts, styles and pictures."""
    told = _CODE_PAGE.search(data[:2000])
    page = f"cp{int(told[1])}" if told and told[1] in _KNOWN else "cp1252"
    out: list[bytes | str] = []
    hidden, depth = 0, 0
    for token in _TOKEN.finditer(data):
        wide, byte, word, _, sign, brace, plain = token.groups()
        depth += {b"{": 1, b"}": -1}.get(brace, 0)
        hidden = 0 if depth < hidden else hidden
        if not hidden and (word in _UNSEEN or sign == b"*"):
            hidden = depth
        if not hidden:
            out.append(_letters(wide, byte, word, plain))
    return "".join(one if isinstance(one, str) else one.decode(page, errors="replace") for one in out)[:MOST_LETTERS]


def _letters(wide: bytes | None, byte: bytes | None, word: bytes | None, plain: bytes | None) -> bytes | str:
    if wide is not None:
        number = int(wide) % 65536
        return "" if 0xD800 <= number < 0xE000 else chr(number)
    if byte is not None:
        return bytes([int(byte, 16)])
    if word is not None:
        return "\n" if word in _BREAKS else ""
    return plain or b""


_KNOWN = frozenset(
    {
        b"1250",
        b"1251",
        b"1252",
        b"1253",
        b"1254",
        b"1255",
        b"1256",
        b"1257",
        b"1258",
        b"874",
        b"932",
        b"936",
        b"949",
        b"950",
    }
)
