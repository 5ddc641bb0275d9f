"""RTF files give their text."""

import pytest

from cautery.signals.media.rich_text import text_of_rtf


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}}The {\b lamp}\par is lit}", "The lamp\nis lit"),
        (rb"{\rtf1\ansicpg1256{\*\generator x;}\'dd\'c7\'e4\'e6\'d3}", "فانوس"),
        (rb"{\rtf1 \u1601?\u1575?\u1606?}", "فان"),
    ],
    ids=["words", "an old encoding", "unicode"],
)
def test_the_text_is_what_stands_between_control_words(data: bytes, text: str) -> None:
    assert text_of_rtf(data) == text


def test_a_broken_file_gives_what_it_has() -> None:
    assert text_of_rtf(rb"{\rtf1 lamp {{{ \'zz \u99999999999").startswith("lamp")
