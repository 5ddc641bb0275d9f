"""From the frames of a film to its fingerprints.

A frame is reduced to hashes at once: a film of many frames would not fit into memory. Frames are kept once a second, and
whenever the picture has changed, so that a copy that begins half a second later shows the same frames.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cautery.model.content import Fingerprint
from cautery.signals.hamming_index import bits_apart
from cautery.signals.media.films import SECONDS_APART, FilmFrame
from cautery.signals.media.insets import between_edges, inside_of_frame
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
from cautery.signals.media.views import TILES, part, without_border

LOOKED_AT_EVERY, CHANGED_BITS = 0.25, 24
"""Seconds between two frames that are compared; bits from which a picture has changed."""
MOST_BANKED, MOST_ASKED = 240, 600
"""Frames that are banked of a film with their parts, and frames that are looked for."""
CUTS = tuple((share, share, share, share) for share in (0.025, 0.05, 0.075, 0.1))


@dataclass(frozen=True, slots=True, kw_only=True)
class FilmMoment:
    """A frame, as hashes: as it is, in a mirror, without a border, and its parts."""

    seconds: float
    quality: int
    pdq: str
    mirror: str
    inner: tuple[str, str] | None
    """Without its border, as it is and in a mirror; None when it has none, or too little is in it."""
    banked: tuple[str, ...]
    """Under which it is banked."""
    asked: tuple[str, ...]
    """Under which it is looked for."""


def moments_of(frames: Iterable[FilmFrame]) -> Iterator[FilmMoment]:
    """Keep a frame a second, and those in which the picture has changed."""
    last: FilmMoment | None = None
    for frame in frames:
        if last is None or _is_other(frame, last):
            last = moment_of(frame.plane, seconds=frame.seconds)
            yield last


def moment_of(plane: Plane, *, seconds: float) -> FilmMoment:
    """Reduce a frame to its hashes."""
    small = small_of(plane)
    frequencies, quality = frequencies_of(small), quality_of(small)
    pdq, mirror = written(bits_of(frequencies)), written(bits_of(mirrored(frequencies)))
    inner = _inner(plane)
    parts = [(one, both) for one in (*CUTS, *TILES) if (both := _both(part(plane, one)))]
    framed = [
        both for one in (inside_of_frame(plane), between_edges(plane)) if one is not None and (both := _both(one))
    ]
    seen = [pdq, mirror, *(written(bits_of(one)) for one in turned(frequencies)), written(bits_of(-frequencies))]
    tiles = [hashed for one, both in parts if one in TILES for hashed in both]
    return FilmMoment(
        seconds=seconds,
        quality=quality,
        pdq=pdq,
        mirror=mirror,
        inner=inner,
        banked=tuple(dict.fromkeys((pdq, *(both[0] for _, both in parts), *(inner[:1] if inner else ())))),
        asked=tuple(dict.fromkeys((*seen, *(inner or ()), *(one for both in framed for one in both), *tiles))),
    )


def film_marks(moments: Sequence[FilmMoment], *, to_bank: bool) -> Iterator[Fingerprint]:
    """Write what is seen from second to second: as others exchange it, and with its parts."""
    yield from _whole(moments, to_bank=to_bank)
    shown = [one for one in moments if one.quality >= LEAST_QUALITY]
    if shown and to_bank:
        frames = dict.fromkeys("-".join(one.banked) for one in _spread(shown, MOST_BANKED))
        yield Fingerprint(type="video_views", value="|".join(frames))
    elif shown:
        for value in dict.fromkeys("-".join(one.asked) for one in _spread(shown, MOST_ASKED)):
            yield Fingerprint(type="video_frame", value=value)


def _whole(moments: Sequence[FilmMoment], *, to_bank: bool) -> Iterator[Fingerprint]:
    ways = [("", [(one, one.pdq, one.mirror) for one in moments])]
    if 2 * sum(one.inner is not None for one in moments) > len(moments):
        ways.append(("without its border", [(one, *(one.inner or (one.pdq, one.mirror))) for one in moments]))
    for name, shown in ways:
        for mirror in (False,) if to_bank else (False, True):
            value = _vpdq((one, reverse if mirror else forward) for one, forward, reverse in shown)
            if value:
                view = f"mirrored, {name}".rstrip(", ") if mirror else name
                yield Fingerprint(type="video_vpdq", value=value, view=view)


def _vpdq(shown: Iterable[tuple[FilmMoment, str]]) -> str:
    """Write frames the way they are exchanged: hash, quality and second of each."""
    frames = [f'"{pdq},{one.quality},{one.seconds:.3f}"' for one, pdq in shown if one.quality >= LEAST_QUALITY]
    return f"[{','.join(frames)}]" if frames else ""


def _spread(moments: Sequence[FilmMoment], most: int) -> Sequence[FilmMoment]:
    """Take at most so many, from everywhere."""
    return [moments[number * len(moments) // most] for number in range(most)] if len(moments) > most else moments


def _is_other(frame: FilmFrame, last: FilmMoment) -> bool:
    """Tell whether a second is over, or the picture has changed; another stream begins anew."""
    apart = frame.seconds - last.seconds
    return apart < 0 or apart >= SECONDS_APART - 1e-3 or bits_apart(_hash(frame.plane), last.pdq) > CHANGED_BITS


def _inner(plane: Plane) -> tuple[str, str] | None:
    inner = without_border(plane)
    return _both(inner) if inner.shape != plane.shape else None


def _both(plane: Plane) -> tuple[str, str] | None:
    """Give the hashes of a part, as it is and in a mirror; None when too little is in it."""
    small = small_of(plane)
    if quality_of(small) < LEAST_QUALITY:
        return None
    frequencies = frequencies_of(small)
    return written(bits_of(frequencies)), written(bits_of(mirrored(frequencies)))


def _hash(plane: Plane) -> str:
    return written(bits_of(frequencies_of(small_of(plane))))
