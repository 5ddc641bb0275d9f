"""Words and phrases, in any script, whatever their case, width or marks; only as whole words, whatever stands between them.

Arabic writes "and", "in", "by", "to", "as" and "the" onto the next word; a term is found behind them too.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import ClassVar

import polars as pl
from ahocorasick_rs import AhoCorasick

from cautery.errors import Invalid
from cautery.model.content import Content
from cautery.signals.affixes import FEWEST_LETTERS, LONGEST, is_inflected, stem_of
from cautery.signals.fold import fold, spaced, without_accents
from cautery.signals.look_alikes import ARABIC, is_dotless, without_dots
from cautery.signals.readings import is_stretched, level, levelled, second_readings, squeezed
from cautery.signals.signal_type import Index, SignalType
from cautery.signals.term_columns import column_of, find_terms, holding, worth_reading_again

SECOND_READING = 0.25
"""Distance of a term that only another way of reading finds: it weighs less, and says so."""
FEWEST_FOR_COLUMNS, TERMS_A_TEXT = 8, 5
"""Columns make all terms ready each time: they are quicker from these many texts on, and one more for so many terms."""
ACCENTED, JOINED = 6, 8
"""Letters of a term from which on it is met with accents that it has not, and letters of a phrase that is met as one word."""
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
        ("שָׁלוֹם", "שלום"),
    )
    unlike: ClassVar = (("free", "tree"), ("cat", "category"), ("ma", "má"))

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
        return f"uses the term '{value}'" + (" (second reading: spelt otherwise)" if distance else "")


class Terms(Index):
    """Ten thousand terms in one pass (Aho & Corasick 1975), and a second reading of what was written so as not to be found."""

    def __init__(self, terms: Sequence[str]) -> None:
        """Take terms in canonical form."""
        self.terms = tuple(terms)
        self.patterns = tuple(f"{term} " if _ARABIC.match(term) else f" {term} " for term in terms)
        """What is looked for in spaced text; before an Arabic word the particles are checked."""

    def find(self, content: Content) -> Iterator[tuple[int, float]]:
        first = list(self.in_spaced(spaced(fold(content.text))))
        yield from ((position, 0.0) for position in first)
        yield from ((position, SECOND_READING) for position in self.read_again(content.text) if position not in first)

    def find_in_many(self, contents: Sequence[Content]) -> Iterator[tuple[int, int, float]]:
        if not self.terms or len(contents) < FEWEST_FOR_COLUMNS + len(self.terms) // TERMS_A_TEXT:
            yield from super().find_in_many(contents)
            return
        texts = column_of([content.text for content in contents])
        first = set(find_terms(texts, self).iter_rows())
        yield from ((number, position, 0.0) for number, position in sorted(first))
        for number, position in sorted(set(self._again(texts, contents)) - first):
            yield number, position, SECOND_READING

    def _again(self, texts: pl.Series, contents: Sequence[Content]) -> Iterator[tuple[int, int]]:
        """Read again what is written oddly; of other texts only words that hold a term can be it, inflected."""
        odd = worth_reading_again(texts)
        for number in odd:
            yield from ((number, position) for position in self.read_again(contents[number].text))
        left = set(odd)
        for number, text in holding(texts, self._looked_for):
            if number not in left:
                yield from ((number, position) for position in self._inflected(text))

    def in_spaced(self, text: str) -> Iterator[int]:
        """Give the positions of the terms in a spaced text, each once."""
        if self.terms:
            found = self._automaton.find_matches_as_indexes(text, overlapping=True)
            yield from dict.fromkeys(position for position, start, _ in found if _stands_alone(text, start))

    def read_again(self, text: str) -> Iterator[int]:
        """Give the positions of the terms that another way of reading a text finds, each once."""
        if self.terms:
            yield from dict.fromkeys(self._read_again(text))

    def _read_again(self, text: str) -> Iterator[int]:
        first = spaced(fold(text))
        yield from self._inflected(first)
        for reading in second_readings(text):
            yield from self.in_spaced(reading)
            yield from self._inflected(reading)
        if (plain := without_accents(first)) != first:
            yield from (position for position in self.in_spaced(plain) if len(self.terms[position]) >= ACCENTED)
        if level_text := levelled(text):
            yield from self._level.in_spaced(level_text)
        if is_stretched(first):
            yield from self._squeezed.in_spaced(squeezed(first))
        if is_dotless(text):
            yield from self._dotless.in_spaced(without_dots(first))

    def _inflected(self, text: str) -> Iterator[int]:
        for number, start, end in self._parts.find_matches_as_indexes(text, overlapping=True):
            alone = text[start - 1] == " " and text[end : end + 1] == " "
            position, is_word = self._variants[number]
            if alone if is_word else not alone and is_inflected(text, start, end):
                yield position

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self.patterns)

    @cached_property
    def _parts(self) -> AhoCorasick:
        return AhoCorasick(self._looked_for)

    @cached_property
    def _looked_for(self) -> list[str]:
        """Give terms, which are looked for as parts of words, and other forms of them, as `_variants` says."""
        return [form for form, _, _ in self._forms]

    @cached_property
    def _variants(self) -> list[tuple[int, bool]]:
        """Give for each form the position of its term, and whether it is met only as a whole word."""
        return [(position, is_word) for _, position, is_word in self._forms]

    @cached_property
    def _forms(self) -> list[tuple[str, int, bool]]:
        return [(form, position, is_word) for position, term in enumerate(self.terms) for form, is_word in _forms(term)]

    @cached_property
    def _level(self) -> "Terms":
        return Terms([level(term) for term in self.terms])

    @cached_property
    def _squeezed(self) -> "Terms":
        return Terms([squeezed(term) for term in self.terms])

    @cached_property
    def _dotless(self) -> "Terms":
        return Terms([without_dots(term) for term in self.terms])


def _forms(term: str) -> Iterator[tuple[str, bool]]:
    """Give forms of a term to look for: itself and its stem, within words; as words, without accents, in Arabic, and joined."""
    yield term, False
    if stem := stem_of(term):
        yield stem, False
    if len(term) > FEWEST_LETTERS and (plain := without_accents(term)) != term:
        yield plain, True
    if (arabic := term.translate(ARABIC)) != term:
        yield arabic, True
    if " " in term and len(joined := term.replace(" ", "")) >= JOINED:
        yield joined, True


def _stands_alone(text: str, start: int) -> bool:
    """Tell whether a match begins a word, or follows only what Arabic writes onto a word."""
    return text[start] == " " or text[max(0, start - LONGEST) : start].rpartition(" ")[2] in PARTICLES
