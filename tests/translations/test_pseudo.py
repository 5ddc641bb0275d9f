"""The pseudo-locale is read by people, fills in what is filled in, and is longer than English."""

import pytest

from cautery.translations.pseudo import PseudoTranslations, pseudo


@pytest.mark.parametrize(
    "kept",
    ["%(name)s", "{day}", "%%", "<b>", "</b>", '<a href="/notice">', "&amp;", "https://a.example/b", "'cautery cases'"],
)
def test_what_is_no_text_stays(kept: str) -> None:
    assert kept in pseudo(f"Save {kept} now")


def test_it_is_bracketed_accented_and_a_third_longer() -> None:
    written = pseudo("Save note")

    assert (written[0], written[-1]) == ("⟦", "⟧")
    assert len(written) >= 4 / 3 * len("Save note")
    assert not any(letter.isascii() and letter.isalpha() for letter in written)


def test_plurals_and_contexts_are_written_in_it_too() -> None:
    assert PseudoTranslations().ngettext("note", "notes", 2) == pseudo("notes")
    assert PseudoTranslations().ngettext("note", "notes", 1) == pseudo("note")
    assert PseudoTranslations().npgettext("c", "note", "notes", 2) == PseudoTranslations().pgettext("c", "notes")
    assert pseudo(" ") == " "
