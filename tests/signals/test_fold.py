import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.signals.fold import DIGITS, LETTERS, fold, spaced

ANY_TEXT = st.text(st.characters(exclude_categories=()))
ARABIC = st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي ", min_size=1, max_size=30)
UNSEEN = (
    "\u0640",
    "\u064b",
    "\u064e",
    "\u0651",
    "\u0652",
    "\u0670",
    "\u200c",
    "\u200d",
    "\u200f",
    "\u202b",
    "\u2066",
    "\ufeff",
)
"""Tatweel, vowel signs, joiners, direction marks: a reader sees the same word with and without."""


@settings(max_examples=500)
@given(text=ANY_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_every_character_there_is_folds_once_and_for_all() -> None:
    """Between two letters, where a normal form may join it to a neighbour."""
    rows = [
        "".join(f"x{chr(point)}y{chr(point)}" for point in range(row, row + 256)) for row in range(0, 0x110000, 256)
    ]

    assert [hex(ord(row[1])) for row in rows if fold(fold(row)) != fold(row)] == []


@settings(max_examples=200)
@given(text=ARABIC, data=st.data())
def test_tatweel_and_diacritics_anywhere_change_nothing(text: str, data: st.DataObject) -> None:
    marked = "".join(letter + data.draw(st.sampled_from(("", *UNSEEN))) for letter in text)

    assert fold(marked) == fold(text)


@settings(max_examples=200)
@given(text=ARABIC, data=st.data())
def test_alef_forms_are_one_letter(text: str, data: st.DataObject) -> None:
    other = "".join(data.draw(st.sampled_from("اأإآٱ")) if letter == "ا" else letter for letter in text)

    assert fold(other) == fold(text)


@pytest.mark.parametrize("forms", ["يىیېئ", "هةہھۀۃ", "كکڪ", "وؤ"])
def test_letters_written_one_for_another_are_one_letter(forms: str) -> None:
    assert len({fold(f"س{form}س") for form in forms}) == 1


def test_letters_that_tell_words_apart_stay_apart() -> None:
    letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهويپچژگ"

    assert len({fold(letter) for letter in letters}) == len(letters)


def test_arabic_and_persian_digits_are_digits() -> None:
    assert fold("٠١٢٣٤٥٦٧٨٩") == fold("۰۱۲۳۴۵۶۷۸۹") == fold("０１２３４５６７８９") == "0123456789"


@pytest.mark.parametrize(
    "written",
    ["ｆｒｅｅ", "𝓯𝓻𝓮𝓮", "𝐅𝐑𝐄𝐄", "ⓕⓡⓔⓔ", "f\u200br\u00ade\u2060e", "f\u0338r\u0336\u0335e\u0334e\u20e0", "\ufeffFREE "],
)
def test_styled_and_towered_letters_are_plain_letters(written: str) -> None:
    assert fold(written) == "free"


def test_what_shows_as_space_is_one_space_and_none_at_the_ends() -> None:
    assert fold("\u3000 a\t\n\u00a0\u2009b\r\u2028") == "a b"


def test_the_columns_fold_letter_by_letter_so_no_letter_of_the_table_maps_to_another() -> None:
    """Replaced in one pass or one after the other, the outcome must be the same."""
    assert not {letter for spelling in LETTERS.values() for letter in spelling} & set(LETTERS)
    assert all(len(letter) == 1 for letter in LETTERS | DIGITS)


@settings(max_examples=300)
@given(text=ANY_TEXT)
def test_spaced_keeps_letters_and_digits_and_puts_one_space_around_every_word(text: str) -> None:
    words = spaced(fold(text))

    assert [c for c in words if c != " "] == [c for c in fold(text) if c.isalnum() or c == "_"]
    assert words == "" or words == f" {' '.join(words.split())} "


@pytest.mark.parametrize("text", ["", " ", "…!?", "\u0301\u0301", "🕯️"])
def test_what_holds_no_word_is_nothing_when_spaced(text: str) -> None:
    assert spaced(fold(text)) == ""


def test_a_folded_text_is_in_normal_form() -> None:
    for text in ("é", "가", "ᄀ\u115fᅡ", "ﬁ", "Å"):
        assert unicodedata.is_normalized("NFKC", fold(text))


@settings(max_examples=500)
@given(text=st.text(st.characters(max_codepoint=127)))
def test_the_short_way_of_plain_letters_ends_where_the_long_one_does(text: str) -> None:
    """A letter that is not ASCII sends the whole text the long way; the rest of it must come out the same."""
    assert fold(f"{text} é") == f"{fold(text)} é".strip()
