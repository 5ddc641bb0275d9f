"""Look at one file: from bytes to fingerprints. Called in the process that is limited, and nowhere else."""

from collections.abc import Iterator, Sequence

import numpy as np

from cautery.model.content import Fingerprint, MediaContent
from cautery.signals.media.chroma import PITCHES, SPEEDS, TEMPOS, at_speed, print_of
from cautery.signals.media.films import CutShort, frames_of
from cautery.signals.media.heif import read_heif
from cautery.signals.media.look_at_document import look_at_document
from cautery.signals.media.look_at_film import LOOKED_AT_EVERY, FilmMoment, film_marks, moments_of
from cautery.signals.media.look_at_picture import look_at_picture
from cautery.signals.media.pictures import read_picture
from cautery.signals.media.recordings import MOST_SECONDS as MOST_HEARD
from cautery.signals.media.recordings import RATE, Samples, at_tempo, samples_of
from cautery.signals.media.refusal import Unreadable
from cautery.signals.media.sniff import MediaFormat, sort_of

SECONDS_AT_SPEED = 60
"""How much of a recording is played faster and slower: over more than this a small difference of speed adds up."""


def look(data: bytes, *, to_bank: bool) -> MediaContent:
    """Say what a file is by its fingerprints: those it is banked under, or those under which it is looked for."""
    sort = sort_of(data)
    if sort.reader == "picture":
        return look_at_picture(read_picture(data, form=sort.form), to_bank=to_bank)
    if sort.reader == "heif":
        return look_at_picture(read_heif(data), to_bank=to_bank)
    if sort.reader == "stream":
        return _stream(data, sort, to_bank=to_bank)
    return look_at_document(data, sort, to_bank=to_bank)


def _stream(data: bytes, sort: MediaFormat, *, to_bank: bool) -> MediaContent:
    moments, notes = _seen(data, sort)
    heard, deaf = _heard(data, sort)
    if not moments and not any(one.size for one in heard):
        raise Unreadable(next(iter((*notes, *deaf)), "This film or recording holds neither a frame nor a sound."))
    sounds = (mark for samples in heard for mark in _sound(samples, to_bank=to_bank))
    found = tuple(dict.fromkeys((*film_marks(moments, to_bank=to_bank), *sounds)))
    if not found:
        notes = (*notes, "nothing in this film or recording can be told from others: only its file is compared")
    if any(samples.size >= MOST_HEARD * RATE for samples in heard):
        notes = (*notes, f"only the first {MOST_HEARD:,} seconds of this recording were listened to")
    return MediaContent(
        kind="video" if moments else "audio", fingerprints=found, notes=tuple(dict.fromkeys((*notes, *deaf)))
    )


def _seen(data: bytes, sort: MediaFormat) -> tuple[list[FilmMoment], tuple[str, ...]]:
    """Give what is seen, and what was not looked at."""
    moments: list[FilmMoment] = []
    try:
        moments.extend(moments_of(frames_of(data, form=sort.form, seconds_apart=LOOKED_AT_EVERY)))
    except CutShort as part:
        return moments, (str(part),)
    except Unreadable as reason:
        return [], (str(reason),)
    return moments, ()


def _heard(data: bytes, sort: MediaFormat) -> tuple[Sequence[Samples], tuple[str, ...]]:
    try:
        return samples_of(data, form=sort.form)
    except Unreadable as reason:
        return (), (str(reason),)


def _sound(samples: Samples, *, to_bank: bool) -> Iterator[Fingerprint]:
    if not samples.size:
        return
    for name, played in _ways(samples, to_bank=to_bank):
        values = print_of(played)
        if np.unique(values).size > 1:
            yield Fingerprint(type="audio_print", value=",".join(map(str, values.tolist())), view=name)


def _ways(samples: Samples, *, to_bank: bool) -> Iterator[tuple[str, Samples]]:
    """Play a recording as it is; when it is asked about, at other speeds, tempos and pitches too."""
    yield "", samples
    if to_bank:
        return
    begin = samples[: SECONDS_AT_SPEED * RATE]
    for speed in SPEEDS:
        yield f"played at {speed:.1%} of its speed", at_speed(begin, speed)
    for tempo in TEMPOS:
        yield f"played at {tempo:.0%} of its tempo", at_tempo(begin, tempo)
    for pitch in PITCHES:
        yield f"played at {pitch:.0%} of its pitch", at_tempo(at_speed(begin, pitch), 1 / pitch)
