"""The catalogue holds what is said today, in every language that account holders and reporters read."""

from string import Formatter

import pytest
from babel.messages.pofile import read_po

from cautery.translations.languages import LANGUAGES, SOURCE
from docs.print_catalogue import LOCALES, TEMPLATE, TRANSLATED, collected, compiled, merged, text_of

OTHERS = sorted(set(LANGUAGES) - {SOURCE})


def test_it_holds_every_message_and_no_other() -> None:
    """Collect them again with: make catalogue"""
    assert TEMPLATE.read_bytes() == text_of(collected())


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_is_merged_and_compiled(language: str) -> None:
    """Merge and compile them again with: make catalogue"""
    assert (LOCALES / f"{language}.po").read_bytes() == text_of(merged(language))
    assert (LOCALES / f"{language}.mo").read_bytes() == compiled(merged(language))


@pytest.mark.parametrize("language", OTHERS)
def test_letters_and_pages_for_outsiders_are_in_every_language(language: str) -> None:
    with (LOCALES / f"{language}.po").open("rb") as file:
        messages = [message for message in read_po(file) if message.context in TRANSLATED]

    assert messages
    assert [message.id for message in messages if not message.string or message.fuzzy] == []
    assert [message.id for message in messages if _places(message.id) != _places(str(message.string))] == []


def _places(text: str) -> set[str | None]:
    return {place for _, place, _, _ in Formatter().parse(text)} - {None}
