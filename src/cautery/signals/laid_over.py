"""Whether one picture lies over another, and how: turned over, cut, stretched, or turned by some degrees.

Every way of turning over is tried with some hundred cuts on few points; the best three are made exact by the method of Lucas
and Kanade (1981), which follows the slopes of one outline to where it meets the other. A logo or a banner on a part counts
for little, for points that are far off weigh less.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

import numpy as np
from numpy.typing import NDArray

from cautery.signals.outlines import SIDE, Outline, halved

_Points = NDArray[np.floating]
Way = NDArray[np.float64]
"""2 x 3: from a point of the one picture to the same point of the other, each picture being one wide and one high."""

LEAST_ALIKE = 0.5
"""How much two outlines agree (their correlation) where they lie over each other, if they are of one picture."""
LEAST_OVER = 0.5
"""Share of the one picture that must lie over the other."""
FARTHEST_STRETCHED, FARTHEST_SLANTED = 2.0, 0.25
TURNED = (
    *("", "mirrored", "mirrored top to bottom", "turned by a half"),
    *("mirrored over its diagonal", "turned by a quarter", "turned by a quarter", "mirrored over its other diagonal"),
)
STARTS, ROUNDS, COARSE = 3, 8, 16
STRETCHES, SHIFTS = (0.64, 0.8, 0.9, 1.0, 1.11, 1.25, 1.56), 5
FAR_OFF, CLOSE = 0.6, 1e-3
"""Steps of contrast from which a point weighs less than half; a change of the way that is none."""
STEADY = 0.01
"""Keeps a step small where the outline says little about the way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """How two pictures lie over each other."""

    alike: float
    """Correlation, -1 to 1; 0 when they cannot be laid over each other."""
    over: float
    """Share of the one that lies over the other."""
    turned: str
    """Which of the eight ways of turning over: '' is as it is."""
    shows: tuple[float, float, float, float]
    """What it shows of the other: from left, top to right, bottom, as shares of the other's width and height."""

    @property
    def same(self) -> bool:
        """Tell whether it is one picture."""
        return self.alike >= LEAST_ALIKE and self.over >= LEAST_OVER


def laid_over(one: Outline, other: Outline) -> Overlap:
    """Find the best way in which one picture lies over another."""
    best = Overlap(alike=0.0, over=0.0, turned="", shows=(0.0, 0.0, 0.0, 0.0))
    for turned, start in _starts(one, other):
        way = _exact(_turned(one, turned), other, start)
        if way is not None:
            alike, over = _agreement(_turned(one, turned), other, way)
            if alike > best.alike:
                best = Overlap(alike=alike, over=over, turned=TURNED[turned], shows=_shown(way))
    return best


def _shown(way: Way) -> tuple[float, float, float, float]:
    """Say which part of the other picture lies under the one, by where the middles of its sides come to lie."""
    sides = way[:, :2] @ np.array([[0, 0.5, 1, 0.5], [0.5, 0, 0.5, 1]]) + way[:, 2:]
    left, top, right, bottom = np.clip([sides[0, 0], sides[1, 1], sides[0, 2], sides[1, 3]], 0, 1).tolist()
    return left, top, right, bottom


def _starts(one: Outline, other: Outline) -> Iterator[tuple[int, Way]]:
    """Give the cuts and ways of turning over that fit best on few points."""
    known = halved(other).ravel()[_PLACES] * _INSIDE
    asked = np.stack([halved(np.ascontiguousarray(_turned(one, turned))).ravel() for turned in range(8)], axis=1)
    lengths = np.sqrt((_INSIDE @ asked**2) * (known**2).sum(axis=1)[:, None]) + 1e-6
    fits = known @ asked / lengths
    chosen: list[tuple[int, int]] = []
    for place in np.argsort(-fits, axis=None, kind="stable")[: 50 * STARTS].tolist():
        cut, turned = divmod(place, 8)
        if all(turned != taken or np.abs(_CUTS[cut] - _CUTS[at]).max() > 0.09 for at, taken in chosen):
            chosen.append((cut, turned))
            yield turned, _CUTS[cut]
        if len(chosen) == STARTS:
            return


def _exact(one: Outline, other: Outline, start: Way) -> Way | None:
    """Follow the slopes from a first way to the exact one; None when it leads nowhere."""
    way = start.copy()
    for side in (COARSE, SIDE):
        asked, known = (one, other) if side == SIDE else (halved(np.ascontiguousarray(one)), halved(other))
        down, right = np.gradient(known * side, axis=0), np.gradient(known * side, axis=1)
        for _ in range(ROUNDS):
            x, y, inside = _led(way, side)
            if inside.mean() < LEAST_OVER:
                return None
            seen, across, along = (_at(plane, x, y)[inside] for plane in (known, right, down))
            step = _step(asked.ravel()[inside], seen, (across, along), places=_grid(side)[:, inside])
            way = way + step
            if np.abs(step).max() < CLOSE:
                break
    stretched, slanted = np.abs(np.diag(way)), np.abs(np.array([way[0, 1], way[1, 0]]))
    fits = stretched.max() <= FARTHEST_STRETCHED and stretched.min() >= 1 / FARTHEST_STRETCHED
    return way if fits and slanted.max() <= FARTHEST_SLANTED else None


def _step(asked: _Points, known: _Points, slopes: tuple[_Points, _Points], *, places: _Points) -> Way:
    """Give the change of the way that leaves the least of what is asked about unexplained."""
    strength = (known @ asked) / (known @ known + 1e-6)
    missing = asked - strength * known
    weights = 1 / (1 + (missing / FAR_OFF) ** 2)
    x, y = places
    changes = strength * np.stack([part for slope in slopes for part in (slope * x, slope * y, slope)], axis=1)
    weighed = changes * weights[:, None]
    solved: Way = np.linalg.solve(weighed.T @ changes + STEADY * len(missing) * np.eye(6), weighed.T @ missing)
    return solved.reshape(2, 3)


def _agreement(one: Outline, other: Outline, way: Way) -> tuple[float, float]:
    """Give the correlation where one lies over the other, and how much of it does."""
    x, y, inside = _led(way, SIDE)
    if inside.mean() < LEAST_OVER:
        return 0.0, 0.0
    asked, known = one.ravel()[inside], _at(other, x, y)[inside]
    return float(asked @ known / np.sqrt((asked @ asked) * (known @ known) + 1e-6)), float(inside.mean())


def _led(way: Way, side: int) -> tuple[_Points, _Points, NDArray[np.bool_]]:
    """Give where each point of the one picture is in the other, and which of them are inside of it."""
    places = _grid(side)
    led = way[:, :2] @ places + way[:, 2:]
    x, y = led
    return x, y, (x >= 0) & (x <= 1) & (y >= 0) & (y <= 1)


def _at(plane: _Points, x: _Points, y: _Points) -> _Points:
    """Read a plane between its points."""
    side = plane.shape[0]
    across, down = (np.clip(one * side - 0.5, 0, side - 1.001) for one in (x, y))
    left, top = across.astype(int), down.astype(int)
    across, down = across - left, down - top
    upper = plane[top, left] * (1 - across) + plane[top, left + 1] * across
    lower = plane[top + 1, left] * (1 - across) + plane[top + 1, left + 1] * across
    result: _Points = upper * (1 - down) + lower * down
    return result


def _turned(outline: Outline, way: int) -> Outline:
    """Turn over: bit 0 mirrors, bit 1 stands it on its head, bit 2 swaps rows and columns first."""
    turned = outline.T if way & 4 else outline
    turned = turned[::-1] if way & 2 else turned
    return turned[:, ::-1] if way & 1 else turned


@cache
def _grid(side: int) -> _Points:
    """Give x and y of the middles of all points, row by row."""
    middles = (np.arange(side) + 0.5) / side
    return np.stack([np.tile(middles, side), np.repeat(middles, side)])


def _cuts() -> NDArray[np.float64]:
    """List the first ways: stretched a little in either direction, and shifted as far as a cut of that size allows."""
    one_way = [
        (stretch, shift)
        for stretch in STRETCHES
        for shift in np.linspace(min(0, 1 - stretch) - 0.08, max(0, 1 - stretch) + 0.08, SHIFTS)
    ]
    return np.array([[[sx, 0, ox], [0, sy, oy]] for (sx, ox), (sy, oy) in product(one_way, one_way)])


def _coarse(cuts: NDArray[np.float64]) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Give for each cut which point of the other picture lies over each of the one's, and whether any does."""
    led = cuts[:, :, :2] @ _grid(COARSE) + cuts[:, :, 2:]
    inside = np.logical_and(led >= 0, led < 1).all(axis=1)
    cells = np.clip((led * COARSE).astype(np.int64), 0, COARSE - 1)
    enough = inside.mean(axis=1) >= LEAST_OVER
    return cells[:, 1] * COARSE + cells[:, 0], (inside & enough[:, None]).astype(np.float32)


_CUTS = _cuts()
_PLACES, _INSIDE = _coarse(_CUTS)
