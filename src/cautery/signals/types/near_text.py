"""Texts that were posted before, with words exchanged, hashtags added, or letters written another way.

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

_LINK_OR_NAME = re.compile(r"https?://\S{0,2000}|www\.\S{0,2000}|@\w{1,100}")
_LETTERS_IN_A_ROW = re.compile(r"[^\W\d]+")
_SENT_ON = re.compile(r"^(?:rt )+")


class NearText(SignalType):
    """A text without links, names and numbers; distance is 1 - Jaccard resemblance of its five-letter shingles."""

    same_within: ClassVar = 0.4
    alike: ClassVar = (
        (
            "The lanterns are lit tonight, brothers of the harbour, come and see them before they go out",
            "RT @someone: The lanterns are lit tonight, brothers of the harbour, come and see them before they go out! #lights",
        ),
        ("  Café   Lumière, Rue 12", "café lumière rue 14"),
    )
    unlike: ClassVar = (
        ("good morning", "good evening"),
        (
            "The lanterns are lit tonight, brothers of the harbour, come and see them before they go out",
            "The market is closed tonight, neighbours of the old town, come again and see us on Saturday",
        ),
    )

    def extract(self, content: Content) -> Iterable[str]:
        text = plain(content.text)
        return (text,) if len(text) >= FEWEST_LETTERS else ()

    def canonical(self, value: str) -> str:
        text = plain(value)
        if len(text) < FEWEST_LETTERS:
            raise Invalid(
                f"'{value}' is too short to be told from chance; bank a text of at least {FEWEST_LETTERS} letters."
            )
        return text

    def distance(self, one: str, other: str) -> float:
        a, b = plain(one), plain(other)
        if a == b and len(a) >= FEWEST_LETTERS:
            return 0.0
        if min(len(shingles(a)), len(shingles(b))) < FEWEST_SHINGLES:
            return 1.0
        return 1.0 - resemblance(a, b)

    def index(self, values: Sequence[str]) -> Index:
        return _OneByOne(NearIndex([self.canonical(value) for value in values], within=self.same_within))

    def says(self, value: str, distance: float) -> str:
        return (
            "repeats a known text word for word"
            if distance == 0.0
            else f"repeats a known text, {1 - distance:.0%} alike"
        )


def plain(text: str) -> str:
    """Fold a text and leave out what changes from post to post: links, names, numbers, punctuation."""
    words = " ".join(_LETTERS_IN_A_ROW.findall(_LINK_OR_NAME.sub(" ", fold(text))))
    return _SENT_ON.sub("", words) if words.startswith("rt ") else words


class _OneByOne(Index):
    def __init__(self, near: NearIndex) -> None:
        self._near = near

    def find(self, content: Content) -> Iterator[tuple[int, float]]:
        for _, position, distance in self._near.find([plain(content.text)]):
            yield position, distance
