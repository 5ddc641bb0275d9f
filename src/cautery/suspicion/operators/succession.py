"""Who says that an account continues another, and which: "they deleted @old", "follow my backup @new"."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from cautery.signals.fold import fold

NEAR = 40
"""Letters between 'new' and 'account'."""

_NAMED = re.compile(r"@(\w{2,64})")


def declared(text: str, mentions: tuple[str, ...]) -> frozenset[str]:
    """Name the accounts, by handle in small letters or by id, that a text declares itself to continue or to be
    continued by.

    >>> sorted(declared("They deleted @Red_Mill, share this one", ()))
    ['red_mill']
    >>> declared("Good evening @Red_Mill", ())
    frozenset()
    """
    named = {name.lower() for name in _NAMED.findall(text)} | set(mentions)
    return frozenset(named) if named and _claim().search(fold(text)) else frozenset()


@cache
def _claim() -> re.Pattern[str]:
    said = tomllib.loads(files("cautery.suspicion").joinpath("shipped/succession.toml").read_text(encoding="utf-8"))
    which, what, phrases = (_any(said[name]) for name in ("which", "what", "phrases"))
    between = rf"[^.!?]{{0,{NEAR}}}"
    return re.compile(rf"\b(?:{phrases}|{which}\b{between}\b{what}|{what}\b{between}\b{which})\b")


def _any(words: list[str]) -> str:
    return "(?:" + "|".join(re.escape(fold(word)) for word in sorted(words, key=len, reverse=True)) + ")"
