"""JSON that is not written one item a line: an array, the same behind `name =` as in archives, or items spread over lines.

Items are found by their brackets alone, so that one that is broken inside costs none of the others.
"""

import re
from collections.abc import Iterator

_TOKEN = re.compile(rb'"|\\.|[\[\]{},]', re.DOTALL)
_ARRAY = re.compile(rb"\s*(?:(?:var |let |const )?[\w.$\"' \[\]]{1,100}?=\s*)?(?=\[)")
_SPREAD = re.compile(rb"\s*\{[ \t\r]*\n")
_OPENS, _CLOSES = b"[{", b"]}"


def splitter_for(head: bytes) -> "Values | None":
    """Give what takes such a text apart, by its beginning; None where it is one item a line."""
    mark = len(head) - len(head.removeprefix(b"\xef\xbb\xbf"))
    if found := _ARRAY.match(head, mark):
        return Values(before=found.end(), level=1)
    return Values(before=mark, level=0) if _SPREAD.match(head, mark) else None


class Values:
    """Takes a text apart as it comes."""

    def __init__(self, *, before: int, level: int) -> None:
        """Begin.

        Args:
            before: bytes ahead of the first bracket that belong to no item.
            level: how many brackets are open around an item.
        """
        self._before, self._level = before, level
        self._depth, self._quoted = 0, False
        self._text, self._looked = b"", 0

    def fed(self, piece: bytes) -> Iterator[bytes]:
        """Take in a piece; give the items that end in it."""
        text = self._text + piece[self._before :]
        self._before = max(0, self._before - len(piece))
        open_escape = (len(text) - len(text.rstrip(b"\\"))) % 2
        begin, end = 0, len(text) - open_escape
        for token in _TOKEN.finditer(text, self._looked, end):
            letter = token[0]
            if letter == b'"':
                self._quoted = not self._quoted
            elif self._quoted or letter.startswith(b"\\"):
                continue
            elif letter in _OPENS:
                self._depth += 1
                begin = token.end() if self._depth <= self._level else begin
            elif (ends := self._ends(token)) is not None:
                if item := text[begin:ends].strip():
                    yield item
                begin = token.end()
        self._text, self._looked = text[begin:], end - begin

    def rest(self) -> bytes:
        """Give what no item has taken in yet."""
        return self._text

    def forget(self) -> None:
        """Let go of an item that is too long to keep; the next one is found by its brackets."""
        self._text, self._looked = b"", 0

    def _ends(self, token: re.Match[bytes]) -> int | None:
        """Say where an item ends that ends with this bracket or comma; None: none does."""
        if token[0] == b",":
            return token.start() if self._depth <= self._level else None
        self._depth = max(0, self._depth - 1)
        if self._depth > self._level:
            return None
        return token.end() if self._depth == self._level else token.start()
