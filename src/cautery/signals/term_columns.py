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
_RUNS = "|".join(
    f"{chr(letter)}{{3}}"
    for first, last in (("a", "z"), ("A", "Z"), ("\u0621", "\u063a"), ("\u0641", "\u064a"))
    for letter in range(ord(first), ord(last) + 1)
)
_ODD = (
    r"[^\x00-\x7f\u060c\u061b\u061f\u0621-\u063a\u0640-\u0652\u0660-\u0669\u06a9\u06cc]|_|#\w+\d|\S[^\w\s]{1,5}\w"
    r"|[A-Za-z][@4380!5$7+|1]|[@4380!5$7+|1][A-Za-z]|[a-z][A-Z]|[A-Z]{2}[a-z]|(?:^|\s)\S\s{1,3}\S\s{1,3}\S\s{1,3}\S(?:\s|$)"
    r"|&\w+;|<\w|[\x00-\x08\x0e-\x1b\x7f]|" + _RUNS
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


def column_of(texts: Sequence[str]) -> pl.Series:
    """Give texts as a column; half of a letter, which no column holds, becomes a question mark."""
    return pl.Series([text.encode("utf-8", errors="replace").decode("utf-8") for text in texts], dtype=pl.String)


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


def worth_reading_again(texts: pl.Series) -> list[int]:
    """Give the texts that are written in a way of which there is a second reading; others have only inflected words."""
    said = pl.DataFrame({"row": pl.int_range(len(texts), eager=True, dtype=pl.UInt32), "text": texts.fill_null("")})
    return said.filter(_TEXT.str.contains(_ODD))["row"].to_list()


def holding(texts: pl.Series, parts: Sequence[str]) -> list[tuple[int, str]]:
    """Give the texts that hold one of some folded parts, within words too: row, and the text folded and spaced."""
    said = pl.DataFrame({"row": pl.int_range(len(texts), eager=True, dtype=pl.UInt32), "text": texts.fill_null("")})
    near = pl.concat(folded(said)).with_columns(_spaced()).filter(_TEXT.str.contains_any(list(parts))).sort("row")
    return list(near.iter_rows())


def _spaced() -> pl.Expr:
    words = _TEXT.str.replace_all(r"[^\p{L}\p{N}_]+", " ").str.strip_chars(" ")
    return pl.concat_str(pl.lit(" "), words, pl.lit(" ")).alias("text")


def _letters(text: pl.Expr) -> pl.Expr:
    table = LETTERS | DIGITS
    return text.str.replace_all(MARKS, "").str.replace_many(list(table), list(table.values()))
