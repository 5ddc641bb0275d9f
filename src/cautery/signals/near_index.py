"""Known texts, ready to be met again in many posts at once."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from cautery.signals.minhash import BANDS, Hashes, bands_of, shingles

FEWEST_SHINGLES = 25
"""Below this (about 30 letters) texts resemble each other by accident: only equal ones count."""
LARGEST_SIEVE = 22
"""Bits of a key that a sieve looks at: most posts are passed over without a search; 64 MB at most."""
FEWEST_LETTERS = 8
"""Below this nothing is said: half the world has posted it."""


class NearIndex:
    """Finds texts within a distance (1 - Jaccard resemblance of shingles) of known ones."""

    def __init__(self, known: Sequence[str], *, within: float) -> None:
        """Take known texts in canonical form."""
        self._known, self._within = tuple(known), within
        self._equal: dict[str, list[int]] = {}
        for position, text in enumerate(known):
            self._equal.setdefault(text, []).append(position)
        self._long = np.array(
            [i for i, text in enumerate(known) if len(shingles(text)) >= FEWEST_SHINGLES], dtype=np.int64
        )
        keys = bands_of([known[i] for i in self._long])
        self._order = np.argsort(keys, axis=0, kind="stable")
        self._sorted = np.take_along_axis(keys, self._order, axis=0)
        self._mask = keys.dtype.type((1 << min(LARGEST_SIEVE, (32 * len(keys)).bit_length())) - 1)
        self._sieve = np.zeros((BANDS, int(self._mask) + 1), dtype=bool)
        for band in range(BANDS):
            self._sieve[band, keys[:, band] & self._mask] = True
        self._shingles = {int(i): shingles(known[i]) for i in self._long}

    def find(self, texts: Sequence[str]) -> Iterator[tuple[int, int, float]]:
        """Give (row, position of a known text, distance) for each text that is known or near to it."""
        for row, text in enumerate(texts):
            if len(text) >= FEWEST_LETTERS:
                for position in self._equal.get(text, ()):
                    yield row, position, 0.0
        yield from self._near(texts)

    def _near(self, texts: Sequence[str]) -> Iterator[tuple[int, int, float]]:
        if not self._long.size or not texts:
            return
        rows, slots = self._candidates(bands_of(texts))
        ours, own = -1, frozenset[str]()
        for row, slot in zip(rows.tolist(), slots.tolist(), strict=True):
            position = int(self._long[slot])
            if row != ours:
                ours, own = row, shingles(texts[row])
            known = self._shingles[position]
            if len(own) < FEWEST_SHINGLES or texts[row] == self._known[position]:
                continue
            both = len(own & known)
            distance = 1.0 - both / (len(own) + len(known) - both)
            if distance <= self._within:
                yield row, position, distance

    def _candidates(self, keys: Hashes) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Pair texts with known ones (slots of `_long`) that share a band; each pair once, sorted."""
        pairs = [np.zeros(0, dtype=np.int64)]
        width = np.int64(self._long.size)
        for band in range(BANDS):
            column = self._sorted[:, band]
            met = np.flatnonzero(self._sieve[band, keys[:, band] & self._mask])
            first = np.searchsorted(column, keys[met, band], side="left")
            counts = np.searchsorted(column, keys[met, band], side="right") - first
            starts = np.repeat(first - np.concatenate(([0], np.cumsum(counts)[:-1])), counts)
            slots = self._order[starts + np.arange(counts.sum()), band]
            pairs.append(np.repeat(met, counts) * width + slots)
        unique = np.unique(np.concatenate(pairs))
        return unique // width, unique % width
