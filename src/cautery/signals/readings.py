"""Other ways in which a person reads a text that was written so that a program does not.

The first reading is `fold`. These are second readings: they cost precision, so what is found only by one of them says so.
"""

import html
import re
from collections.abc import Iterator

from cautery.signals.fold import fold, spaced
from cautery.signals.invisible import without_invisible
from cautery.signals.look_alikes import ARABIC, in_latin, turned

_LEET = str.maketrans("@4380!5$7+1|", "aaeboisstt" + "ii")
_AS_L = str.maketrans({"1": "l", "|": "l", "!": "l"})
_LEET_SIGNS = re.compile(r"[@4380!5$7+|1]")
_ZERO_WIDTH = re.compile("[\u200b\u2060\ufeff]")
_TAGS = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_HUMP = re.compile(r"(?<=[a-z\u00df-\u00ff])(?=[A-Z\u00c0-\u00de])|(?<=[A-Z])(?=[A-Z][a-z])")
_UNWORDED = re.compile(r"[\W_]+")
_LETTER_BY_LETTER = re.compile(r"(?<!\S)(?:\S[\s]{1,3}){3,60}\S(?!\S)")
_WORTH = re.compile(
    r"[^\x00-\x7f\u060c\u061b\u061f\u0621-\u063a\u0640-\u0652\u0660-\u0669\u06a9\u06cc]|_|#\w+\d|\S[^\w\s]{1,5}\w|[A-Za-z][@4380!5$7+|1]|[@4380!5$7+|1][A-Za-z]|[a-z][A-Z]|(?<!\S)\S\s\S\s\S\s\S(?!\S)|&\w+;|<\w"
)
"""Whatever has none of these reads as it stands: most texts are done here, those in usual Arabic letters too."""
_ONE_GAP = re.compile(r"(?<=\S)\s(?=\S)")
_TAG_AND_NUMBER = re.compile(r"(#\w{0,100}[^\W\d_])(\d{1,8})(?!\w)")
_HAN_APART = re.compile("(?<=[\u3041-\u30ff\u3400-\u9fff])[ \u3000](?=[\u3041-\u30ff\u3400-\u9fff])")
_TWICE = re.compile(r"(?<!\w)[1|!]\S{0,40}[a-zA-Z]\S{0,40}[1|!]|[a-zA-Z]\S{0,40}[1|!]\S{0,40}[1|!]")
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_RUNS = re.compile(r"(.)\1+")
LONGEST = 20_000
"""Letters of a text that are read a second time."""


def second_readings(text: str) -> Iterator[str]:
    """Give other readings of a text, folded and spaced, each once, without the first one; linear in its length.

    >>> list(second_readings("l@ntern f-i-r-e"))
    [' lantern fire ']
    """
    start = text[:LONGEST]
    if not _WORTH.search(start):
        return
    first = spaced(fold(start))
    seen = {first}
    for reading in _readings(start):
        folded = spaced(fold(reading))
        if folded and folded not in seen:
            seen.add(folded)
            yield folded


def squeezed(spaced_text: str) -> str:
    """Write each letter of a run once: `lanterrrn` and `lantern` become the same."""
    return _RUNS.sub(r"\1", spaced_text)


def is_stretched(text: str) -> bool:
    """Tell whether some letter is written three times and more."""
    return _STRETCHED.search(text) is not None


def _readings(text: str) -> Iterator[str]:
    plain = _TAGS.sub("", html.unescape(text)) if "&" in text or "<" in text else text
    shown = in_latin(without_invisible(plain))
    tagged = _TAG_AND_NUMBER.sub(r"\1 \2", in_latin(without_invisible(_ZERO_WIDTH.sub(" ", plain))))
    yield _HUMP.sub(" ", tagged).replace("_", " ")
    joined = " ".join(_LETTER_BY_LETTER.sub(_together, shown).split())
    yield _joined(joined)
    if _LEET_SIGNS.search(joined):
        yield _joined(_unleet(joined, as_l=False))
        yield _joined(_unleet(joined, as_l=True))
    if upright := turned(plain):
        yield upright
    arabic = shown.translate(ARABIC)
    if arabic != shown:
        yield arabic
    if _HAN_APART.search(shown):
        yield _HAN_APART.sub("", shown)


def levelled(text: str) -> str:
    """Write `i`, and signs for it or for `l`, as `l`: `1anternf1re` means both. Folded and spaced; '' when no word has two."""
    start = text[:LONGEST]
    if not _TWICE.search(start):
        return ""
    return level(spaced(fold(_unleet(start, as_l=True))))


def level(folded: str) -> str:
    """Write each `i` of a folded text as `l`."""
    return folded.replace("i", "l")


def _together(run: re.Match[str]) -> str:
    """Join letters that stand apart; where some gaps are wider than others, those are between words."""
    return _ONE_GAP.sub("", run[0]) if _ONE_GAP.search(run[0]) else "".join(run[0].split())


def _joined(text: str) -> str:
    """Write each word without the signs inside it."""
    return " ".join(_UNWORDED.sub("", word) for word in text.split(" "))


def _unleet(text: str, *, as_l: bool) -> str:
    """Write digits and signs as the letters they stand for, in words that have letters too."""
    return " ".join(
        (word.translate(_AS_L) if as_l else word).translate(_LEET) if any(map(str.isalpha, word)) else word
        for word in text.split(" ")
    )
