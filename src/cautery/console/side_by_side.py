"""Two pictures side by side without either: the bits of their hashes, and their outlines in grey.

Neither is kept here as a picture. An outline is coarse and grey by nature, and shown only to whoever asks for it.
"""

from dataclasses import dataclass

from cautery.errors import Invalid
from cautery.signals.outlines import REACH, SIDE, read

BITS_A_SIDE = 16
GREYS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Hashes:
    """Paths of an SVG of 16 x 16: the bits of either hash that are set, and those in which they differ."""

    known: str
    seen: str
    differing: str
    bits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """All points of one grey: its name and its path in an SVG of 32 x 32."""

    fill: str
    path: str


def hashes_of(known: str, seen: str) -> Hashes:
    """Lay the two hashes side by side that are nearest, of two values of pictures."""
    pairs = ((one, other) for one in _hashes(known) for other in _hashes(seen))
    ours, theirs = min(pairs, key=lambda pair: (int(pair[0], 16) ^ int(pair[1], 16)).bit_count())
    apart = int(ours, 16) ^ int(theirs, 16)
    return Hashes(
        known=_path(int(ours, 16)), seen=_path(int(theirs, 16)), differing=_path(apart), bits=apart.bit_count()
    )


def outline_of(value: str) -> tuple[Shade, ...]:
    """Draw the outline in a picture's value; nothing when it has none, refused when it is none."""
    _, mark, outline = value.partition("~")
    if not mark:
        return ()
    try:
        points = read(outline.partition("~")[0])
    except ValueError:
        raise Invalid("This is no outline of a picture; look the file up again.") from None
    steps = ((points + REACH) / (2 * REACH) * (GREYS - 1)).round().clip(0, GREYS - 1).astype(int)
    shades = []
    for step in range(GREYS):
        cells = "".join(_cell(x, y) for y in range(SIDE) for x in range(SIDE) if steps[y, x] == step)
        if cells:
            grey = round(40 + 175 * step / (GREYS - 1))
            shades.append(Shade(fill=f"#{grey:02x}{grey:02x}{grey:02x}", path=cells))
    return tuple(shades)


def _hashes(value: str) -> list[str]:
    return value.partition("~")[0].split("-")


def _path(bits: int) -> str:
    return "".join(
        _cell(at % BITS_A_SIDE, at // BITS_A_SIDE) for at in range(BITS_A_SIDE * BITS_A_SIDE) if bits >> at & 1
    )


def _cell(x: int, y: int) -> str:
    return f"M{x} {y}h1v1h-1z"
