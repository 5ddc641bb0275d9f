"""Banked addresses, looked up by page, and where it was banked so, by the beginning of a path, a host or a whole domain."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tldextract import TLDExtract

from cautery.errors import Invalid
from cautery.model.content import Content
from cautery.signals.hosts import role_of
from cautery.signals.links.canonical import canonical_link, host_of
from cautery.signals.links.in_text import links_in, loose_links_in
from cautery.signals.links.wrapped import carried_in
from cautery.signals.signal_type import GrowingIndex

KINDS = ("domain:", "host:", "prefix:")
_MAIL = re.compile(r"(?:mailto:)?[^\s@:/?#]+@[^\s@:/?#]+", re.IGNORECASE)
LOOSE = 0.25
"""Distance of an address that is written so that it is none, or that another page carries: a second reading."""


def banked_form(value: str) -> str | None:
    """Write a banked address: a page, or `host:`, `domain:` or `prefix:` with what is meant by it; None when it is none.

    A bare host means its whole domain, unless the host carries many people's pages.
    """
    if _MAIL.fullmatch(value):
        raise Invalid(f"'{value}' is a mail address, and would mean all of its domain. Bank it as a contact.")
    kind = next((kind for kind in KINDS if value.startswith(kind)), "")
    link = canonical_link(value.removeprefix(kind))
    if link is None:
        return None
    return _wide(kind, link) if kind else _narrow(link)


def _wide(kind: str, link: str) -> str:
    """Write what means many pages; refuse (Invalid) what would mean more than it says, or nothing."""
    host = host_of(link)
    if kind == "prefix:" and ("?" in link or "#" in link):
        raise Invalid(f"'{kind}{link}' is no beginning of a path; leave out what stands behind '?' or '#'.")
    if kind == "prefix:":
        return f"prefix:{link}/" if link != host else f"host:{host}"
    if link.partition(":")[0] != host and link != host:
        raise Invalid(
            f"'{link}' is one page, and '{kind}' means all of a host. Write '{kind}{host}', or the page alone."
        )
    if kind == "domain:" and not _suffixes()(host, include_psl_private_domains=False).domain:
        raise Invalid(f"'{host}' is where anybody's domain is registered. Bank a domain in it.")
    return f"{kind}{host}"


def _narrow(link: str) -> str:
    host = host_of(link)
    if link == host and host.isascii() and "." in host and not host[-1].isdigit() and not host.endswith("]"):
        return f"domain:{_whole(host)}"
    return link


class BankedLinks(GrowingIndex):
    """Known addresses; they come and go."""

    def __init__(self, values: Sequence[str]) -> None:
        self._values: list[str] = []
        self._known: dict[str, list[int]] = {}
        for value in values:
            self.add(value)

    def add(self, value: str) -> int:
        """Take one more value; one in canonical form stays what it is: a home page is no domain."""
        written = canonical_link(value) or _as_stored(value)
        self._values.append(written)
        self._known.setdefault(written, []).append(len(self._values) - 1)
        return len(self._values) - 1

    def remove(self, position: int) -> None:
        """Let a value go."""
        self._known[self._values[position]].remove(position)

    def find(self, content: Content) -> Iterator[tuple[int, float]]:
        """Give what is banked of the addresses in some content: those it shows first, then those it only carries."""
        met: dict[int, float] = {}
        for link, distance in _asked(content):
            for name in _names(link):
                for position in self._known.get(name, ()):
                    met[position] = min(distance, met.get(position, 1.0))
        yield from met.items()


def _as_stored(value: str) -> str:
    """Write what may have been banked before it was refused: one value never keeps the others from being met."""
    try:
        return banked_form(value) or value
    except Invalid:
        return value


def _asked(content: Content) -> Iterator[tuple[str, float]]:
    shown = [*content.links, *links_in(content.text)]
    carried = [target for raw in shown for target in carried_in(raw)]
    for distance, raws in ((0.0, shown), (LOOSE, carried), (LOOSE, loose_links_in(content.text))):
        for link in dict.fromkeys(map(canonical_link, raws)):
            if link:
                yield link, distance


def _names(link: str) -> Iterator[str]:
    """Give all under which an address could be banked: itself, its paths' beginnings, its host, the domains that it is in."""
    yield link
    host = host_of(link)
    yield f"host:{host}"
    labels = host.split(".")
    yield from (f"domain:{'.'.join(labels[start:])}" for start in range(max(len(labels) - 1, 1)))
    path = link.partition("?")[0].partition("#")[0]
    yield from (f"prefix:{path[: place + 1]}" for place, letter in enumerate(f"{path}/") if letter == "/")


def _whole(host: str) -> str:
    """Refuse to mean all of a host on which many people have pages."""
    if role_of(host) != "web" or not _suffixes()(host).domain:
        raise Invalid(
            f"'{host}' carries pages of many people. Bank the page itself, or write 'host:{host}' to mean every page of it."
        )
    return host


@cache
def _suffixes() -> TLDExtract:
    """Give the public suffix list that the library ships; nothing is fetched and nothing is kept."""
    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
