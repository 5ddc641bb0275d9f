"""The addresses of one page are written as one; rows and their examples: `test_canonical`."""

import pytest

from cautery.signals.links.same_page import one_address


def test_what_no_row_knows_stays_as_it_is() -> None:
    assert one_address("example.org/a?b=1") == "example.org/a?b=1"


@pytest.mark.parametrize("link", ["t.me/proxy?server=a", "t.me/share?url=https://example.org/a", "t.me/addlist/AbCd"])
def test_what_a_service_does_itself_is_nobody_s_page(link: str) -> None:
    """Its query says what it does, and two of them are two things."""
    assert one_address(link) == link


def test_a_comment_is_another_page_than_what_it_is_about() -> None:
    link = "reddit.com/r/lamps/comments/1abc/about_lamps/c0mment"

    assert one_address(link) == link


def test_names_are_lowered_only_where_the_service_does_so() -> None:
    assert one_address("t.me/LampKeepers") == "t.me/lampkeepers"
    assert one_address("t.me/+AAAbbb") == "t.me/+AAAbbb"
