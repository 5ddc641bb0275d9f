"""One file becomes fingerprints: those it is banked under, or those under which it is looked for."""

from collections import Counter

import numpy as np
import pytest
from PIL import Image

from cautery.model.content import MediaContent
from cautery.signals.media.chroma import PITCHES, SPEEDS, TEMPOS
from cautery.signals.media.look import look
from cautery.signals.media.refusal import Unreadable
from cautery.signals.types.video_vpdq import VideoVpdq
from tests.material import film, landscape, pdf, saved, tune, wav


def marks(media: MediaContent) -> Counter[str]:
    return Counter(one.type for one in media.fingerprints)


def test_a_picture_is_banked_as_it_is_and_by_its_parts_and_asked_about_in_many_views() -> None:
    data = saved(landscape(1))
    banked, asked = look(data, to_bank=True), look(data, to_bank=False)

    assert marks(banked) == {"image_pdq": 1, "image_views": 1}
    assert banked.values("image_pdq")[0] == asked.values("image_pdq")[0]
    assert len(asked.values("image_pdq")) > 20
    assert {one.view for one in asked.fingerprints} >= {"", "mirrored", "turned", "a part", "set straight"}


def test_a_picture_of_nothing_is_known_by_its_file_only_and_says_so() -> None:
    media = look(saved(Image.new("RGB", (300, 300))), to_bank=True)

    assert media.fingerprints == ()
    assert "too little" in media.notes[0]


def test_a_film_is_asked_about_in_a_mirror_too() -> None:
    data = film([landscape(1), landscape(2)])
    banked, asked = look(data, to_bank=True), look(data, to_bank=False)

    assert (banked.kind, marks(banked), marks(asked)) == (
        "video",
        {"video_vpdq": 1, "video_views": 1},
        {"video_vpdq": 2, "video_frame": 2},
    )
    assert VideoVpdq().canonical(banked.values("video_vpdq")[0]) == banked.values("video_vpdq")[0]


def test_a_film_with_bars_is_looked_at_without_them_too() -> None:
    barred = Image.new("RGB", (640, 600))
    barred.paste(landscape(1), (0, 90))
    asked = look(film([barred]), to_bank=False)
    own = look(film([landscape(1)]), to_bank=True).values("video_vpdq")[0]

    assert "mirrored, without its border" in [one.view for one in asked.fingerprints]
    assert min(VideoVpdq().distance(own, value) for value in asked.values("video_vpdq")) == 0.0


def test_a_recording_is_asked_about_at_other_speeds_too() -> None:
    data = wav(tune(1))

    assert (look(data, to_bank=True).kind, marks(look(data, to_bank=True))) == ("audio", {"audio_print": 1})
    assert marks(look(data, to_bank=False)) == {"audio_print": 1 + len(SPEEDS) + len(TEMPOS) + len(PITCHES)}


def test_silence_cannot_be_told_from_silence() -> None:
    media = look(wav(np.zeros(441_000, dtype=np.int16)), to_bank=True)

    assert media.fingerprints == ()
    assert media.notes


def test_a_document_is_its_text() -> None:
    assert look(pdf("The lanterns are lit"), to_bank=False).text.strip() == "The lanterns are lit"
    assert look(b"the wick is dry", to_bank=True).text == "the wick is dry"


def test_a_film_of_nothing_is_refused() -> None:
    with pytest.raises(Unreadable):
        look(b"RIFF\x24\0\0\0WAVEfmt \x10\0\0\0\1\0\1\0\x44\xac\0\0\x88\x58\1\0\2\0\x10\0data\0\0\0\0", to_bank=False)
