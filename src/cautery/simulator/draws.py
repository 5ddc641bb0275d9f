"""Draws of chance that more than one part of the simulation makes: by rank, by shares, and opaque values."""

import random
from collections.abc import Mapping
from hashlib import blake2b
from itertools import accumulate


def stream(*parts: int | str) -> random.Random:
    """Give a chance generator of its own to what the parts name, whatever was drawn elsewhere."""
    return random.Random(int(opaque(*parts), 16))  # noqa: S311  a simulation, not a secret


def opaque(*parts: int | str, size: int = 8) -> str:
    """Give a value that can be compared and says nothing, as a platform's keyed hash does.

    >>> opaque(1, "device") == opaque(1, "device") != opaque(2, "device")
    True
    """
    return blake2b("\n".join(map(str, parts)).encode(), digest_size=size).hexdigest()


def by_rank(rng: random.Random, count: int) -> int:
    """Draw one of `count` by Zipf's law: the first is by far the most popular."""
    return int((count + 1) ** rng.random()) - 1


def by_share(rng: random.Random, shares: Mapping[str, float]) -> str:
    """Draw a name by its share.

    >>> by_share(random.Random(1), {"always": 1.0, "never": 0.0})
    'always'
    """
    drawn, names = rng.random() * sum(shares.values()), list(shares)
    return next(
        (name for name, below in zip(names, accumulate(shares.values()), strict=True) if drawn < below), names[0]
    )
