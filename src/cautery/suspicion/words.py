"""Words of a text in one spelling, and without what is never evidence.

Religion, devotion, language, peoples and places say nothing about an account, nor does the mere topic. They are masked before
anything is learnt, so that a classifier cannot learn a creed, an origin, or what the news is about.
"""

import re
import tomllib
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

Script = Literal["latin", "arabic"]
WALL = "¤"
"""Stands for a masked word; no pair of words reaches over it."""

_LINK = re.compile(r"https?\S{0,2000}|www\.\S{0,2000}", re.IGNORECASE)
_MENTION = re.compile(r"@\w{1,100}…?")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200b-\u200f\u00ad]")
_WORD = re.compile(r"[^\W\d_]+|[|]")
_ARABIC = re.compile("[\u0621-\u064a]")
_LATIN = re.compile("[a-z\u00df-\u024f]")
_LETTERS = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ک": "ك", "ی": "ي"}
)
_FRONTS = ("و", "ف", "ب", "ل", "ك", "ال", "وال", "فال", "بال", "لل", "كال", "وب", "ول", "فب", "فل", "وبال", "ولل")
ENOUGH_LETTERS = 6


def spell(text: str) -> str:
    """Give a text's words in one spelling: no links, names or digits; hashtags opened; case and Arabic letters folded.

    >>> spell("Seen at #CityHall: https://example.org @someone 12 times")
    'seen at city hall times'
    """
    text = unicodedata.normalize("NFKC", _MENTION.sub(" ", _LINK.sub(" ", text)))
    text = _CAMEL.sub(" ", text.replace("_", " ")).lower()
    return " ".join(_WORD.findall(_MARKS.sub("", text).translate(_LETTERS)))


def script_of(spelled: str) -> Script | None:
    """Say in which script most letters are; None when there are too few to say."""
    arabic, latin = len(_ARABIC.findall(spelled)), len(_LATIN.findall(spelled))
    if max(arabic, latin) < ENOUGH_LETTERS:
        return None
    return "arabic" if arabic > latin else "latin"


def mask(spelled: str) -> str:
    """Put a wall in place of every word that is never evidence.

    >>> mask("they pray in the mosque on friday")
    'they pray in the ¤ on ¤'
    """
    return " ".join(WALL if word == "|" or _is_never_evidence(word) else word for word in spelled.split())


@lru_cache(maxsize=200_000)
def _is_never_evidence(word: str) -> bool:
    """Tell whether a word is listed, also with what Arabic writes onto its front ('and', 'in', 'for', 'the')."""
    never = never_evidence()
    if word in never:
        return True
    return any(
        word.startswith(front) and word[len(front) :] in never for front in _FRONTS if len(word) > len(front) + 2
    )


@cache
def never_evidence() -> frozenset[str]:
    """List the words that are masked, as `never_evidence.toml` has them."""
    text = files("cautery.suspicion").joinpath("shipped/never_evidence.toml").read_text(encoding="utf-8")
    return frozenset(spell(" ".join(kind["words"] for kind in tomllib.loads(text).values())).split())
