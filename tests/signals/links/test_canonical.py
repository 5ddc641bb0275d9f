"""An address is written one way a page, and two pages are never written alike."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.signals.links.canonical import canonical_link, host_of

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
        "http://www.m.www.example.org:80/A#top",
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
        "http://a..b/[",
        "http://" + "é" * 300 + ".org",
        "a b.org",
    ],
)
def test_what_is_no_link_is_none(raw: str) -> None:
    assert canonical_link(raw) is None


EXAMPLES = [
    tuple(row["example"])
    for name in ("tracking", "redirectors", "same_page")
    for row in tomllib.loads(files("cautery.signals.links").joinpath(f"{name}.toml").read_text(encoding="utf-8"))["row"]
]


@pytest.mark.parametrize(("one", "other"), EXAMPLES)
def test_every_row_of_the_tables_does_what_its_example_says(one: str, other: str) -> None:
    assert canonical_link(one) == canonical_link(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://mega.nz/#!abc!key", "https://mega.nz/#!other!key"),
        ("https://mega.nz/#F!abc!key", "https://mega.nz/#F!other!key"),
        ("https://web.telegram.org/k/#@lampkeepers", "https://web.telegram.org/k/#@pierwatch"),
        ("https://web.telegram.org/a/#-1001234567", "https://web.telegram.org/a/#-1007654321"),
        ("https://app.example/#/room/!a:b", "https://app.example/#/room/!c:d"),
        ("https://viewer.example/#doc=1", "https://viewer.example/#doc=2"),
        ("http://example.org:8080/a", "http://example.org/a"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://straße.example/a", "https://strasse.example/a"),
        ("https://example.org/?s=1", "https://example.org/?s=2"),
        ("https://example.org/?share=a", "https://example.org/?share=b"),
        ("https://example.org/?ref=a", "https://example.org/?ref=b"),
        ("https://example.org/?t=1", "https://example.org/?t=2"),
        ("https://justpaste.it/abcd", "https://justpаste.it/abcd"),
        ("https://example.org/a?b=%26c", "https://example.org/a?b=&c"),
        ("https://example.org/?q=c%2B%2B", "https://example.org/?q=c++"),
        ("tg://resolve?domain=lampkeepers&post=7", "tg://resolve?domain=lampkeepers"),
        ("https://t.me/proxy?server=a.example", "https://t.me/proxy?server=b.example"),
    ],
)
def test_only_what_cannot_tell_pages_apart_is_left_out(one: str, other: str) -> None:
    assert canonical_link(one) != canonical_link(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https:\\\\example.org\\a", "https://example.org/a"),
        ("https://example.org/b/../a", "https://example.org/a"),
        ("https://example.org//a", "https://example.org/a"),
        ("http://3279880203/a", "http://195.127.0.11/a"),
        ("http://0303.0177.0.013/a", "http://195.127.0.11/a"),
        ("http://[2001:DB8:0::1]/a", "http://[2001:db8::1]/a"),
        ("https://example.org/?a", "https://example.org/?a="),
        ("https://example.org/?q=a+b", "https://example.org/?q=a%20b"),
        ("https://xn--mnchen-3ya.example/", "https://münchen.example/"),
        ("https://example.org/a#top", "https://example.org/a#:~:text=lamp"),
        ("https://example.org/a?b=1&amp;c=2", "https://example.org/a?b=1&c=2"),
        ("https://docs.example/d/1#heading=h.1", "https://docs.example/d/1"),
        ("https://matrix.to/#/%23room:server.example", "https://matrix.to/#/#room:server.example"),
        ("tg://resolve?domain=lampkeepers&post=7", "https://t.me/lampkeepers/7"),
        ("https://t.me/+AbCd", "https://t.me/%2BAbCd"),
    ],
)
def test_one_page_is_written_one_way(one: str, other: str) -> None:
    assert canonical_link(one) == canonical_link(other) is not None


def test_what_other_programs_open_is_a_link_too() -> None:
    assert canonical_link("magnet:?dn=x&xt=urn:btih:" + "AB" * 20) == "magnet:" + "ab" * 20
    assert canonical_link("tg://join?invite=AAAbbb") == canonical_link("https://t.me/joinchat/AAAbbb")
    assert canonical_link("ipfs://QmAbc/x") == "ipfs.io/ipfs/QmAbc/x"
