"""Letters that look like others: which Latin letter a reader takes a letter for, and which Arabic one.

From Unicode's table of confusables (UTS 39) and from the names of characters (small capitals, turned letters, letters with
strokes). A word all in a living script other than Latin is left alone: Russian `сор` is a word, and not `cop`.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_NAMED = re.compile(r"LATIN (?:SMALL |CAPITAL )?(?:LETTER )?(?:SMALL CAPITAL |BETA )?([A-Z])(?: WITH .+)?")
_TURNED = re.compile(r"LATIN (?:SMALL LETTER|LETTER SMALL CAPITAL) (?:TURNED|REVERSED) ([A-Z])(?: WITH .+)?")
_UPSIDE_DOWN = {"n": "u", "u": "n", "b": "q", "q": "b", "d": "p", "p": "d", "m": "w", "w": "m"}
_ONLY_TURNED = {
    "ɟ": "f",
    "ʌ": "v",
    "ᴧ": "v",
    "ɔ": "c",
    "ƃ": "g",
    "ɓ": "g",
    "ᵷ": "g",
    "ɾ": "j",
    "ſ": "j",
    "ʅ": "l",
    "ꞁ": "l",
    "˥": "l",
    "Ɔ": "c",
    "Ǝ": "e",
    "Ⅎ": "f",
    "⅁": "g",
    "⅂": "l",
    "Ԁ": "p",
    "∩": "u",
    "Λ": "v",
    "⅄": "y",
    "∀": "a",
    "ɥ": "h",
}
"""Letters that stand for others turned by a half, whatever Unicode calls them."""
_ALSO = dict(zip("εηωνλвнткмгшꞁ", "enwvlbhtkmrwl", strict=True))
"""Letters that pass for Latin ones within a word of Latin letters, and that Unicode's table finds too unlike."""
_LATIN_BLOCKS = (
    (0x00C0, 0x02B0),
    (0x1D00, 0x1DC0),
    (0x1E00, 0x1F00),
    (0x2C60, 0x2C80),
    (0xA720, 0xA800),
    (0xAB30, 0xAB70),
)
_STYLED = (
    *((chr(0x1F1E6 + n), chr(97 + n)) for n in range(26)),
    *((chr(0x1F150 + n), chr(97 + n)) for n in range(26)),
    *((chr(0x1F170 + n), chr(97 + n)) for n in range(26)),
    *((chr(0x249C + n), chr(97 + n)) for n in range(26)),
)
"""Regional indicators, negative circled and squared letters, and letters in brackets: NFKC leaves or spreads them."""
ARABIC = str.maketrans("گڭڤپچژڎڑٹ", "ككفبجزدرت")
"""Letters of Persian, Urdu and the Maghreb that are typed for the Arabic ones beside them."""
_RASM = str.maketrans({**dict.fromkeys("بتثپنيىئٹٮںڽ", "ٮ"), **dict.fromkeys("جحخچ", "ح"), **dict.fromkeys("دذڈ", "د"),
    **dict.fromkeys("رزژڑ", "ر"), **dict.fromkeys("سش", "س"), **dict.fromkeys("صض", "ص"), **dict.fromkeys("طظ", "ط"),
    **dict.fromkeys("عغ", "ع"), **dict.fromkeys("فقڤڡٯ", "ڡ"), **dict.fromkeys("كگڭ", "ك"), "ة": "ه"})  # fmt: skip
_DOTLESS = re.compile("[\u066e\u066f\u06a1\u06ba]")


def in_latin(text: str) -> str:
    """Write the look-alikes in words that mix scripts, or are of no living script, as the Latin letters they look like.

    >>> in_latin("lantеrn 🇱🇦 ʟᴀɴᴛᴇʀɴ"), in_latin("сор")
    ('lantern la lantern', 'сор')
    """
    if text.isascii():
        return text
    styled = text.translate(_styled())
    return " ".join(_word(word) for word in styled.split(" "))


def turned(text: str) -> str | None:
    """Read a text that stands upside down from its end; None when it does not."""
    table = _turned()
    if not any(letter in table for letter in text):
        return None
    return "".join(table.get(letter, _UPSIDE_DOWN.get(letter, letter)) for letter in reversed(text))


def is_dotless(text: str) -> bool:
    """Tell whether Arabic is written without its dots."""
    return _DOTLESS.search(text) is not None


def without_dots(folded: str) -> str:
    """Leave out the dots of Arabic letters, so that writing with and without them is the same."""
    return folded.translate(_RASM)


def _word(word: str) -> str:
    if word.isascii():
        return word
    table = _latin()
    alike = [letter for letter in word if not letter.isascii() and letter in table]
    mixed = any(letter.isascii() and letter.isalpha() for letter in word)
    styled = all(letter.isascii() or (letter in table and _is_latin(letter)) for letter in word if letter.isalpha())
    return "".join(table.get(letter, letter) for letter in word) if alike and (mixed or styled) else word


def _is_latin(letter: str) -> bool:
    return any(first <= ord(letter) < last for first, last in _LATIN_BLOCKS)


@cache
def _styled() -> Mapping[int, str]:
    return {ord(letter): plain for letter, plain in _STYLED}


@cache
def _latin() -> Mapping[str, str]:
    """Give the Latin letter that each letter looks like; those with a mark that composes are spelling, and stay."""
    said = json.loads(files("confusable_homoglyphs").joinpath("confusables.json").read_text(encoding="utf-8"))
    found = {}
    for letter, others in said.items():
        plain = next(
            (
                other["c"].lower()
                for other in others
                if len(other["c"]) == 1 and other["c"].isascii() and other["c"].isalpha()
            ),
            "",
        )
        if len(letter) == 1 and not letter.isascii() and letter.isalpha() and plain:
            found[letter] = plain
    for first, last in _LATIN_BLOCKS:
        for letter in map(chr, range(first, last)):
            named = _NAMED.fullmatch(unicodedata.name(letter, ""))
            if named and unicodedata.normalize("NFKD", letter)[0] == letter:
                found[letter] = named[1].lower()
    found = _ALSO | found
    for letter, others in said.items():
        through = next((found[other["c"]] for other in others if other["c"] in found), "")
        if len(letter) == 1 and not letter.isascii() and letter.isalpha() and through:
            found.setdefault(letter, through)
    return found


@cache
def _turned() -> Mapping[str, str]:
    found = dict(_ONLY_TURNED)
    for letter in map(chr, (*range(0x0180, 0x02B0), *range(0x1D00, 0x1DC0), *range(0xA700, 0xA800))):
        named = _TURNED.fullmatch(unicodedata.name(letter, ""))
        if named:
            found[letter] = named[1].lower()
    return found
