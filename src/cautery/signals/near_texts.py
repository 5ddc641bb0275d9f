"""What all types of text do that are met again with words exchanged, hashtags added, or letters written another way.

Short texts are handled honestly: below about thirty letters only an equal text counts, below eight nothing does.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import ClassVar

from cautery.errors import Invalid
from cautery.model.content import Content
from cautery.signals.fold import fold
from cautery.signals.look_alikes import is_dotless, without_dots
from cautery.signals.minhash import resemblance, shingles
from cautery.signals.near_index import FEWEST_LETTERS, FEWEST_SHINGLES, NearIndex
from cautery.signals.pieces import Pieces
from cautery.signals.readings import second_readings
from cautery.signals.same_text import is_another, numbers_differ, shared, words_of
from cautery.signals.signal_type import Index, SignalType

MOST_LETTERS = 50_000
"""What is behind them is not compared; a post never has so many, a magazine has."""

_LINK_OR_NAME = re.compile(r"https?://\S{0,2000}|www\.\S{0,2000}|@\w{1,100}")
_LETTERS_IN_A_ROW = re.compile(r"[^\W\d]+")
_NUMBERS = re.compile(r"(?<![^\W\d_])\d{1,12}(?:[:.,]\d{1,12})*(?![^\W\d_])")
MOST_NUMBERS = 20
IN_PART = 0.1
"""Least distance of a text that is met in part, or by a second reading."""
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
        return _with_numbers(text, value)

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
        return _Known(self, [self.canonical(value) for value in values])

    def long_enough(self, texts: Iterable[str]) -> tuple[str, ...]:
        """Write texts plainly and keep those of which something can be said, each once."""
        plainly = ((_start(text), text) for text in texts)
        return tuple(
            dict.fromkeys(_with_numbers(text, raw) for text, raw in plainly if len(text) >= self.fewest_letters)
        )

    def read_again(self, content: Content) -> Iterable[str]:
        """Give other ways of reading the texts of a content, written plainly."""
        return self.long_enough(second_readings(content.text))


def plain(text: str) -> str:
    """Fold a text and leave out what changes from post to post: links, names, numbers, punctuation."""
    words = " ".join(_LETTERS_IN_A_ROW.findall(_LINK_OR_NAME.sub(" ", fold(text))))
    return _SENT_ON.sub("", words) if words.startswith("rt ") else words


def _start(text: str) -> str:
    return plain(text)[:MOST_LETTERS].strip()


def _with_numbers(plainly: str, raw: str) -> str:
    """Write two and more numbers behind a text: they tell a template that is filled otherwise."""
    numbers = _NUMBERS.findall(_LINK_OR_NAME.sub(" ", fold(raw[:MOST_LETTERS])))[:MOST_NUMBERS]
    return f"{plainly} {' '.join(numbers)}" if len(numbers) > 1 else plainly


class _Known(Index):
    """Known texts, met as they are, in a longer text, cut short, with words exchanged, or spelt otherwise."""

    def __init__(self, kind: NearTexts, values: Sequence[str]) -> None:
        self._kind, self._values = kind, values
        self._texts = [plain(value) for value in values]
        self._near = NearIndex(self._texts, within=kind.same_within)

    def find(self, content: Content) -> Iterator[tuple[int, float]]:
        for _, position, distance in self.find_in_many((content,)):
            yield position, distance

    def find_in_many(self, contents: Sequence[Content]) -> Iterator[tuple[int, int, float]]:
        asked = [(number, text) for number, content in enumerate(contents) for text in self._kind.extract(content)]
        best: list[dict[int, float]] = [{} for _ in contents]
        for (number, _), met in zip(asked, self._met([text for _, text in asked]), strict=True):
            _keep_nearest(best[number], met)
        for number, content in enumerate(contents):
            if not best[number]:
                _keep_nearest(best[number], self._read_again(content))
            yield from ((number, position, distance) for position, distance in best[number].items())

    def _met(self, asked: Sequence[str]) -> Iterator[list[tuple[int, float]]]:
        """Give for each text which known ones it is, and how far away; near ones are looked for all at once."""
        texts = [plain(one) for one in asked]
        near: list[dict[int, float]] = [{} for _ in texts]
        for row, position, distance in self._near.find(texts):
            near[row][position] = distance
        for one, text, found in zip(asked, texts, near, strict=True):
            yield list(self._same(one, text, found))

    def _same(self, asked: str, text: str, near: Mapping[int, float]) -> Iterator[tuple[int, float]]:
        """Leave out near texts that are about something else, and add those of which only a part is met."""
        for position, distance in near.items():
            if not numbers_differ(self._values[position], asked) and (
                distance == 0.0 or not is_another(self._words(position), words_of(text))
            ):
                yield position, distance
        for position in self._pieces.near(text):
            if position not in near and not numbers_differ(self._values[position], asked):
                share = shared(self._words(position), words_of(text))
                if share is not None:
                    yield position, min(1.0 - share, self._kind.same_within) or IN_PART

    def _read_again(self, content: Content) -> Iterator[tuple[int, float]]:
        for met in self._met(list(self._kind.read_again(content))):
            for position, distance in met:
                yield position, max(distance, IN_PART)
        if is_dotless(content.text):
            dotless = words_of(without_dots(plain(content.text)))
            for position, text in enumerate(self._texts):
                if shared(words_of(without_dots(text)), dotless) is not None:
                    yield position, IN_PART

    def _words(self, position: int) -> list[str]:
        return words_of(self._texts[position])

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces(self._texts)


def _keep_nearest(best: dict[int, float], met: Iterable[tuple[int, float]]) -> None:
    for position, distance in met:
        best[position] = min(distance, best.get(position, 1.0))
