"""Promises about what a post says."""

from hypothesis import given
from hypothesis import strategies as st

from cautery.platforms.connectors.mastodon.reading import words_of


def test_links_count_and_mentions_do_not() -> None:
    words, links = words_of(
        '<p><a class="u-url mention" href="https://a.example/@ada">@ada</a> see <a href="https://b.example">b</a></p>'
    )

    assert words == "@ada see b"
    assert links == ("https://b.example",)


@given(st.text())
def test_whatever_a_post_holds_can_be_read(content: str) -> None:
    words, _ = words_of(content)

    assert words == words.strip()
