"""Terms in many posts at once. Columns only: the first readings of `Terms.find`, post by post, many times as quick."""

from collections.abc import Iterator, Sequence
from typing import Protocol

import polars as pl

from cautery.signals.fold import CONTROLS, DIGITS, LETTERS, MARKS

_TEXT = pl.col("text")
_FOUND = {"row": pl.UInt32, "term": pl.UInt32}
_NEEDS_NO_NORMAL_FORM = (
    "^[\u0000-\u007f\u060c\u061b\u061f\u0621-\u063a\u0640-\u0652\u0660-\u0669\u067e\u0686\u0698\u06a9\u06af\u06cc]*$"
)
"""ASCII and the letters, vowel signs and digits that Arabic and Persian are typed in: NFKC leaves them as they are."""
_ODD = (
    r"[^\x00-\x7f]|_|\S[^\w\s]{1,5}\w|[A-Za-z][@4380!5$7+|1]|[@4380!5$7+|1][A-Za-z]|[a-z][A-Z]|[A-Z]{2}[a-z]"
    r"|(?:^|\s)\S\s\S\s\S\s\S(?:\s|$)|&\w+;|<\w|[\x00-\x08\x0e-\x1b\x7f]|"
    + "|".join(f"{letter}{{3}}" for letter in "abcdefghijklmnopqrstuvwxyz")
    + "|"
    + "|".join(f"{letter}{{3}}" for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
)
"""All that `readings` looks for, and runs of a letter."""


class KnownTerms(Protocol):
    """Terms in canonical form, and the exact question about one text."""

    @property
    def terms(self) -> Sequence[str]:
        """The terms."""

    @property
    def patterns(self) -> Sequence[str]:
        """What is looked for in spaced text."""

    def in_spaced(self, text: str) -> Iterator[int]:
        """Give the positions of the terms in a spaced text, each once."""


def find_terms(texts: pl.Series, terms: KnownTerms) -> pl.DataFrame:
    """Find whole-word terms in many texts.

    A text can hold a term only where it holds the term's longest word, whole or as a part: that is asked of all, in one pass,
    and the exact question only of what is left.

    Returns: row (index into texts), term (index into terms.terms), each pair once, sorted.
    """
    if not terms.terms:
        return pl.DataFrame(schema=_FOUND)
    said = pl.DataFrame({"row": pl.int_range(len(texts), eager=True, dtype=pl.UInt32), "text": texts.fill_null("")})
    longest = sorted({max(term.split(), key=len) for term in terms.terms})
    near = pl.concat(folded(said)).filter(_TEXT.str.contains_any(longest)).with_columns(_spaced())
    sure = near.filter(_TEXT.str.contains_any(list(terms.patterns))).sort("row")
    found = [(row, position) for row, text in sure.iter_rows() for position in sorted(terms.in_spaced(text))]
    return pl.DataFrame(found, schema=_FOUND, orient="row")


def folded(said: pl.DataFrame) -> tuple[pl.DataFrame, ...]:
    """Fold texts as `fold` does, but for spaces; whatever is plain takes a shorter way.

    Takes: row, text. Returns the same rows in three parts.
    """
    ascii_only = (_TEXT.str.len_bytes() == _TEXT.str.len_chars()) & ~_TEXT.str.contains(CONTROLS)
    other = said.filter(~ascii_only)
    plain = _TEXT.str.contains(_NEEDS_NO_NORMAL_FORM)
    long_way = _letters(_TEXT.str.normalize("NFKC").str.to_lowercase()).str.normalize("NFKC")
    return (
        said.filter(ascii_only).with_columns(_TEXT.str.to_lowercase()),
        other.filter(plain).with_columns(_letters(_TEXT.str.to_lowercase())),
        other.filter(~plain).with_columns(long_way),
    )


def worth_reading_again(texts: pl.Series, terms: KnownTerms) -> list[int]:
    """Give the texts in which a second reading could find a term: no other has one (`Terms.read_again`).

    Such a text holds a sign of being written otherwise, or a term within a longer word.
    """
    said = pl.DataFrame({"row": pl.int_range(len(texts), eager=True, dtype=pl.UInt32), "text": texts.fill_null("")})
    odd = said.filter(_TEXT.str.contains(_ODD))
    usual = said.join(odd, on="row", how="anti").with_columns(_TEXT.str.to_lowercase()).with_columns(_spaced())
    inside = usual.filter(_TEXT.str.contains_any(list(terms.terms)))
    return sorted((*odd["row"].to_list(), *inside["row"].to_list()))


def _spaced() -> pl.Expr:
    words = _TEXT.str.replace_all(r"[^\p{L}\p{N}_]+", " ").str.strip_chars(" ")
    return pl.concat_str(pl.lit(" "), words, pl.lit(" ")).alias("text")


def _letters(text: pl.Expr) -> pl.Expr:
    table = LETTERS | DIGITS
    return text.str.replace_all(MARKS, "").str.replace_many(list(table), list(table.values()))
