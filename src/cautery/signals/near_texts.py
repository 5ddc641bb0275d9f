"""What all types of text do that are met again with words exchanged, hashtags added, or letters written another way.

Short texts are handled honestly: below about thirty letters only an equal text counts, below eight nothing does.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from cautery.errors import Invalid
from cautery.model.content import Content
from cautery.signals.fold import fold
from cautery.signals.minhash import resemblance, shingles
from cautery.signals.near_index import FEWEST_LETTERS, FEWEST_SHINGLES, NearIndex
from cautery.signals.signal_type import Index, SignalType

MOST_LETTERS = 50_000
"""What is behind them is not compared; a post never has so many, a magazine has."""

_LINK_OR_NAME = re.compile(r"https?://\S{0,2000}|www\.\S{0,2000}|@\w{1,100}")
_LETTERS_IN_A_ROW = re.compile(r"[^\W\d]+")
_SENT_ON = re.compile(r"^(?:rt )+")


class NearTexts(SignalType):
    """A text without links, names and numbers; distance is 1 - Jaccard resemblance of its five-letter shingles.

    A type says in `extract` which texts of a content it is about.
    """

    same_within: ClassVar[float] = 0.4
    fewest_letters: ClassVar[int] = FEWEST_LETTERS

    def canonical(self, value: str) -> str:
        text = _start(value)
        if len(text) < self.fewest_letters:
            raise Invalid(
                f"'{value[:80]}' is too short to be told from chance; bank a text of at least {self.fewest_letters} letters."
            )
        return text

    def distance(self, one: str, other: str) -> float:
        a, b = _start(one), _start(other)
        if a == b and len(a) >= self.fewest_letters:
            return 0.0
        if min(len(shingles(a)), len(shingles(b))) < FEWEST_SHINGLES:
            return 1.0
        return 1.0 - resemblance(a, b)

    def why(self, value: str, content: Content) -> tuple[str, ...]:
        far = min((self.distance(value, one) for one in self.extract(content)), default=1.0)
        if far == 0.0:
            return ("Without links, names, numbers and signs it is the same text, letter by letter.",)
        return (
            f"{1 - far:.0%} of the pieces of five letters that are in either text are in both; {1 - self.same_within:.0%} is "
            "needed. Links, names, numbers and signs do not count.",
        )

    def index(self, values: Sequence[str]) -> Index:
        return _OneByOne(self, NearIndex([self.canonical(value) for value in values], within=self.same_within))

    def long_enough(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Write texts plainly and keep those of which something can be said, each once."""
        return tuple(dict.fromkeys(text for text in map(_start, texts) if len(text) >= self.fewest_letters))


def plain(text: str) -> str:
    """Fold a text and leave out what changes from post to post: links, names, numbers, punctuation."""
    words = " ".join(_LETTERS_IN_A_ROW.findall(_LINK_OR_NAME.sub(" ", fold(text))))
    return _SENT_ON.sub("", words) if words.startswith("rt ") else words


def _start(text: str) -> str:
    return plain(text)[:MOST_LETTERS].strip()


class _OneByOne(Index):
    def __init__(self, kind: SignalType, near: NearIndex) -> None:
        self._kind, self._near = kind, near

    def find(self, content: Content) -> Iterator[tuple[int, float]]:
        best: dict[int, float] = {}
        for _, position, distance in self._near.find(list(self._kind.extract(content))):
            best[position] = min(distance, best.get(position, 1.0))
        yield from best.items()
