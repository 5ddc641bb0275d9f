"""Addresses are found however they are written, and end where they end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.signals.links.in_text import links_in, loose_links_in


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see (https://example.org/a). Then www.example.org/b!", ["https://example.org/a", "www.example.org/b"]),
        ("hxxps://justpaste[.]it/abcd and justpaste[.]it/abce", ["hxxps://justpaste[.]it/abcd", "justpaste[.]it/abce"]),
        (
            "justpaste(.)it/a justpaste{.}it/b justpaste[dot]it/c",
            ["justpaste(.)it/a", "justpaste{.}it/b", "justpaste[dot]it/c"],
        ),
        ("اقرأ https://example.org/سلام، ثم", ["https://example.org/سلام"]),
        ("<a href='http://example.org/x'>", ["http://example.org/x"]),
        ("https://example.org/Lamp_(light)", ["https://example.org/Lamp_(light)"]),
        ("*https://example.org/a* _https://example.org/b_", ["https://example.org/a", "https://example.org/b"]),
        ("https://example.org/a🔥 https://example.org/b请看", ["https://example.org/a", "https://example.org/b"]),
        ("https://zh.example.org/wiki/灯笼", ["https://zh.example.org/wiki/灯笼"]),
        ("https://exam\u200bple.org/a\u200f", ["https://example.org/a"]),
        ("смотри лампа.рф/abcd", ["лампа.рф/abcd"]),
        ("https://a.example/x|https://b.example/y", ["https://a.example/x", "https://b.example/y"]),
        ("看 https://example。org/a。好", ["https://example.org/a"]),
        ("https:∕∕example.org∕a", ["https://example.org/a"]),
        ("example[.org]/a and https[://]example.org[/]b", ["example.org/a", "https://example.org/b"]),
        ("see https://example.org/a。Then read on/off", ["https://example.org/a"]),
        ("at 5.30 p.m. or e.g. mara@example.org, see example.org", []),
    ],
)
def test_links_are_found_in_a_text_without_what_stands_around_them(text: str, links: list[str]) -> None:
    assert list(links_in(text)) == links


@pytest.mark.parametrize(
    "text",
    [
        "go to justpaste . it / abcd",
        "justpaste dot it slash abcd",
        "justpaste [dot] it [slash] abcd",
        "justpaste·it/abcd",
        "justpaste۔it/abcd",
        "https://justpaste.it/\nabcd",
        "https://justpaste.it/abcdهنا",
        "https://juѕtpaste.it/abcd",
        "dcba/ti.etsaptsuj//:sptth",
    ],
)
def test_what_is_only_nearly_an_address_is_looked_up(text: str) -> None:
    assert any(link.endswith("justpaste.it/abcd") for link in loose_links_in(text))


def test_what_is_an_address_is_not_read_a_second_time() -> None:
    """Else the page of a lamp would be met by a link to the page of a lamp of another kind."""
    assert list(loose_links_in("https://example.org/Lamp_(light)")) == []


@given(st.text(max_size=300))
def test_no_text_is_too_strange(text: str) -> None:
    assert all(isinstance(link, str) for link in (*links_in(text), *loose_links_in(text)))


@pytest.mark.parametrize("text", ["j u s t p a s t e . i t / l a m p 9", "see justpaste.it\\lamp9 now"])
def test_an_address_letter_by_letter_or_behind_a_backslash_is_looked_up(text: str) -> None:
    assert "justpaste.it/lamp9" in list(loose_links_in(text))
