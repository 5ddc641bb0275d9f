"""Links, as what they lead to: unwrapped from redirectors that carry their target, without tracking, one spelling a page.

A page is banked as its address; `prefix:`, `host:` and `domain:` before it bank all below it. Nothing is ever fetched: a
shortened link stays what it is, and says that nobody knows where it leads.
"""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from cautery.errors import Invalid
from cautery.model.content import Content
from cautery.signals.hosts import role_of
from cautery.signals.links.banked import LOOSE, BankedLinks, banked_form
from cautery.signals.links.canonical import canonical_link, host_of
from cautery.signals.links.in_text import links_in
from cautery.signals.signal_type import Index, SignalType

_MEANS = {
    "domain": "every page of it and of its subdomains",
    "host": "every page of it",
    "prefix": "every page below it",
}


class Link(SignalType):
    """A page; two links are alike when they lead to the same one."""

    alike: ClassVar = (
        ("https://www.Example.org/a/?utm_source=x#top", "http://example.org/a"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fjustpaste.it%2Fabcd", "hxxps://justpaste[.]it/abcd"),
        ("https://youtu.be/abc123", "https://m.youtube.com/watch?v=abc123&feature=share"),
        ("https://web.archive.org/web/20160205000000/http://example.org/x", "example.org/x"),
        ("https://pastebin.com/raw/AbC1", "pastebin.com/AbC1"),
        ("http://195.127.0.11/a", "http://0xc3.0x7f.0x00.0x0b/a"),
        ("https://t.me/LampKeepers", "tg://resolve?domain=lampkeepers"),
    )
    unlike: ClassVar = (
        ("https://justpaste.it/abcd", "https://justpaste.it/abce"),
        ("https://youtube.com/watch?v=abc123", "https://youtube.com/watch?v=ABC123"),
        ("https://mega.nz/#!abc!key", "https://mega.nz/#!other!key2"),
        ("https://viewer.example/v?source=film1", "https://viewer.example/v?source=film2"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
        ("https://straße.example/a", "https://strasse.example/a"),
        ("http://example.org:8080/a", "http://example.org/a"),
    )

    def extract(self, content: Content) -> Iterable[str]:
        found = (canonical_link(raw) for raw in (*content.links, *links_in(content.text)))
        return tuple(dict.fromkeys(link for link in found if link))

    def canonical(self, value: str) -> str:
        return self._written(canonical_link(value) or banked_form(value), value)

    def meant(self, value: str) -> str:
        return self._written(banked_form(value), value)

    def _written(self, link: str | None, value: str) -> str:
        if link is None:
            raise Invalid(f"'{value}' is not a link; write it like https://justpaste.it/abcd")
        return link

    def index(self, values: Sequence[str]) -> Index:
        return BankedLinks(values)

    def says(self, value: str, distance: float) -> str:
        kind, colon, what = value.partition(":")
        if colon and kind in _MEANS:
            return f"links to a page of {what}, banked as {_MEANS[kind]}{_loosely(distance)}"
        role = role_of(host_of(value))
        where = (
            "leads who knows where: it is a shortened link"
            if role == "shortener"
            else f"on a {role.replace('_', ' ')} host"
        )
        return f"links to {value}, {where}{_loosely(distance)}"


def _loosely(distance: float) -> str:
    return (
        " (second reading: the address is carried by another, or written so that it is none)"
        if distance >= LOOSE
        else ""
    )
