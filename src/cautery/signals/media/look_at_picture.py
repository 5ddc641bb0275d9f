"""From what a picture file shows to its fingerprints; an animation is looked at frame by frame, and as a film."""

from collections.abc import Iterable, Iterator, Sequence

from cautery.model.content import Fingerprint, MediaContent
from cautery.signals.hamming_index import bits_apart
from cautery.signals.media.films import FilmFrame
from cautery.signals.media.insets import insets
from cautery.signals.media.look_at_film import film_marks, moments_of
from cautery.signals.media.pdq import LEAST_QUALITY, Plane, pdq, small_of, written
from cautery.signals.media.pictures import Picture
from cautery.signals.media.views import View, views_asked, views_banked, without_border
from cautery.signals.outlines import outline_of
from cautery.signals.outlines import written as in_letters

MOST_DISTINCT, DISTINCT_BITS = 12, 20
"""So many frames of an animation are looked at as pictures of their own; they differ in more bits than these."""
MOST_OUTLINES = 8
LITTLE = "there is too little in this picture to tell it from others: only its file is compared"


def look_at_picture(picture: Picture, *, to_bank: bool) -> MediaContent:
    """Give a picture's fingerprints: those it is banked under, or those under which it is looked for."""
    distinct, more = _distinct([one.plane for one in picture.shown])
    marks = [mark for plane in distinct for mark in _marks(plane, to_bank=to_bank)]
    notes = picture.notes
    if more:
        notes = (*notes, f"only the first {MOST_DISTINCT} different frames of this picture were looked at one by one")
    if not marks:
        return MediaContent(kind="image", notes=(*notes, LITTLE))
    if picture.frames > 1:
        frames = (FilmFrame(seconds=one.seconds, plane=one.plane) for one in picture.shown)
        marks += film_marks(list(moments_of(frames)), to_bank=to_bank)
    return MediaContent(kind="image", fingerprints=tuple(dict.fromkeys(marks)), notes=notes)


def _distinct(planes: Sequence[Plane]) -> tuple[list[Plane], bool]:
    """Give the planes that show something other than those before them, and whether there were more."""
    if len(planes) == 1:
        return list(planes), False
    kept: list[Plane] = []
    hashes: list[str] = []
    for plane in planes:
        bits, quality = pdq(plane)
        if quality < LEAST_QUALITY or any(bits_apart(written(bits), other) <= DISTINCT_BITS for other in hashes):
            continue
        if len(kept) == MOST_DISTINCT:
            return kept, True
        kept.append(plane)
        hashes.append(written(bits))
    return kept, False


def _marks(plane: Plane, *, to_bank: bool) -> Iterator[Fingerprint]:
    inside = [] if to_bank else list(insets(plane))
    looked = views_banked(plane) if to_bank else views_asked(plane, inside=inside)
    views = [view for view in looked if view.quality >= LEAST_QUALITY]
    if not views:
        return
    seen = (plane, without_border(plane), *(place for _, place in inside))
    outlines = list(dict.fromkeys(in_letters(outline_of(small_of(one))) for one in seen))
    yield from _banked(views, outlines) if to_bank else _asked(views, outlines[:MOST_OUTLINES])


def _banked(views: Sequence[View], outlines: Sequence[str]) -> Iterator[Fingerprint]:
    """Bank a picture as it is, as others exchange it, and its parts together as one value."""
    if not views[0].name:
        yield Fingerprint(type="image_pdq", value=views[0].pdq)
    hashes = "-".join(dict.fromkeys(view.pdq for view in views))
    yield Fingerprint(type="image_views", value="~".join((hashes, *outlines)))


def _asked(views: Iterable[View], outlines: Iterable[str]) -> Iterator[Fingerprint]:
    for view in views:
        yield Fingerprint(type="image_pdq", value=view.pdq, view=view.name)
    for outline in outlines:
        yield Fingerprint(type="image_outline", value=outline)
