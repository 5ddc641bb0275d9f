"""Runs of words by which a text is known again when it is copied, whole or in part (Schleimer et al. 2003)."""

import re
from collections.abc import Iterator

from cautery.signals.fold import fold
from cautery.suspicion.operators.keys import key_of

RUN = 6
"""Words in a row."""
WINDOW = 4
"""Of so many runs one behind another, one is kept: a copy of nine words or more shares one for certain."""
FEWEST_WORDS, FEWEST_LETTERS = 4, 20
"""Shorter texts are written twice by accident."""

_WORD = re.compile(r"\w+")


def passages(text: str) -> Iterator[str]:
    """Give the passages of a text, in its order; a short text is one passage, and a very short one none."""
    words = _WORD.findall(fold(text))
    if len(words) < RUN:
        if len(words) >= FEWEST_WORDS and sum(map(len, words)) >= FEWEST_LETTERS:
            yield " ".join(words)
        return
    runs = [" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)]
    marks = [key_of("passages", run) for run in runs]
    last = -1
    for begin in range(max(1, len(runs) - WINDOW + 1)):
        kept = begin
        for at in range(begin + 1, min(begin + WINDOW, len(runs))):
            if marks[at] <= marks[kept]:
                kept = at
        if kept != last:
            yield runs[kept]
            last = kept
