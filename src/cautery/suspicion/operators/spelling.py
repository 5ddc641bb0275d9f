"""Is a name an earlier one, spelled again? In bits: the cost of making it up, less that of changing the earlier one.

How surprising each letter is comes from the platform's own names (a letter after the two before it, Witten-Bell
smoothed), so what everybody is called costs little and says little. Letters that stand in both, in the same order,
are had for nothing; each change, of however many letters, costs `CHANGE` bits.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from cautery.signals.fold import fold

CHANGE = 5.0
"""Bits that a change costs: where it is, and what kind of change."""
KEEP = 0.25
"""Bits that each letter kept costs."""
LONGEST = 64

_LEET = str.maketrans("013457@$!|", "oieastasil")
_PLAIN = re.compile(r"[\W_]+")
_AGAIN = re.compile(r"(.)\1+")


def skeleton(name: str) -> str:
    """Reduce a name to what stays when it is re-spelled: no case, separators, counters or doubling.

    >>> skeleton("Red_M00rning"), skeleton("redmorrning7")
    ('redmorning', 'redmorning')
    """
    letters = _PLAIN.sub("", fold(name)[:LONGEST])
    without_counter = letters.rstrip("0123456789") or letters
    return _AGAIN.sub(r"\1", without_counter.translate(_LEET))


def grams(name: str) -> frozenset[str]:
    """Give three letters in a row of a name's skeleton, by which names that may be re-spellings are found."""
    letters = skeleton(name)
    return frozenset(letters[at : at + 3] for at in range(len(letters) - 2)) or frozenset({letters} - {""})


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """How surprising letters are in names."""

    after: dict[str, Counter[str]]
    """What follows no, one and two letters."""
    letters: int

    def cost(self, name: str) -> list[float]:
        """Give the bits of each letter of a (folded) name."""
        padded = "^^" + name
        return [-math.log2(self._chance(padded[at], padded[at - 2 : at])) for at in range(2, len(padded))]

    def _chance(self, letter: str, before: str) -> float:
        chance = 1.0 / (self.letters + 1)
        for start in range(len(before), -1, -1):
            seen = self.after.get(before[start:])
            if seen:
                total, kinds = seen.total(), len(seen)
                chance = (seen[letter] + kinds * chance) / (total + kinds)
        return chance


def learn_spelling(names: Iterable[str]) -> Spelling:
    """Learn from the platform's names."""
    runs = Counter[str]()
    for name in names:
        padded = "^^" + fold(name)[:LONGEST]
        runs.update(map("".join, zip(padded, padded[1:], padded[2:], strict=False)))
    after: dict[str, Counter[str]] = {}
    for run, many in runs.items():
        for start in range(3):
            after.setdefault(run[start:2], Counter())[run[2]] += many
    return Spelling(after=after, letters=max(26, len({run[2] for run in runs})))


def respelled(new: str, costs: Sequence[float], earlier: str) -> float:
    """Give the bits by which a name is better explained as an earlier one spelled again than as made up; below 0 it
    is not.

    Args:
        new: the newcomer's name, folded.
        costs: bits of each of its letters.
        earlier: the earlier name, folded.
    """
    if not new or not earlier:
        return 0.0
    gained, changes = 0.0, 0
    for step in Indel.opcodes(earlier, new):
        if step.tag == "equal":
            gained += sum(costs[step.dest_start : step.dest_end]) - KEEP * (step.dest_end - step.dest_start)
        else:
            changes += 1
    return gained - CHANGE * changes
