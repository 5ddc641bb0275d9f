"""Old encodings are told by their letters, and bytes that are no text are told from text."""

import pytest

from cautery.signals.media.encodings import encoding_of


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Фонари горят сегодня ночью, братья", "cp1251"),
        ("تضاء الفوانيس الليلة يا اخوة الميناء", "cp1256"),
        ("הפנסים דולקים הלילה, אחים", "cp1255"),
        ("Τα φανάρια ανάβουν απόψε", "cp1253"),
        ("Les lumières brûlent, frères de l'été, à côté du port", "cp1252"),
        ("Die Lampen glühen über der Mühle", "cp1252"),
    ],
)
def test_old_encodings_are_told_by_their_letters(text: str, encoding: str) -> None:
    assert encoding_of(text.encode(encoding)) == encoding


def test_unicode_is_told_with_its_mark_and_without() -> None:
    text = "Фонари горят, the lamps are lit"

    assert [encoding_of(text.encode(name)) for name in ("utf-8", "utf-16", "utf-16-le", "utf-16-be")] == [
        *("utf-8", "utf-16", "utf-16-le", "utf-16-be")
    ]


@pytest.mark.parametrize("data", [b"", b"  ", bytes(range(256)), b"\x00\x01\x02\x03" * 50, b"\x90\x91\x81\x05" * 40])
def test_what_is_no_text_has_no_encoding(data: bytes) -> None:
    assert encoding_of(data) == ""
