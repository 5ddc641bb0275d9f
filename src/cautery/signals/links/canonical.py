"""One way of writing an address, that drops only what cannot tell two pages apart.

Parsed as browsers do (the WHATWG URL standard, by `ada`): dots in paths, numbers as addresses, IDNA with UTS 46 without
transitional processing, so that `straße` and `strasse` are two hosts. Scheme, `www.` and parameters of tracking go; port, path,
`%2F`, other parameters and a fragment that a page's own script reads as an address stay.
"""

import re

from ada_url import URL

from cautery.signals.links.same_page import one_address
from cautery.signals.links.tracking import is_tracking
from cautery.signals.links.wrapped import target_of

MOST_STEPS = 8
"""Redirectors inside each other, and then written until nothing changes."""
MOST_PARAMETERS = 100
_LONGEST_HOST = 253
_HOST_PREFIXES = re.compile(r"^(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.[^.])")
_HOST = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)+|\[[0-9a-f:.]+\]")
_ESCAPED = re.compile(r"%([0-9a-fA-F]{2})")
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$'()*,;:@+")
_PLAIN_IN_QUERY = _PLAIN - {"+"}
"""In a query `+` is a blank, and `%2B` is a plus."""
_PAIR = re.compile(r"&(?:amp;)*")
"""Between parameters; the escape of HTML stays in what is copied out of a page's source."""
_SLASHES = re.compile(r"/{2,}")
_SCHEME = re.compile(r"^[a-z*]{1,12}(?::|\[:\]|\(:\))[/\\]{2}", re.IGNORECASE)
_DOTS = re.compile(r"[\[({<]\s?(?:\.|dot|punkt|точка|نقطة)\s?[\])}>]", re.IGNORECASE)
_ADDRESS = re.compile(
    r"[!/?@]|\w{1,4}!|-\d{5,}"
    r"|(?!(?:page|t|time|view|zoom|search|toolbar|heading|bookmark|slide)=|:~:)[\w.-]{1,40}="
)
"""A fragment that a page's script reads as the address of something; others point into the page."""
_MAGNET = re.compile(r"magnet:\?(?:.{0,4000}&)?xt=urn:bt[im]h:([a-z0-9]{32,68})", re.IGNORECASE)
_TELEGRAM = re.compile(r"tg:(?://)?(resolve|join)/?\?(?:.{0,200}&)?(?:domain|invite)=([\w-]{3,64})", re.IGNORECASE)
_TELEGRAM_POST = re.compile(r"[?&]post=(\d{1,10})", re.IGNORECASE)
_IPFS = re.compile(r"(ip[fn]s)://(.{5,2000})", re.IGNORECASE)


def canonical_link(raw: str) -> str | None:
    """Write a link as host[:port]/path?query#fragment; None when it is none.

    >>> canonical_link("HTTP://www.justpaste.it:80/AbCd/?utm_medium=x"), canonical_link("http://3279880203/blah")
    ('justpaste.it/AbCd', '195.127.0.11/blah')
    """
    link = _from_other_schemes(raw.strip())
    for _ in range(MOST_STEPS):
        parts = _parsed(link)
        if parts is None:
            return link if link.startswith("magnet:") else None
        host, port, path, query, fragment = parts
        step = target_of(host, path, query) or _written(host, port, path, query, fragment)
        if step == link:
            return link
        link = step
    return None


def host_of(canonical: str) -> str:
    """Give the host of a canonical link, without its port."""
    host = re.split(r"[/?#]", canonical, maxsplit=1)[0]
    return host if host.startswith("[") else host.partition(":")[0]


def _from_other_schemes(link: str) -> str:
    """Write what other programs open as the address that a browser would open."""
    if found := _MAGNET.match(link):
        return f"magnet:{found[1].lower()}"
    if found := _TELEGRAM.match(link):
        post = _TELEGRAM_POST.search(link)
        name = found[2] if found[1].lower() == "resolve" else f"+{found[2]}"
        return f"t.me/{name}/{post[1]}" if post else f"t.me/{name}"
    if found := _IPFS.match(link):
        return f"ipfs.io/{found[1].lower()}/{found[2]}"
    return link


def _parsed(link: str) -> tuple[str, str, str, str, str] | None:
    """Split into host, port, path, query, fragment; None when no browser would open it."""
    if link.startswith("magnet:"):
        return None
    https = link[:6].lower() == "https:" or link[:6].lower() == "hxxps:"
    rest = _SCHEME.sub("", _DOTS.sub(".", link)).lstrip("/\\")
    try:
        url = URL(f"{'https' if https else 'http'}://{rest}")
    except ValueError:
        return None
    host = url.hostname.strip(".")
    if len(host) > _LONGEST_HOST or not _HOST.fullmatch(host):
        return None
    return _HOST_PREFIXES.sub("", host), url.port, _decoded(url.pathname), url.search[1:], url.hash[1:]


def _written(host: str, port: str, path: str, query: str, fragment: str) -> str:
    kept = sorted(pair for pair in _pairs(query) if not is_tracking(host, pair.partition("=")[0]))
    written = host + (f":{port}" if port else "") + _SLASHES.sub("/", path).rstrip("/")
    written += f"?{'&'.join(kept)}" if kept else ""
    written = one_address(written)
    return one_address(f"{written}#{_decoded(fragment).replace('%23', '#')}") if _ADDRESS.match(fragment) else written


def _pairs(query: str) -> list[str]:
    pairs = _PAIR.split(f"&{query.replace('+', '%20')}")
    return [_decoded(pair, _PLAIN_IN_QUERY).removesuffix("=") for pair in pairs if pair][:MOST_PARAMETERS]


def _decoded(text: str, plain: frozenset[str] = _PLAIN) -> str:
    """Decode what may stand for itself; `%2F` stays, for it is no slash."""
    return _ESCAPED.sub(lambda one: char if (char := chr(int(one[1], 16))) in plain else one[0].upper(), text)
