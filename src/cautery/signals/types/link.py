"""Links, as what they lead to: unwrapped from redirectors that carry their target, without tracking, one spelling a page.

Nothing is ever fetched: a shortened link stays what it is, and says that nobody knows where it leads.
"""

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from cautery.errors import Invalid
from cautery.model.content import Content
from cautery.signals.hosts import role_of
from cautery.signals.signal_type import SignalType

_IN_TEXT = re.compile(
    r"(?:h(?:tt|xx|XX)ps?(?:://|\[:\]//)|www\.)[^\s<>\"'«»“”،]{1,2000}"
    r"|\b(?:[a-z0-9-]{1,63}(?:\.|\[\.\])){1,4}[a-z]{2,12}/[^\s<>\"'«»“”،]{1,500}",
    re.IGNORECASE,
)
_TRAILING = ".,;:!?…)]}'\"»"
_TRACKING = re.compile(
    r"^(?:utm_.*|fbclid|gclid|dclid|igshid|igsh|mc_[ce]id|ref|ref_src|ref_url|s|si|feature|_ga|yclid|spm|share|source)$"
)
_WRAPPERS = {  # host: the parameter that carries the target
    "google.com": ("q", "url"),
    "l.facebook.com": ("u",),
    "lm.facebook.com": ("u",),
    "l.instagram.com": ("u",),
    "t.umblr.com": ("z",),
    "out.reddit.com": ("url",),
    "slack-redir.net": ("url",),
    "vk.com": ("to",),
    "steamcommunity.com": ("url",),
    "youtube.com": ("q",),
    "href.li": ("",),
    "translate.google.com": ("u",),
    "duckduckgo.com": ("uddg",),
}
_WRAPPING_PATHS = ("/url", "/l.php", "/redirect", "/away.php", "/linkfilter", "/link", "/translate", "/l/", "/")
_ARCHIVED = re.compile(r"^/(?:web/)?\d{4,14}[a-z_*]{0,4}/(https?:/{1,2}.+)$", re.IGNORECASE)
_HOST_PREFIXES = re.compile(r"^(?:(?:www|m|mobile|amp)\.)+(?=[^.]+\.[^.])")
_HOST = re.compile(r"(?!.{254})[a-z0-9_-]+(?:\.[a-z0-9_-]+)+")
_LONGEST_HOST = 253
_MOST_STEPS = 8
"""Redirectors inside each other, and then written until nothing changes."""


class Link(SignalType):
    """A page; two links are alike when they lead to the same one."""

    alike: ClassVar = (
        ("https://www.Example.org/a/?utm_source=x#top", "http://example.org/a"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fjustpaste.it%2Fabcd", "hxxps://justpaste[.]it/abcd"),
        ("https://youtu.be/abc123", "https://m.youtube.com/watch?v=abc123&feature=share"),
        ("https://web.archive.org/web/20160205000000/http://example.org/x", "example.org/x"),
        ("https://pastebin.com/raw/AbC1", "pastebin.com/AbC1"),
    )
    unlike: ClassVar = (
        ("https://justpaste.it/abcd", "https://justpaste.it/abce"),
        ("https://youtube.com/watch?v=abc123", "https://youtube.com/watch?v=ABC123"),
    )

    def extract(self, content: Content) -> Iterable[str]:
        found = (canonical_link(raw) for raw in (*content.links, *links_in(content.text)))
        return tuple(dict.fromkeys(link for link in found if link))

    def canonical(self, value: str) -> str:
        link = canonical_link(value)
        if link is None:
            raise Invalid(f"'{value}' is not a link; write it like https://justpaste.it/abcd")
        return link

    def says(self, value: str, distance: float) -> str:
        role = role_of(host_of(value))
        where = (
            "leads who knows where: it is a shortened link"
            if role == "shortener"
            else f"on a {role.replace('_', ' ')} host"
        )
        return f"links to {value}, {where}"


def links_in(text: str) -> Iterator[str]:
    """Find links in a text, also those written so that they are no links; linear in the text's length."""
    for match in _IN_TEXT.finditer(text):
        yield match.group().rstrip(_TRAILING)


def canonical_link(raw: str) -> str | None:
    """Write a link as host/path?query: no scheme, no tracking; None when it is none.

    >>> canonical_link("HTTP://www.justpaste.it:80/AbCd/?utm_medium=x")
    'justpaste.it/AbCd'
    """
    link = raw
    for _ in range(_MOST_STEPS):
        parts = _split(link.strip().replace("[.]", ".").replace("[:]", ":").replace("(.)", "."))
        if parts is None:
            return None
        step = _unwrapped(*parts) or _written(*parts)
        if step == link:
            return link
        link = step
    return None


def host_of(canonical: str) -> str:
    """Give the host of a canonical link."""
    return canonical.partition("/")[0].partition("?")[0]


def _split(link: str) -> tuple[str, str, str] | None:
    """Split into host (lower case, IDNA, without www and mobile), path and query."""
    scheme, colon, rest = link.partition("://")
    try:
        parts = urlsplit("http://" + (rest if colon and scheme.isalpha() else link))
        host = (parts.hostname or "").rstrip(".")
        if len(host) > _LONGEST_HOST:
            return None
        host = host.encode("idna").decode() if not host.isascii() else host
    except (ValueError, UnicodeError):
        return None
    if not _HOST.fullmatch(host):
        return None
    return _HOST_PREFIXES.sub("", host), parts.path, parts.query


def _unwrapped(host: str, path: str, query: str) -> str | None:
    """Give the link that a redirector or an archive carries inside."""
    archived = _ARCHIVED.match(path) if host in ("web.archive.org", "archive.org", "archive.is", "archive.ph") else None
    if archived:
        return archived.group(1)
    names = _WRAPPERS.get(host)
    if names is None or not path.startswith(_WRAPPING_PATHS):
        return None
    carried = dict(parse_qsl(query, max_num_fields=50)) if query.count("&") < 50 else {}
    target = unquote(query) if names == ("",) else next((carried[name] for name in names if name in carried), "")
    return target if target.lower().startswith(("http://", "https://")) else None


def _written(host: str, path: str, query: str) -> str:
    if host == "youtu.be" and len(path) > 1:
        host, path, query = "youtube.com", "/watch", f"v={path[1:].split('/')[0]}"
    if host == "pastebin.com":
        path = re.sub(r"^/(?:raw|dl|embed|print)/", "/", path)
    if host in ("telegram.me", "telegram.dog"):
        host = "t.me"
    pairs = parse_qsl(query, keep_blank_values=True, max_num_fields=100) if query.count("&") < 100 else []
    kept = sorted((name, value) for name, value in pairs if not _TRACKING.match(name.lower()))
    path = quote(unquote(path, errors="replace"), safe="/:@!$&'()*+,;=~-._", errors="replace").rstrip("/")
    return host + path + (f"?{urlencode(kept, errors='replace')}" if kept else "")
