"""Words and phrases, in any script, whatever their case, width or marks; only as whole words, whatever stands between them.

Arabic writes "and", "in", "by", "to", "as" and "the" onto the next word; a term is found behind them too.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import ClassVar

from ahocorasick_rs import AhoCorasick

from cautery.errors import Invalid
from cautery.model.content import Content
from cautery.signals.fold import fold, spaced
from cautery.signals.signal_type import Index, SignalType

_ARABIC = re.compile("[\u0621-\u064a]")
PARTICLES = frozenset(
    joined + preposition + article
    for joined in ("", "و", "ف")
    for preposition in ("", "ب", "ل", "ك")
    for article in ("", "ال")
) | {"لل", "ولل", "فلل"}


class Term(SignalType):
    """A word or a phrase; two are alike when they fold to the same words."""

    alike: ClassVar = (
        ("Ｆｒｅｅ", "free"),
        ("STRASSE", "straße"),
        ("مدرسة", "مدرسه"),
        ("سَلام", "ســلام"),
        ("k-pop", "K pop"),
    )
    unlike: ClassVar = (("free", "tree"), ("cat", "category"))

    def extract(self, content: Content) -> Iterable[str]:
        return spaced(fold(content.text)).split()

    def canonical(self, value: str) -> str:
        words = spaced(fold(value)).strip()
        if not words:
            raise Invalid(
                f"The term '{value}' holds no letter or digit, so it could never be found; write a word or a phrase."
            )
        return words

    def index(self, values: Sequence[str]) -> Index:
        return Terms([self.canonical(value) for value in values])

    def says(self, value: str, distance: float) -> str:
        return f"uses the term '{value}'"


class Terms(Index):
    """Ten thousand terms in one pass (Aho & Corasick 1975)."""

    def __init__(self, terms: Sequence[str]) -> None:
        """Take terms in canonical form."""
        self.terms = tuple(terms)
        self.patterns = tuple(f"{term} " if _ARABIC.match(term) else f" {term} " for term in terms)
        """What is looked for in spaced text; before an Arabic word the particles are checked."""

    def find(self, content: Content) -> Iterator[tuple[int, float]]:
        for position in self.in_spaced(spaced(fold(content.text))):
            yield position, 0.0

    def in_spaced(self, text: str) -> Iterator[int]:
        """Give the positions of the terms in a spaced text, each once."""
        if self.terms:
            found = self._automaton.find_matches_as_indexes(text, overlapping=True)
            yield from dict.fromkeys(position for position, start, _ in found if _stands_alone(text, start))

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self.patterns)


def _stands_alone(text: str, start: int) -> bool:
    """Tell whether a match begins a word, or follows only what Arabic writes onto a word."""
    return text[start] == " " or text[text.rfind(" ", 0, start) + 1 : start] in PARTICLES
