"""Which texts of two accounts to lay side by side, so that a person sees how alike they write."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from cautery.suspicion.operators.bank import Bank
from cautery.suspicion.operators.compare import own_words
from cautery.suspicion.operators.frames import own_texts
from cautery.suspicion.operators.portrait import AccountPortrait

MOST = 3
"""Pairs of texts that are shown."""
READ = 60
"""The newest own texts of either that are looked at."""
LONGEST = 300

Pairs = tuple[tuple[str, str], ...]


def texts_of(portrait: AccountPortrait, earlier: AccountPortrait, bank: Bank) -> Pairs:
    """Pair own texts of a newcomer and of a removed account, most alike first, each text once."""
    ours = own_words(portrait, bank).texts
    theirs = own_texts((one.text for one in earlier.written), bank.several)
    return pair(ours[-READ:], theirs[-READ:])


def pair(ours: Sequence[str], theirs: Sequence[str]) -> Pairs:
    """Pair texts, most alike first."""
    alike = process.cdist(ours, theirs, scorer=fuzz.token_set_ratio) if ours and theirs else ()
    found = sorted((-float(one), n, m) for n, row in enumerate(alike) for m, one in enumerate(row))
    pairs: list[tuple[int, int]] = []
    for _, n, m in found:
        if len(pairs) < MOST and not any(n == at or m == to for at, to in pairs):
            pairs.append((n, m))
    return tuple((ours[n][:LONGEST], theirs[m][:LONGEST]) for n, m in pairs)
