"""How a text speaks: for an organisation, or about it and against it.

Whoever names an organisation as its members do, honours its dead or tells its attacks as "ours" speaks for it; whoever uses the
names of its opponents, attributes to a source or argues against it does not (Magdy, Darwish & Weber 2015, arXiv 1503.02401).
Keywords alone are the documented failure of this field, so a word that speaks *for* counts as reported speech, and not at all,
in a text that also attributes or condemns.
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cautery.suspicion.words import spell

_ARABIC = re.compile("[\u0621-\u064a]")
_PARTICLES = r"(?:[وف]?(?:[بلك]?(?:ال)?|لل))?"
FEW_POSTS = 3.0
"""Posts that are added in silence, so that one hit among few posts is not a habit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """One way of speaking, with the terms that show it."""

    id: str
    side: Literal["for", "against"]
    prior_bits: float
    """Bits of an account that speaks so in every post, before anything was learnt here."""
    says: str
    source: str
    pieces: tuple[str, ...]
    """A text without any of these letters cannot match: asked first, because it is ten times as quick."""
    pattern: re.Pattern[str]

    def heard_in(self, spelled: str) -> bool:
        """Tell whether a spelled text speaks so."""
        return any(piece in spelled for piece in self.pieces) and self.pattern.search(spelled) is not None


@cache
def stances() -> tuple[Stance, ...]:
    """Read the shipped ways of speaking, each with its source."""
    text = files("cautery.suspicion").joinpath("shipped/stance.toml").read_text(encoding="utf-8")
    return tuple(
        Stance(
            id=group["id"],
            side=group["side"],
            prior_bits=float(group["prior_bits"]),
            says=group["says"],
            source=group["source"],
            pieces=tuple(sorted({spell(term.split("*")[0]) for term in group["terms"]})),
            pattern=_any_of(group["terms"]),
        )
        for group in tomllib.loads(text)["group"]
    )


def stance_of(spelled: str) -> tuple[bool, ...]:
    """Tell which ways of speaking a text uses, in the order of `stances()`; what it only reports does not count."""
    hits = tuple(stance.heard_in(spelled) for stance in stances())
    reports = any(hit and stance.side == "against" for hit, stance in zip(hits, stances(), strict=True))
    return tuple(hit and not (reports and stance.side == "for") for hit, stance in zip(hits, stances(), strict=True))


def habits(hits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn hits (posts x stances) into habits (stances): 0 for never, towards 1 for always; the first uses say most."""
    shrunk: NDArray[np.float64] = np.sqrt(hits.sum(axis=0) / (len(hits) + FEW_POSTS))
    return shrunk


def _any_of(terms: Sequence[str]) -> re.Pattern[str]:
    longest_first = sorted({_pattern(term) for term in terms}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(longest_first) + r")(?!\w)")


def _pattern(term: str) -> str:
    """Write a term as a pattern over spelled words: `*` is any letters; Arabic words may carry their particles."""
    words = [re.escape(word).replace("qstarq", r"\w{0,40}") for word in spell(term.replace("*", "qstarq")).split()]
    if _ARABIC.search(term):
        words[0] = _PARTICLES + words[0]
    return r" ".join(words)
