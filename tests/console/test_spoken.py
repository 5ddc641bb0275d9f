"""Whoever comes from outside reads their own language where we have it, and is told where we have not."""

from string import Formatter

import msgspec
import pytest

from cautery.cases.statements import languages as letters
from cautery.cases.statements import letter_in
from cautery.console.spoken import languages, spoken


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        ("", "", "en"),
        ("ar", "fr", "ar"),
        ("ar-EG", "", "ar"),
        ("", "fr-CH, fr;q=0.9, en;q=0.8", "fr"),
        ("", "en;q=0.5, ru;q=0.9", "ru"),
        ("", "tlh, *;q=0.1, de;q=0.2", "de"),
        ("", "en;q=many", "en"),
        ("", ",;,;q=", "en"),
    ],
)
def test_what_was_chosen_comes_before_what_the_browser_says(asked: str, accepted: str, language: str) -> None:
    found = spoken(asked, accepted)

    assert found.language == language
    assert found.labels.name == languages()[language].name


def test_who_reads_only_what_we_have_no_words_in_is_told_so() -> None:
    assert spoken("tlh", "").missed
    assert spoken("tlh", "").labels.instead
    assert not spoken("", "").missed


def test_there_are_words_in_every_language_that_there_are_letters_in_and_they_run_the_same_way() -> None:
    assert set(languages()) == set(letters())
    assert all(languages()[name].direction == letter_in(name).direction for name in letters())


@pytest.mark.parametrize("name", languages())
def test_every_language_fills_in_what_english_does(name: str) -> None:
    for part in ("notice", "receipt", "objection"):
        own, english = (msgspec.to_builtins(getattr(languages()[one], part)) for one in (name, "en"))
        for label, text in english.items():
            assert _places(own[label]) == _places(text), label


def _places(text: str) -> set[str | None]:
    return {place for _, place, _, _ in Formatter().parse(text)} - {None}
