"""The ways a picture comes back: mirrored, turned, with a border, cut, or with something laid over it.

A bank keeps a picture's parts, and a picture that is asked about is looked at in several ways: what was cut off the one, or
laid over it, is then missing from a view of the other too.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image

from cautery.signals.media.insets import cells
from cautery.signals.media.pdq import (
    LEAST_QUALITY,
    Plane,
    bits_of,
    frequencies_of,
    mirrored,
    quality_of,
    small_of,
    turned,
    written,
)

Cut = tuple[float, float, float, float]
"""Which share is cut off left, top, right and bottom."""

TURN_DEGREES, ASKEW_DEGREES = 2, (3, 6, 9, 12, 15)
ASKEW_SIDE = 160
"""Points to a side that are enough to set a picture straight roughly."""
STEADY, FLECK = 4, 24
"""Steps of brightness: a border differs from its own colour by less than these, on average and at the most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One way of looking at a picture, and its hash."""

    name: str
    pdq: str
    quality: int


def views_asked(plane: Plane, *, inside: Iterable[tuple[str, Plane]] = ()) -> Iterator[View]:
    """Look at a picture in the ways in which a known one may be hidden; the first is the picture as it is.

    Args:
        inside: pictures that were found in it (`insets`), each with how it was found.
    """
    small = small_of(plane)
    frequencies, quality = frequencies_of(small), quality_of(small)
    yield View(name="", pdq=written(bits_of(frequencies)), quality=quality)
    yield View(name="mirrored", pdq=written(bits_of(mirrored(frequencies))), quality=quality)
    for one in turned(frequencies):
        yield View(name="turned", pdq=written(bits_of(one)), quality=quality)
    yield View(name="negative", pdq=written(bits_of(-frequencies)), quality=quality)
    inner = without_border(plane)
    if inner.shape != plane.shape:
        yield from _both_ways(inner, "without its border")
        yield from _within(inner, "without its border")
    yield from _within(plane, "")
    for found, place in inside:
        yield from _both_ways(place, found)
    for cell in cells(plane):
        yield from _plain(cell, "a cell of a collage")
    yield from _askew(plane)


def views_banked(plane: Plane) -> Iterator[View]:
    """Look at a picture as it will be when it is cut, or when a part of it is covered; the first is the picture as it is."""
    for cut in (*CUTS, *TILES):
        small = small_of(part(plane, cut))
        quality = quality_of(small)
        if cut == CUTS[0] or quality >= LEAST_QUALITY:
            yield View(name="a part" if any(cut) else "", pdq=written(bits_of(frequencies_of(small))), quality=quality)
    inner = without_border(plane)
    if inner.shape != plane.shape:
        small = small_of(inner)
        quality = quality_of(small)
        if quality >= LEAST_QUALITY:
            yield View(name="a part", pdq=written(bits_of(frequencies_of(small))), quality=quality)


def without_border(plane: Plane) -> Plane:
    """Take bars of one colour off a picture; a picture that is mostly such bars is left as it is."""
    top, bottom = _bars(plane)
    left, right = _bars(plane[top : plane.shape[0] - bottom].T)
    inner = plane[top : plane.shape[0] - bottom, left : plane.shape[1] - right]
    return inner if min(inner.shape[0] / plane.shape[0], inner.shape[1] / plane.shape[1]) >= 0.4 else plane


def part(plane: Plane, cut: Cut) -> Plane:
    """Cut shares off a picture's sides."""
    height, width = plane.shape
    left, top, right, bottom = cut
    return np.ascontiguousarray(
        plane[round(top * height) : round((1 - bottom) * height), round(left * width) : round((1 - right) * width)]
    )


def _around(share: float) -> Cut:
    return share, share, share, share


def _sides(share: float) -> tuple[Cut, ...]:
    return (share, 0, 0, 0), (0, share, 0, 0), (0, 0, share, 0), (0, 0, 0, share)


def _corners(share: float) -> tuple[Cut, ...]:
    return (share, share, 0, 0), (0, share, share, 0), (0, 0, share, share), (share, 0, 0, share)


CUTS: tuple[Cut, ...] = (
    *(_around(0), _around(0.025), _around(0.05), _around(0.075), _around(0.1)),
    *(*_sides(0.05), *_sides(0.1), *_corners(0.05), *_corners(0.1)),
)
"""What is cut off pictures that come back, up to a tenth of each side."""
TILES: tuple[Cut, ...] = (*_sides(0.2), *_corners(0.4), _around(0.2))
"""Parts of which a banner or a logo leaves some as they were."""


def _within(plane: Plane, name: str) -> Iterator[View]:
    for tile in TILES:
        yield from _both_ways(part(plane, tile), f"a part, {name}".rstrip(", "))
    for degrees in (TURN_DEGREES, -TURN_DEGREES):
        straight = _turned_by(plane, degrees)
        for cut in (_around(0), _around(0.04)):
            yield from _both_ways(part(straight, cut), f"set straight, {name}".rstrip(", "))


def _both_ways(plane: Plane, name: str) -> Iterator[View]:
    small = small_of(plane)
    quality = quality_of(small)
    if quality >= LEAST_QUALITY:
        frequencies = frequencies_of(small)
        yield View(name=name, pdq=written(bits_of(frequencies)), quality=quality)
        yield View(name=f"mirrored, {name}", pdq=written(bits_of(mirrored(frequencies))), quality=quality)


def _askew(plane: Plane) -> Iterator[View]:
    """Set a picture straight by steps, without its corners; small, for this is not about fine points."""
    step = max(1, max(plane.shape) // ASKEW_SIDE)
    small = np.ascontiguousarray(plane[::step, ::step])
    for degrees in ASKEW_DEGREES:
        for turn in (degrees, -degrees):
            yield from _plain(part(_turned_by(small, turn), _around(0.1)), "set straight, a part")


def _plain(plane: Plane, name: str) -> Iterator[View]:
    small = small_of(plane)
    quality = quality_of(small)
    if quality >= LEAST_QUALITY:
        yield View(name=name, pdq=written(bits_of(frequencies_of(small))), quality=quality)


def _turned_by(plane: Plane, degrees: float) -> Plane:
    picture = Image.fromarray(np.clip(plane, 0, 255).astype(np.uint8))
    return np.asarray(picture.rotate(degrees, Image.Resampling.BILINEAR), dtype=np.float32)


def _bars(plane: Plane) -> tuple[int, int]:
    """Count the lines of one colour at the top and at the bottom; none when there is nothing else."""
    if not plane.size:
        return 0, 0
    first, last = _bar(plane), _bar(plane[::-1])
    return (first, last) if first + last < plane.shape[0] else (0, 0)


def _bar(plane: Plane) -> int:
    away = np.abs(plane - np.median(plane[0]))
    other = (away.mean(axis=1) >= STEADY) | (away.max(axis=1) >= FLECK)
    return int(np.argmax(other)) if other.any() else plane.shape[0]
