"""A reader gets their own language where there is a catalogue, and is told where there is none."""

import pytest

from cautery.translations.languages import CONSOLE, LANGUAGES, PSEUDO, choose, direction


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
def test_the_language_asked_for_comes_before_the_browsers(asked: str, accepted: str, language: str) -> None:
    assert choose(asked, accepted).language == language


def test_who_reads_only_languages_without_a_catalogue_is_told_so() -> None:
    assert choose("tlh", "").missed
    assert not choose("", "").missed
    assert not choose("", "de").missed


def test_the_console_speaks_only_languages_that_it_is_complete_in() -> None:
    assert choose("", "de, en;q=0.5", among=CONSOLE).language == "en"
    assert choose("", PSEUDO, among=CONSOLE).language == PSEUDO
    assert PSEUDO not in LANGUAGES


def test_arabic_runs_from_right_to_left() -> None:
    assert {language for language in LANGUAGES if direction(language) == "rtl"} == {"ar"}
    assert direction("tlh") == "ltr"
