"""Pictures inside a picture: a screenshot, a collage, a frame of noise or blur, a picture set askew.

What is found is only a place to look at; whether something known is there, hashes and outlines tell.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from cautery.signals.media.pdq import Plane

LEAST_SHARE, LEAST_POINTS, MOST_BLOCKS, DEEPEST = 0.08, 40, 4, 4
"""A block of a page must be so much of its side, and so many points; so many are looked at, after so many cuts."""
STEADY = 4.0
"""Steps of brightness: a line that varies less is empty."""
ROUGHER = 1.8
"""How many times rougher, or smoother, a frame must be than what it frames."""
SHARPER = 3.0
"""How many times larger than usual the step across an edge is."""
LEAST_SLANT, MOST_SLANT = 3.0, 42.0
"""Degrees by which a picture stands askew."""
EVERY = 4
"""One line of so many is enough to tell what all lines have."""
GRIDS = ((2, 2), (1, 2), (2, 1), (1, 3), (3, 1), (3, 3))
"""Columns and rows of collages without gaps."""

_Lines = NDArray[np.float32]


def insets(plane: Plane) -> Iterator[tuple[str, Plane]]:
    """Give the parts of a picture that may be pictures of their own, each with how it was found."""
    for block in _blocks(plane):
        yield "a picture on a page", block
    for framed in (inside_of_frame(plane), between_edges(plane)):
        if framed is not None:
            yield "inside a frame", framed
    straight = straightened(plane)
    if straight is not None:
        yield "set straight", straight


def cells(plane: Plane) -> Iterator[Plane]:
    """Give the cells of the collages that a picture may be."""
    height, width = plane.shape
    for across, down in GRIDS:
        for row in range(down):
            for column in range(across):
                yield np.ascontiguousarray(
                    plane[
                        row * height // down : (row + 1) * height // down,
                        column * width // across : (column + 1) * width // across,
                    ]
                )


def inside_of_frame(plane: Plane) -> Plane | None:
    """Take off a frame that is much rougher or much smoother than the picture in it; None when there is no such frame."""
    rough = _roughness(plane)
    height, width = plane.shape
    middle = slice(height * 3 // 8, height * 5 // 8), slice(width * 3 // 8, width * 5 // 8)
    left, right = _frame(np.median(rough[middle[0]][::EVERY], axis=0))
    top, bottom = _frame(np.median(rough[:, middle[1]][:, ::EVERY], axis=1))
    inner = plane[top : height - bottom, left : width - right]
    if inner.shape == plane.shape or min(inner.shape) < LEAST_POINTS:
        return None
    return np.ascontiguousarray(inner)


def between_edges(plane: Plane) -> Plane | None:
    """Take what lies between straight edges, as of a film before a blurred copy of itself; None when there are none."""
    height, width = plane.shape
    left, right = _edges(np.median(np.abs(np.diff(plane[height // 4 : height * 3 // 4 : EVERY], axis=1)), axis=0))
    top, bottom = _edges(np.median(np.abs(np.diff(plane[:, width // 4 : width * 3 // 4 : EVERY], axis=0)), axis=1))
    inner = plane[top : height - bottom, left : width - right]
    if inner.shape == plane.shape or min(inner.shape) < LEAST_POINTS:
        return None
    return np.ascontiguousarray(inner)


def straightened(plane: Plane) -> Plane | None:
    """Set straight a picture that stands askew on one colour; None when none does."""
    corners = np.array([plane[0, 0], plane[0, -1], plane[-1, 0], plane[-1, -1]])
    if np.ptp(corners) > STEADY:
        return None
    rows, columns = np.nonzero(np.abs(plane - np.median(corners)) > 3 * STEADY)
    if rows.size < LEAST_POINTS**2:
        return None
    slant = _slant(rows, columns)
    if not LEAST_SLANT <= abs(slant) <= MOST_SLANT:
        return None
    ground = int(np.clip(np.median(corners), 0, 255))
    picture = Image.fromarray(np.uint8(np.clip(plane, 0, 255)))
    turned = np.asarray(
        picture.rotate(slant, Image.Resampling.BICUBIC, expand=True, fillcolor=ground), dtype=np.float32
    )
    return _without_ground(turned, ground)


def _slant(rows: NDArray[np.int64], columns: NDArray[np.int64]) -> float:
    """Give the angle of the upper side, in degrees, by the outermost points of what is shown."""
    left, top, right = (
        (columns[at], rows[at]) for at in (int(columns.argmin()), int(rows.argmin()), int(columns.argmax()))
    )
    wide, steep = (right, top) if right[0] - top[0] >= top[0] - left[0] else (top, left)
    return float(np.degrees(np.arctan2(wide[1] - steep[1], wide[0] - steep[0])))


def _without_ground(plane: Plane, ground: int) -> Plane | None:
    shown = np.abs(plane - ground) > 3 * STEADY
    rows, columns = np.nonzero(shown.mean(axis=1) > 0.4)[0], np.nonzero(shown.mean(axis=0) > 0.4)[0]
    if min(rows.size, columns.size) < LEAST_POINTS:
        return None
    return np.ascontiguousarray(plane[rows[0] + 1 : rows[-1], columns[0] + 1 : columns[-1]])


def _edges(steps: _Lines) -> tuple[int, int]:
    """Count the lines before the first straight edge and behind the last; an edge stands out from the steps around it."""
    outer = steps.size * 9 // 20
    least = SHARPER * (float(np.median(steps)) + 0.5)
    before, behind = steps[:outer], steps[::-1][:outer]
    if not outer:
        return 0, 0
    first, last = (int(one.argmax()) + 1 if one.max() >= least else 0 for one in (before, behind))
    return first, last


def _frame(profile: _Lines) -> tuple[int, int]:
    """Count the lines of a frame before and behind, by where roughness changes from the frame's to the picture's."""
    size = profile.size
    inner = float(np.median(profile[size * 3 // 8 : size * 5 // 8])) + 0.2
    return _edge(profile, inner), _edge(profile[::-1], inner)


def _edge(profile: _Lines, inner: float) -> int:
    band = max(3, profile.size // 50)
    outer = float(np.median(profile[1 : band + 1])) + 0.2
    if max(outer / inner, inner / outer) < ROUGHER:
        return 0
    between = np.sqrt(outer * inner)
    smoothed = np.convolve(profile, np.ones(band) / band, mode="same")
    other = smoothed < between if outer > inner else smoothed > between
    at = int(np.argmax(other[: profile.size * 3 // 8])) if other.any() else 0
    return _sharpest(profile, at, band) if at else 0


def _sharpest(profile: _Lines, at: int, within: int) -> int:
    """Give the line near one at which the profile changes most."""
    lines = range(max(3, at - within), min(profile.size - 3, at + within + 1))
    return max(
        lines, key=lambda line: abs(profile[line : line + 3].mean() - profile[line - 3 : line].mean()), default=at
    )


def _roughness(plane: Plane) -> Plane:
    """Give how much each point differs from the mean of those around it."""
    around = sum(np.roll(plane, shift, axis=axis) for axis in (0, 1) for shift in (-1, 1)) / 4
    return np.asarray(np.abs(plane - around), dtype=np.float32)


def _blocks(plane: Plane) -> Iterator[Plane]:
    """Give the largest blocks of a page, cut along its empty lines (recursive cuts after Nagy and Seth, 1984)."""
    found = [
        block
        for block in _cut(plane, depth=0)
        if block.shape != plane.shape
        and min(block.shape) >= LEAST_POINTS
        and min(block.shape[0] / plane.shape[0], block.shape[1] / plane.shape[1]) >= LEAST_SHARE
    ]
    for block in sorted(found, key=lambda one: -one.size)[:MOST_BLOCKS]:
        yield np.ascontiguousarray(block)


def _cut(plane: Plane, *, depth: int) -> Iterator[Plane]:
    for axis in (1, 0) if depth < DEEPEST else ():
        spans = _spans(plane.std(axis=axis) >= STEADY)
        if spans and spans != [(0, plane.shape[1 - axis])]:
            for first, last in spans:
                yield from _cut(plane[first:last] if axis == 1 else plane[:, first:last], depth=depth + 1)
            return
    yield plane


def _spans(filled: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Give the runs of lines that are not empty and long enough for a picture."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], filled, [False])).astype(np.int8))).reshape(-1, 2)
    return [(int(first), int(last)) for first, last in edges if last - first >= LEAST_POINTS]
