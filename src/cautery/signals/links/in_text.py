"""Finds addresses in texts, also those written so as not to be found."""

import re
import unicodedata
from collections.abc import Iterator

from cautery.signals.invisible import without_invisible
from cautery.signals.look_alikes import in_latin

_DOT = r"(?:\.|[\[({<]\s?(?:\.|dot|punkt|точка|نقطة)\s?[\])}>]|。|．)"
_SLASH = r"[\[({<]\s?slash\s?[\])}>]"
_END = r"\s<>\"«»“”„،。、|"
_IN_TEXT = re.compile(
    rf"(?:(?<![^\W_])(?:h(?:tt|xx|\*\*|__|--)ps?|ftp|meow|ipfs|ipns|tg|magnet)(?::|\[:\]|\(:\))(?:[/\\]{{2}}|\?)|(?<![\w/])//(?=\w)|www\.)[^{_END}]{{1,2000}}"
    rf"|(?<![\w@.-])(?:[\w-]{{1,63}}{_DOT}){{1,5}}[\w-]{{2,24}}(?::\d{{2,5}})?[/?][^{_END}]{{1,500}}",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[/\\?]|[wW]{3}\.")
"""Whatever has none of these has no address as `_IN_TEXT` knows it: most texts are done here."""
_LOOSE_HOST = re.compile(
    rf"(?<![\w@.-])(?:[\w-]{{1,63}}\s?(?:{_DOT}|[·•٫۔]|\s(?:dot|\(dot\)|punkt)\s)\s?){{1,4}}[\w-]{{2,24}}(?:\s?(?:[/\\]|\sslash\s|{_SLASH})\s?[\w.~%+-]{{1,200}}){{0,4}}",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"(https?://[^\s<>\"]{3,200}/)[ \t]?\n[ \t]?([\w.~%+-]{1,200})", re.IGNORECASE)
_TRAILING = ".,;:!?…'\"*_~`"
_PAIRED = {")": "(", "]": "[", "}": "{"}
MOST_LOOSE = 20


def links_in(text: str) -> Iterator[str]:
    """Find addresses in a text; linear in the text's length.

    >>> list(links_in("see (https://en.wikipedia.org/wiki/Lamp_(light)), hxxps://justpaste[.]it/abcd"))
    ['https://en.wikipedia.org/wiki/Lamp_(light)', 'hxxps://justpaste[.]it/abcd']
    """
    readable = _readable(text)
    if not _SIGN.search(readable):
        return
    for match in _IN_TEXT.finditer(readable):
        found = _ended(match.group())
        if found:
            yield found


def loose_links_in(text: str) -> Iterator[str]:
    """Find what may be an address: a bare host, one with spaces in it, one broken over two lines. Only ever looked up."""
    readable = _readable(text)
    for match in _BROKEN.finditer(readable):
        yield match.group(1) + _ended(match.group(2))
    for found in () if text.isascii() else links_in(text):
        yield from _hidden(found)
    for run in _LETTER_BY_LETTER.finditer(readable):
        yield from links_in("".join(run[0].split()))
    if _REVERSED in readable:
        yield from links_in(readable[::-1])
    for number, match in enumerate(_LOOSE_HOST.finditer(_IN_TEXT.sub(" | ", readable))):
        if number >= MOST_LOOSE:
            return
        joined = re.sub(r"\s(?:dot|punkt)\s|\s?[\[({]\s?dot\s?[\])}]\s?", ".", match.group(), flags=re.IGNORECASE)
        joined = re.sub(rf"\sslash\s|\\|{_SLASH}", "/", re.sub("[·•٫۔]", ".", joined), flags=re.IGNORECASE)
        yield _ended(re.sub(r"\s", "", joined))
        yield _ended(match.group().split()[0])


def _hidden(found: str) -> Iterator[str]:
    """Give what a reader sees in an address that holds letters of two scripts: look-alikes read, or its first script alone."""
    if found.isascii():
        return
    yield in_latin(found)
    if begins := _ASCII_PATH.match(found):
        yield begins[0]


def _readable(text: str) -> str:
    """Leave out what shows nothing, and write brackets, full-width letters and other slashes and dots as usual ones."""
    plain = _BRACKETED.sub(r"\1", text)
    if plain.isascii():
        return plain
    seen = without_invisible(plain).translate(_SLASHES)
    seen = unicodedata.normalize("NFKC", seen) if _WIDE.search(seen) else seen
    return _HOST_WITH_STOPS.sub(lambda host: _STOP.sub(".", host[0]), seen) if _STOP.search(seen) else seen


_REVERSED = "//:"
_LETTER_BY_LETTER = re.compile(r"(?<!\S)(?:\S[ \t]){7,120}\S(?!\S)")
_ASCII_PATH = re.compile(r"[!-~]+/[!-~]*[0-9A-Za-z](?=[^\x00-\x7f])")
_BRACKETED = re.compile(r"[\[{]\s?(\.\w{2,24}|/|:?//)\s?[\]}]")
_SLASHES = str.maketrans("∕⁄⧸╱", "////")
_STOP = re.compile("[。｡]")
_HOST_WITH_STOPS = re.compile(r"(?<![\w/.-])(?:\w{2,6}://)?(?:[a-z0-9-]{1,63}[.。｡]){1,5}[a-z]{2,24}/", re.IGNORECASE)
_WIDE = re.compile("[\uff01-\uff5e\U0001d400-\U0001d7ff]")


def _ended(found: str) -> str:
    """Leave out what stands behind an address and is none of it: signs, emoji, closing brackets, the next script."""
    end = len(found)
    for place, letter in enumerate(found):
        if not letter.isascii() and _ends_here(found, place):
            end = place
            break
    found = found[:end]
    while found:
        last = found[-1]
        if last in _TRAILING or (last in _PAIRED and found.count(last) > found.count(_PAIRED[last])):
            found = found[:-1]
        else:
            return found
    return found


def _ends_here(found: str, place: int) -> bool:
    letter = found[place]
    if unicodedata.category(letter)[0] not in "LMN":
        return True
    before = found[place - 1] if place else ""
    return before.isascii() and before.isalnum() and letter >= "\u0e00" and "/" in found[:place]
