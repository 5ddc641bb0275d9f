import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.errors import Invalid
from cautery.model.content import Content
from cautery.signals.types.link import Link, canonical_link, host_of, links_in

PIECES = (
    *(
        "http://",
        "https://",
        "hxxp[:]//",
        "www.",
        "m.",
        "amp.",
        "example.org",
        "google.com",
        "youtu.be",
        "pastebin.com",
    ),
    *(
        "href.li",
        "vk.com",
        "web.archive.org",
        "telegram.me",
        "archive.is",
        "/",
        "//",
        "/../",
        "/raw/",
        "/url",
        "/away.php",
    ),
    *(
        "?q=",
        "?to=",
        "?",
        "&",
        "=",
        "#",
        "%3A",
        "%2F",
        "%41",
        "%2541",
        "%FF",
        "(.)",
        "[.]",
        "web/2016/",
        "utm_x=1",
        "v=a",
    ),
    *("a", "B", "é", "ß", "。", "+", " ", ":80", "@", "\ud800", "ﷺ"),
)
raw_links = st.lists(st.sampled_from(PIECES), max_size=10).map("".join) | st.text(st.characters(exclude_categories=()))


@settings(max_examples=600)
@given(raw=raw_links)
def test_a_canonical_link_is_canonical(raw: str) -> None:
    link = canonical_link(raw)

    assert link is None or canonical_link(link) == link


@settings(max_examples=200)
@given(raw=raw_links)
def test_a_canonical_link_has_a_host_and_shows_no_scheme(raw: str) -> None:
    link = canonical_link(raw)

    assert link is None or (
        "." in host_of(link) and host_of(link) == host_of(link).lower() and "://" not in host_of(link)
    )


@pytest.mark.parametrize(
    "raw",
    [
        "HTTPS://Example.ORG/A/",
        "example.org/A",
        "http://www.m.www.example.org:8080/A#top",
        "hxxps[:]//example[.]org/A",
        "hXXp://example(.)org/A?fbclid=1&UTM_Source=x",
        "  http://example.org./A//  ",
        "http://user:pass@example.org/%41",
        "http://ｅｘａｍｐｌｅ.org/A",
    ],
)
def test_spellings_of_one_page_are_one_link(raw: str) -> None:
    assert canonical_link(raw) == "example.org/A"


@pytest.mark.parametrize(
    "other", ["example.org/a", "example.org/A/b", "sub.example.org/A", "example.org/A?p=1", "example.com/A"]
)
def test_other_pages_are_other_links(other: str) -> None:
    assert canonical_link(other) == other


def test_the_order_of_parameters_says_nothing_and_tracking_is_dropped() -> None:
    assert canonical_link("example.org/a?b=2&utm_campaign=x&a=1&igsh=q") == "example.org/a?a=1&b=2"


@pytest.mark.parametrize(
    "raw",
    [
        "https://www.google.com/url?sa=t&url=https%3A%2F%2Fjustpaste.it%2Fabcd",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fjustpaste.it%2Fabcd%3Ffbclid%3Dx&h=y",
        "https://vk.com/away.php?to=http%3A%2F%2Fjustpaste.it%2Fabcd",
        "https://href.li/?https://justpaste.it/abcd",
        "https://web.archive.org/web/20160205000000id_/https://justpaste.it/abcd",
        "https://web.archive.org/web/2016/http%3A//justpaste.it/abcd",
        "https://archive.ph/20160205/http://justpaste.it/abcd",
        "https://google.com/url?q=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Fjustpaste.it%252Fabcd",
    ],
)
def test_redirectors_that_carry_their_target_are_unwrapped_also_inside_each_other(raw: str) -> None:
    assert canonical_link(raw) == "justpaste.it/abcd"


@pytest.mark.parametrize("raw", ["https://google.com/search?q=lanterns", "https://vk.com/away.php?to=javascript:x"])
def test_a_redirector_that_carries_no_link_stays_what_it_is(raw: str) -> None:
    assert host_of(canonical_link(raw) or "") in ("google.com", "vk.com")


def test_redirectors_without_end_are_no_link() -> None:
    link = "https://example.org/"
    for _ in range(20):
        link = f"https://href.li/?{link}"

    assert canonical_link(link) is None


@pytest.mark.parametrize(
    "raw",
    [
        "",
        " ",
        "lantern",
        "http://",
        "http://localhost/x",
        "http://[::1]/x",
        "http://a..b/[",
        "http://" + "é" * 300 + ".org",
        "a b.org",
    ],
)
def test_what_is_no_link_is_none_and_cannot_be_banked(raw: str) -> None:
    assert canonical_link(raw) is None
    with pytest.raises(Invalid, match="is not a link; write it like"):
        Link().canonical(raw)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("see (https://example.org/a). Then www.example.org/b!", ["https://example.org/a", "www.example.org/b"]),
        ("hxxps://justpaste[.]it/abcd and justpaste[.]it/abce", ["hxxps://justpaste[.]it/abcd", "justpaste[.]it/abce"]),
        ("اقرأ https://example.org/سلام، ثم", ["https://example.org/سلام"]),
        ("<a href='http://example.org/x'>", ["http://example.org/x"]),
        ("at 5.30 p.m. or e.g. mara@example.org, see example.org", []),
    ],
)
def test_links_are_found_in_a_text_without_what_stands_around_them(text: str, links: list[str]) -> None:
    assert list(links_in(text)) == links


def test_links_given_and_links_written_are_told_once_each() -> None:
    content = Content(text="http://example.org/a https://example.org/b", links=("https://www.example.org/a", "no link"))

    assert tuple(Link().extract(content)) == ("example.org/a", "example.org/b")


def test_a_shortened_link_says_that_nobody_knows_where_it_leads() -> None:
    assert "who knows where" in Link().says("bit.ly/abc", 0.0)
    assert Link().says("justpaste.it/abcd", 0.0) == "links to justpaste.it/abcd, on a paste host"
