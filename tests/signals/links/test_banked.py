"""A page, the beginning of a path, a host and a domain are banked as what they are."""

import pytest

from cautery.errors import Invalid
from cautery.model.content import Content
from cautery.signals.links.banked import LOOSE, BankedLinks, banked_form


def met(banked: str, link: str) -> bool:
    return bool(list(BankedLinks([banked_form(banked) or ""]).find(Content(links=(link,)))))


@pytest.mark.parametrize(
    ("banked", "link", "expected"),
    [
        ("https://lamp.example", "https://lamp.example/any/page", True),
        ("https://lamp.example", "https://sub.lamp.example/a", True),
        ("https://lamp.example/a", "https://lamp.example/b", False),
        ("host:lamp.example", "https://lamp.example/a", True),
        ("host:lamp.example", "https://sub.lamp.example/a", False),
        ("prefix:files.example/lamp", "https://files.example/lamp/1?x=2", True),
        ("prefix:files.example/lamp", "https://files.example/lamplight", False),
        ("https://lamp.example", "https://notlamp.example/", False),
    ],
)
def test_what_was_banked_says_what_is_met(banked: str, link: str, expected: bool) -> None:
    assert met(banked, link) is expected


@pytest.mark.parametrize("host", ["https://t.me", "justpaste.it", "https://www.youtube.com/", "github.io", "co.uk"])
def test_a_host_of_many_people_is_not_banked_by_accident(host: str) -> None:
    with pytest.raises(Invalid, match="pages of many people"):
        banked_form(host)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("lamps@mail.example", "mail address"),
        ("mailto:lamps@mail.example", "mail address"),
        ("domain:lamp.example/page", "one page"),
        ("host:lamp.example?page=1", "one page"),
        ("domain:co.uk", "anybody's domain"),
        ("prefix:files.example/lamp?x=1", "beginning of a path"),
    ],
)
def test_nothing_is_banked_that_means_more_than_it_says(value: str, reason: str) -> None:
    with pytest.raises(Invalid, match=reason):
        banked_form(value)


def test_a_value_that_is_refused_today_keeps_none_of_the_others_from_being_met() -> None:
    index = BankedLinks(["domain:co.uk", "justpaste.it/abcd"])

    assert (1, 0.0) in list(index.find(Content(links=("https://justpaste.it/abcd",))))


def test_a_home_page_that_was_banked_as_a_page_stays_a_page() -> None:
    assert list(BankedLinks(["lamp.example"]).find(Content(links=("https://lamp.example/a",)))) == []


def test_what_a_page_only_carries_is_a_second_reading() -> None:
    content = Content(links=("https://site.example/go?url=https%3A%2F%2Fjustpaste.it%2Fabcd",))

    assert list(BankedLinks(["justpaste.it/abcd"]).find(content)) == [(0, LOOSE)]


def test_a_value_that_was_removed_is_met_no_more() -> None:
    index = BankedLinks(["justpaste.it/abcd"])
    index.remove(0)

    assert list(index.find(Content(links=("justpaste.it/abcd",)))) == []
