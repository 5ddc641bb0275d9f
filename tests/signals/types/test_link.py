import pytest

from cautery.errors import Invalid
from cautery.model.content import Content
from cautery.signals.types.link import Link


@pytest.mark.parametrize("raw", ["", " ", "lantern", "http://", "http://localhost/x", "a b.org"])
def test_what_is_no_link_cannot_be_banked(raw: str) -> None:
    with pytest.raises(Invalid, match="is not a link; write it like"):
        Link().canonical(raw)


def test_links_given_and_links_written_are_told_once_each() -> None:
    content = Content(text="http://example.org/a https://example.org/b", links=("https://www.example.org/a", "no link"))

    assert tuple(Link().extract(content)) == ("example.org/a", "example.org/b")


def test_a_shortened_link_says_that_nobody_knows_where_it_leads() -> None:
    assert "who knows where" in Link().says("bit.ly/abc", 0.0)
    assert Link().says("justpaste.it/abcd", 0.0) == "links to justpaste.it/abcd, on a paste host"


def test_a_domain_says_that_it_is_one() -> None:
    assert Link().says("domain:lamp.example", 0.0).endswith("every page of it and of its subdomains")
