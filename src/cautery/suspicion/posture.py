"""How a post stands to others' words: says its own, reports them, refutes them, or quotes them.

Quoting to refute and quoting to report promote nothing: it is the work of opponents and reporters. So what such a post
repeats, links to and answers is nothing that its author shares with whom it is about. A bare quotation may be either: it
does not speak to somebody as one of theirs, and what it repeats still counts.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from cautery.model.event import Post
from cautery.suspicion.words import spell

Posture = Literal["own", "reports", "refutes", "quotes"]
QUOTED = 0.4
"""Share of a text within quotation marks from which on it is somebody else's."""
FEWEST_QUOTED = 20
"""Letters within quotation marks that make a quotation and not a word that is doubted."""

_QUOTATION = re.compile(r"“[^”]{1,2000}”|«[^»]{1,2000}»|„[^“”]{1,2000}[“”]|\"[^\"]{1,2000}\"|「[^」]{1,2000}」")


def posture_of(post: Post) -> Posture:
    """Tell how a post stands to what it quotes, answers or names; a post that is about nobody says its own.

    Only a post that is turned to somebody, or that quotes, can report or refute: who uses the words by themselves says
    their own.
    """
    text = post.text or ""
    quoted = _quoted(text)
    if not (quoted or post.mentions or post.reply_to or post.quote_of):
        return "own"
    spelled = spell(_QUOTATION.sub(" ", text))
    if _terms()["refutes"].search(spelled):
        return "refutes"
    if _terms()["reports"].search(spelled):
        return "reports"
    return "quotes" if quoted >= max(FEWEST_QUOTED, QUOTED * len(text)) else "own"


def _quoted(text: str) -> int:
    return sum(len(one) for one in _QUOTATION.findall(text) if len(one) >= FEWEST_QUOTED)


@cache
def _terms() -> dict[str, re.Pattern[str]]:
    text = files("cautery.suspicion").joinpath("shipped/posture.toml").read_text(encoding="utf-8")
    return {name: _any_of(said["terms"]) for name, said in tomllib.loads(text).items()}


def _any_of(terms: list[str]) -> re.Pattern[str]:
    spelled = sorted({spell(term.rstrip("*")) + (r"\w*" if term.endswith("*") else "") for term in terms}, key=len)
    return re.compile(r"(?<!\w)(?:" + "|".join(reversed(spelled)) + r")(?!\w)")
