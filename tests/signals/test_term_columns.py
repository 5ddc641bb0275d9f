import re

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from cautery.model.content import Content
from cautery.signals.fold import SPACES, fold
from cautery.signals.term_columns import find_terms, folded
from cautery.signals.types.term import FEWEST_FOR_COLUMNS, SECOND_READING, Term, Terms

TERMS = (
    "free",
    "k-pop",
    "lantern",
    "lantern light",
    "light",
    "سلام",
    "مدرسة البنات",
    "الباب",
    "strasse",
    "9",
    "a",
    "привет",
    "σας",
)
WRITTEN = (
    *(
        "free",
        "Ｆｒｅｅ",
        "freed",
        "K pop",
        "k.pop",
        "LANTERN",
        "lantern-light",
        "light",
        "السَّلام",
        "وبالســلام",
        "مدرسه",
        "البنات",
    ),
    *(
        "والباب",
        "باب",
        "straße",
        "STRASSE",
        "٩",
        "۹",
        "99",
        "a",
        "Привет",
        "ΣΑΣ",
        "σας",
        "ﻻ",
        "\u200f",
        "\u0301",
        "_",
        "#",
        "ى",
    ),
)
texts = st.lists(
    st.sampled_from(WRITTEN) | st.text(st.characters(exclude_categories=("Cs", "Cn")), max_size=3), max_size=8
).flatmap(lambda pieces: st.sampled_from([" ", "", "\n", ", "]).map(lambda between: between.join(pieces)))
"""Half-characters cannot stand in a column; letters not yet assigned are letters to one library and none to the other."""


@settings(max_examples=400)
@given(said=st.lists(texts, max_size=6), terms=st.lists(st.sampled_from(TERMS), max_size=6))
def test_columns_find_what_is_found_text_by_text(said: list[str], terms: list[str]) -> None:
    known = _terms(terms)

    assert find_terms(pl.Series(said, dtype=pl.String), known).rows() == _slowly(said, known)


@settings(max_examples=400)
@given(said=st.lists(texts, max_size=6))
def test_columns_fold_as_texts_do_but_for_spaces(said: list[str]) -> None:
    frame = pl.DataFrame({"row": range(len(said)), "text": said}, schema={"row": pl.UInt32, "text": pl.String})

    ours = dict(pl.concat(folded(frame)).iter_rows())

    assert {row: _one_space(text) for row, text in ours.items()} == {row: fold(text) for row, text in enumerate(said)}


def test_each_way_of_folding_is_taken_by_its_own_texts() -> None:
    frame = pl.DataFrame(
        {"row": [0, 1, 2], "text": ["Free", "سَلام", "Ｆｒｅｅ"]}, schema={"row": pl.UInt32, "text": pl.String}
    )

    plain_ascii, plain_arabic, other = folded(frame)

    assert (plain_ascii.rows(), plain_arabic.rows(), other.rows()) == ([(0, "free")], [(1, "سلام")], [(2, "free")])


def test_pairs_come_once_and_sorted() -> None:
    said = pl.Series(["light and lantern light, light", "nothing", "free light"])

    found = find_terms(said, _terms(["light", "lantern light", "free"]))

    assert found.rows() == [(0, 0), (0, 1), (2, 0), (2, 2)]


def test_rows_stay_in_their_order_whichever_way_each_was_folded() -> None:
    said = pl.Series(["Ｆｒｅｅ", "سلام", "free", "ｆｒｅｅ", "FREE السلام"])

    assert find_terms(said, _terms(["free", "سلام"])).rows() == [(0, 0), (1, 1), (2, 0), (3, 0), (4, 0), (4, 1)]


def test_a_missing_text_holds_nothing_and_keeps_its_row() -> None:
    assert find_terms(pl.Series([None, "free", None]), _terms(["free"])).rows() == [(1, 0)]


@pytest.mark.parametrize(("said", "terms"), [([], ["free"]), (["free"], []), ([], []), (["", " ", "…"], ["free"])])
def test_where_nothing_is_said_or_known_the_columns_are_there_and_empty(said: list[str], terms: list[str]) -> None:
    found = find_terms(pl.Series(said, dtype=pl.String), _terms(terms))

    assert_frame_equal(found, pl.DataFrame(schema={"row": pl.UInt32, "term": pl.UInt32}))


@pytest.mark.parametrize("text", ["a" * 100_000, "[" * 100_000, "a\u0301" * 50_000, "\u0301" * 100_000, "ﷺ" * 5_000])
def test_texts_of_any_shape_get_the_slow_answer(text: str) -> None:
    known = _terms(["free", "a", "صلي"])

    assert find_terms(pl.Series([text, f"{text} free"]), known).rows() == _slowly([text, f"{text} free"], known)


def _terms(terms: list[str]) -> Terms:
    return Terms([Term().canonical(term) for term in terms])


def _slowly(said: list[str], known: Terms) -> list[tuple[int, int]]:
    """Ask of every text by itself, and leave out what only a second reading finds."""
    found = [(row, at, far) for row, text in enumerate(said) for at, far in sorted(known.find(Content(text=text)))]
    return [(row, at) for row, at, far in found if far == 0.0]


def _one_space(text: str) -> str:
    return re.sub(SPACES, " ", text).strip(" ")


@pytest.mark.parametrize(
    "text",
    ["l@ntern", "l a n t e r n", "lanterrrn", "lan<b>tern</b>", "&#108;antern", "#RedLantern", "_lantern", "lanterns"],
)
def test_each_second_reading_is_found_in_columns_too(text: str) -> None:
    contents = [Content(text=said) for said in ("bread", text, *("soup at noon",) * 2 * FEWEST_FOR_COLUMNS)]

    assert list(_terms(["lantern"]).find_in_many(contents)) == [(1, 0, SECOND_READING)]


@settings(max_examples=200)
@given(said=st.lists(texts, min_size=FEWEST_FOR_COLUMNS + 3, max_size=14))
def test_many_are_answered_as_each_is(said: list[str]) -> None:
    known, contents = _terms(list(TERMS)), [Content(text=text) for text in said]

    assert set(known.find_in_many(contents)) == {
        (number, position, distance)
        for number, content in enumerate(contents)
        for position, distance in known.find(content)
    }
