"""A catalogue gives a language's messages, and English where it has none."""

from cautery.translations.catalogue import catalogue
from cautery.translations.languages import PSEUDO


def test_a_message_is_given_in_its_language() -> None:
    assert catalogue("de").pgettext("letter", "What we found: {reason}") == "Was wir festgestellt haben: {reason}"


def test_what_is_not_translated_is_english() -> None:
    assert catalogue("de").gettext("never said") == "never said"
    assert catalogue("tlh").pgettext("letter", "What we found: {reason}") == "What we found: {reason}"


def test_the_pseudo_locale_has_every_message() -> None:
    assert catalogue(PSEUDO).pgettext("letter", "never said").startswith("⟦")
