"""Pictures, as a platform tells of them: their hashes. A copy has the same; one saved again differs in a few bits."""

import random
from functools import lru_cache
from typing import Literal

from msgspec.structs import replace

from cautery.model.event import MediaAttachment
from cautery.simulator.draws import opaque

Kind = Literal["image", "video"]
MOST_FLIPPED = 12
"""Bits of 256 that saving again changes at most; a PDQ is called the same within 31."""


@lru_cache(maxsize=50_000)
def picture(*parts: int | str, kind: Kind = "image") -> MediaAttachment:
    """Give the picture or film that the parts name."""
    sha256, pdq = opaque(*parts, "sha256", size=32), opaque(*parts, "pdq", size=32)
    return MediaAttachment(id=sha256[:16], kind=kind, sha256=sha256, pdq=pdq)


def altered(media: MediaAttachment, rng: random.Random) -> MediaAttachment:
    """Save a picture again: other bytes, nearly the same to look at."""
    flips = rng.sample(range(256), rng.randint(1, MOST_FLIPPED))
    pdq = int(media.pdq or "0", 16) ^ sum(1 << bit for bit in flips)
    sha256 = opaque(media.sha256 or "", *flips, size=32)
    return replace(media, id=sha256[:16], sha256=sha256, pdq=f"{pdq:064x}")
