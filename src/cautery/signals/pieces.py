"""Finds which known texts share pieces with a text, however long either is: by letters in a row, a quarter of them kept.

Sampled fingerprints (Manber 1994): a piece is kept by its hash, so that both sides keep the same ones.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from zlib import crc32

LETTERS, LETTERS_UNSPACED = 8, 3
KEPT_ONE_IN = 4
FEWEST = 2
MOST_ANSWERS = 20
COMMON = 200
"""A piece of more known texts than this says nothing about which one."""


class Pieces:
    """Known texts by their pieces."""

    def __init__(self, known: Sequence[str]) -> None:
        """Take plain texts."""
        self._texts: dict[int, list[int]] = {}
        for position, text in enumerate(known):
            for piece in _kept(text):
                self._texts.setdefault(piece, []).append(position)

    def near(self, text: str) -> Iterable[int]:
        """Give the positions of the known texts that share most pieces with a text, the most first."""
        if not self._texts:
            return ()
        met: Counter[int] = Counter()
        for piece in _kept(text):
            places = self._texts.get(piece, ())
            if len(places) <= COMMON:
                met.update(places)
        return [position for position, count in met.most_common(MOST_ANSWERS) if count >= FEWEST]


def _kept(text: str) -> set[int]:
    letters = text.replace(" ", "")
    size = LETTERS if letters.isascii() or max(letters, default="") < "\u0e00" else LETTERS_UNSPACED
    raw = letters.encode("utf-32-le", errors="surrogatepass")
    hashes = {crc32(raw[at : at + 4 * size]) for at in range(0, len(raw) - 4 * size + 1, 4)}
    return {one for one in hashes if one % KEPT_ONE_IN == 0} if size == LETTERS else hashes
