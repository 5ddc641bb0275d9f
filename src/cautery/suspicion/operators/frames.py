"""Nobody's hand: templates, share lines, chants, scores and verses that several accounts write, whoever they are.

Frames are runs of words with digits, links and names masked. A text that consists mostly of frames that several accounts
outside the bank use as well shows how a group writes, not how a person does.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from cautery.signals.fold import fold
from cautery.suspicion.operators.keys import key_of

RUN = 6
"""Words of one frame: of shorter runs language itself is full."""
AFFIX = 4
"""Words at the beginning or end of a text by which a button or an app signs it."""
SEVERAL = 3
"""Accounts outside the bank that must use a frame before it is nobody's."""
SHARE = 0.4
"""Share of a text's words that nobody's frames must cover before the text is nobody's."""
REPEATED = 3
"""Texts of one account that must begin or end alike before their beginning or end counts as a frame."""

_WORD, _LINK, _NAME, _DIGITS = re.compile(r"\w+"), re.compile(r"https?://\S+"), re.compile(r"@\w+"), re.compile(r"\d+")

Shared = Callable[[Sequence[int]], Sequence[bool]]
"""Tells of each frame's key whether several accounts outside the bank use it."""


def frames(text: str) -> Iterator[int]:
    """Give the keys of a text's frames, in its order, then of its beginning and its end."""
    words = masked_words(text)
    yield from _runs_of(words)
    yield from affixes(words)


def runs(text: str) -> Iterator[int]:
    """Give the keys of a text's frames without those of its beginning and its end."""
    return _runs_of(masked_words(text))


def masked_words(text: str) -> list[str]:
    """Give a text's words as frames see them.

    >>> masked_words("I ran 5.3 km with @Stridely! https://s.example/1")
    ['i', 'ran', '0', '0', 'km', 'with']
    """
    return _WORD.findall(_DIGITS.sub("0", _NAME.sub(" ", _LINK.sub(" ", fold(text)))))


def affixes(words: Sequence[str]) -> tuple[int, ...]:
    """Give the keys of how a text begins and ends; none where it is too short to have both."""
    if len(words) < RUN:
        return ()
    return key_of("frames", "^" + " ".join(words[:AFFIX])), key_of("frames", " ".join(words[-AFFIX:]) + "$")


def own_texts(texts: Iterable[str], shared: Shared) -> list[str]:
    """Keep the distinct texts that are somebody's own: not those that several others write as well."""
    known = {" ".join(words): (text, words) for text in texts if (words := masked_words(text)) or text.strip()}
    ends = Counter(key for _, words in known.values() for key in affixes(words))
    asked = [_keys(words) for _, words in known.values()]
    flat = [key for _, keys in asked for key in keys] + list(ends)
    told = dict(zip(flat, shared(flat), strict=True))
    usual = {key for key, many in ends.items() if many >= REPEATED and told[key]}
    return [
        text
        for (text, words), (places, keys) in zip(known.values(), asked, strict=True)
        if not usual.intersection(affixes(words))
        and _covered(len(words), [at for at, key in zip(places, keys, strict=True) if told[key]]) < SHARE
    ]


def _runs_of(words: Sequence[str]) -> Iterator[int]:
    return (key for _, key in _kept(len(words), _runs(words)))


def _keys(words: Sequence[str]) -> tuple[list[int], list[int]]:
    kept = _kept(len(words), _runs(words))
    return [at for at, _ in kept], [key for _, key in kept]


def _runs(words: Sequence[str]) -> list[int]:
    count = len(words) - RUN + 1
    if count < 1:
        return [key_of("frames", " ".join(words))] if len(words) > 1 else []
    return [key_of("frames", " ".join(words[at : at + RUN])) for at in range(count)]


def _kept(count: int, found: Sequence[int]) -> list[tuple[int, int]]:
    """Keep one of every two neighbours, so that what is kept still covers the text."""
    if len(found) <= 2 or count < RUN:
        return list(enumerate(found))
    kept = {at if found[at] <= found[at + 1] else at + 1 for at in range(len(found) - 1)} | {0, len(found) - 1}
    return [(at, found[at]) for at in sorted(kept)]


def _covered(count: int, places: Iterable[int]) -> float:
    covered = {word for at in places for word in range(at, min(at + RUN, count))}
    return len(covered) / max(1, count)
