"""Texts come out as UTF-8, whichever of Unicode's encodings they came in."""

import codecs
import io

import pytest

from cautery.events.texts import as_utf8

TEXT = '{"text": "قارب 🛶"}\n' * 3


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(b"", "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (b"", "utf-16-le"),
     (b"", "utf-16-be"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")],
)  # fmt: skip
def test_a_text_is_the_same_in_every_encoding(mark: bytes, encoding: str) -> None:
    stream = io.BufferedReader(io.BytesIO(mark + TEXT.encode(encoding)))  # type: ignore[type-var]

    assert as_utf8(stream).read().decode() == TEXT


def test_what_is_no_letter_becomes_a_mark_that_says_so() -> None:
    stream = io.BufferedReader(io.BytesIO(codecs.BOM_UTF16_LE + b"a\x00\x00\xd8b\x00c"))  # type: ignore[type-var]

    assert as_utf8(stream).read().decode() == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}"


def test_a_mark_of_utf_8_is_left_to_the_lines() -> None:
    stream = io.BufferedReader(io.BytesIO(b"\xef\xbb\xbf{}"))  # type: ignore[type-var]

    assert as_utf8(stream).read() == b"\xef\xbb\xbf{}"
