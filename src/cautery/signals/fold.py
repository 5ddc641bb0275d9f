"""One spelling of a text, so that what a reader takes for the same is the same.

Full-width and styled letters, case, the letters and marks that Arabic, Persian and Urdu writers use one for another, Arabic
digits, invisible characters and towers of combining marks all fold away. Folding twice changes nothing.
"""

import re
import unicodedata
from functools import lru_cache

LETTERS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ة": "ه", "ۀ": "ه", "ہ": "ه", "ھ": "ه",
    "ۃ": "ه", "ؤ": "و", "ک": "ك", "ڪ": "ك", "ß": "ss", "ς": "σ", "ı": "i",
}  # fmt: skip
"""Letters written one for another: alef forms, ya and alef maqsura, ta marbuta and ha, kaf forms, and a few of Latin."""

DIGITS = {chr(zero + n): str(n) for zero in (0x0660, 0x06F0) for n in range(10)}

MARKS = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff0-\ufffb\U000e0000-\U000e0fff\u0000-\u0008\u000e-\u001b\u007f]"
)
"""Vowel signs, tatweel, combining marks, and everything that shows nothing: zero-width, direction and variation marks."""

CONTROLS = "[\u0000-\u0008\u000e-\u001b\u007f]"
"""Controls of ASCII that are no white space."""

SPACES = "[\u0009-\u000d\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+"

_CONTROLS, _MARKS, _SPACES, _WORD = re.compile(CONTROLS), re.compile(MARKS), re.compile(SPACES), re.compile(r"\w+")
_LETTERS = str.maketrans(LETTERS | DIGITS)


@lru_cache(maxsize=16)
def fold(text: str) -> str:
    """Fold a text; linear in its length. The last few are remembered: several readers fold one text, one behind another.

    >>> fold("Ｆｒｅｅ  STRASSE"), fold("straße"), fold("الــسَّلام"), fold("٠٩")
    ('free strasse', 'strasse', 'السلام', '09')
    """
    if text.isascii() and not _CONTROLS.search(text):
        return " ".join(text.lower().split())  # the same, by a shorter way
    return _fold_any(text)


def without_accents(folded: str) -> str:
    """Leave out the accents of a folded text, as many people type it: `café` becomes `cafe`; other scripts stay."""
    if folded.isascii():
        return folded
    return "".join(unicodedata.normalize("NFKD", one)[0] if "\u00e0" <= one <= "\u024f" else one for one in folded)


def _fold_any(text: str) -> str:
    marked = unicodedata.normalize("NFKC", text).lower()
    plain = _MARKS.sub("", marked).translate(_LETTERS)
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", plain)).strip(" ")


def spaced(folded: str) -> str:
    """Keep the words of a folded text, with one space before, between and behind; nothing when there is no word.

    >>> spaced("k-pop, again!")
    ' k pop again '
    """
    words = _WORD.findall(folded)
    return f" {' '.join(words)} " if words else ""
