"""What is said inside is said in the language at hand, and afterwards in the one before."""

import pytest

from cautery.translations.languages import PSEUDO
from cautery.translations.speech import gettext, mark, ngettext, npgettext, pgettext, speaking, spoken


def test_a_language_holds_for_what_is_inside() -> None:
    with speaking(PSEUDO):
        assert gettext("Save note") != "Save note"
        with speaking("en"):
            assert gettext("Save note") == "Save note"
        assert spoken() == PSEUDO

    assert spoken() == "en"


def test_a_language_ends_with_an_error_too() -> None:
    with pytest.raises(ValueError), speaking("de"):
        raise ValueError

    assert spoken() == "en"


def test_numbers_and_contexts() -> None:
    assert [ngettext("note", "notes", n) for n in (1, 2)] == ["note", "notes"]
    assert npgettext("menu", "note", "notes", 2) == "notes"
    with speaking("de"):
        assert pgettext("letter", "What we found: {reason}") == "Was wir festgestellt haben: {reason}"


def test_a_marked_message_is_said_later() -> None:
    assert mark("Save note") == "Save note"
