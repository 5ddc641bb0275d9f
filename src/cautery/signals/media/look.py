"""Look at one file: from bytes to fingerprints. Called in the process that is limited, and nowhere else."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from cautery.model.content import Fingerprint, MediaContent
from cautery.signals.media.chroma import SPEEDS, at_speed, print_of
from cautery.signals.media.films import MOST_SECONDS, SECONDS_APART, FilmFrame, frames_of
from cautery.signals.media.papers import text_of_pdf, text_of_plain
from cautery.signals.media.pdq import (
    LEAST_QUALITY,
    Plane,
    bits_of,
    frequencies_of,
    mirrored,
    quality_of,
    small_of,
    written,
)
from cautery.signals.media.pictures import picture_of
from cautery.signals.media.recordings import MOST_SECONDS as MOST_HEARD
from cautery.signals.media.recordings import RATE, Samples, samples_of
from cautery.signals.media.refusal import Unreadable
from cautery.signals.media.sniff import MediaFormat, sort_of
from cautery.signals.media.views import View, views_asked, views_banked, without_border
from cautery.signals.outlines import outline_of
from cautery.signals.outlines import written as in_letters

SECONDS_AT_SPEED = 60
"""How much of a recording is played faster and slower: over more than this a small difference of speed adds up."""
LITTLE = "there is too little in this picture to tell it from others: only its file is compared"


def look(data: bytes, *, to_bank: bool) -> MediaContent:
    """Say what a file is by its fingerprints: those it is banked under, or those under which it is looked for."""
    sort = sort_of(data)
    if sort.reader == "picture":
        return _picture(picture_of(data, form=sort.form), to_bank=to_bank)
    if sort.reader == "stream":
        return _stream(data, sort, to_bank=to_bank)
    text = text_of_pdf(data) if sort.reader == "pdf" else text_of_plain(data)
    empty = () if text.strip() else ("no text is in this document: only its file is compared",)
    return MediaContent(kind="document", text=text, notes=empty)


def _picture(plane: Plane, *, to_bank: bool) -> MediaContent:
    views = [view for view in (views_banked if to_bank else views_asked)(plane) if view.quality >= LEAST_QUALITY]
    if not views:
        return MediaContent(kind="image", notes=(LITTLE,))
    outlines = tuple(dict.fromkeys(in_letters(outline_of(small_of(one))) for one in (plane, without_border(plane))))
    marks = _banked(views, outlines) if to_bank else _asked(views, outlines)
    return MediaContent(kind="image", fingerprints=tuple(marks))


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


def _stream(data: bytes, sort: MediaFormat, *, to_bank: bool) -> MediaContent:
    moments = [_moment(frame) for frame in frames_of(data, form=sort.form)]
    samples = samples_of(data, form=sort.form)
    if not moments and not samples.size:
        raise Unreadable("This film or recording holds neither a frame nor a sound.")
    found = (*_film(moments, to_bank=to_bank), *_sound(samples, to_bank=to_bank))
    notes = () if found else ("nothing in this film or recording can be told from others: only its file is compared",)
    if moments and moments[-1].seconds >= MOST_SECONDS - 2 * SECONDS_APART:
        notes = (*notes, f"only the first {MOST_SECONDS:g} seconds of this film were looked at")
    if samples.size >= MOST_HEARD * RATE:
        notes = (*notes, f"only the first {MOST_HEARD:,} seconds of this recording were listened to")
    return MediaContent(kind="video" if moments else "audio", fingerprints=found, notes=notes)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Moment:
    """A frame, reduced at once: a film of many frames would not fit into memory."""

    seconds: float
    whole: Plane
    inner: Plane | None
    """Without its border; None when it has none."""


def _moment(frame: FilmFrame) -> _Moment:
    inner = without_border(frame.plane)
    bordered = inner.shape != frame.plane.shape
    return _Moment(seconds=frame.seconds, whole=small_of(frame.plane), inner=small_of(inner) if bordered else None)


def _film(moments: Sequence[_Moment], *, to_bank: bool) -> Iterator[Fingerprint]:
    """Write what is seen from second to second; when it is asked about, as in a mirror too."""
    ways = [("", [(moment.seconds, moment.whole) for moment in moments])]
    if 2 * sum(moment.inner is not None for moment in moments) > len(moments):
        inner = [(one.seconds, one.whole if one.inner is None else one.inner) for one in moments]
        ways.append(("without its border", inner))
    for name, shown in ways:
        for turned in (False,) if to_bank else (False, True):
            value = _vpdq(shown, turned=turned)
            if value:
                view = f"mirrored, {name}".rstrip(", ") if turned else name
                yield Fingerprint(type="video_vpdq", value=value, view=view)


def _vpdq(shown: Iterable[tuple[float, Plane]], *, turned: bool) -> str:
    """Write frames the way they are exchanged: hash, quality and second of each."""
    frames = []
    for seconds, small in shown:
        frequencies, quality = frequencies_of(small), quality_of(small)
        if quality >= LEAST_QUALITY:
            bits = bits_of(mirrored(frequencies) if turned else frequencies)
            frames.append(f'"{written(bits)},{quality},{seconds:.3f}"')
    return f"[{','.join(frames)}]" if frames else ""


def _sound(samples: Samples, *, to_bank: bool) -> Iterator[Fingerprint]:
    if not samples.size:
        return
    for speed in (1.0,) if to_bank else (1.0, *SPEEDS):
        values = print_of(samples if speed == 1.0 else at_speed(samples[: SECONDS_AT_SPEED * RATE], speed))
        if np.unique(values).size > 1:
            name = "" if speed == 1.0 else f"played at {speed:.1%} of its speed"
            yield Fingerprint(type="audio_print", value=",".join(map(str, values.tolist())), view=name)
