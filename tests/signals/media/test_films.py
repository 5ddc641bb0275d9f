"""Films are taken frame by frame, and give the hashes that vPDQ gives them."""

from pathlib import Path

import numpy as np
import pytest

from cautery.signals.hamming_index import bits_apart
from cautery.signals.media.films import frames_of
from cautery.signals.media.pdq import pdq, written
from cautery.signals.media.refusal import Unreadable
from tests.material import film, landscape, tune, wav


@pytest.mark.real_data
@pytest.mark.parametrize("name", ["chair-19-sd-bar", "chair-22-with-small-logo-bar", "doorknob-hd-no-bar"])
def test_known_films_have_their_known_hashes(name: str, real_data: Path) -> None:
    """Within 6 bits a frame, wherever Meta's own quality is 80 or more."""
    folder = real_data / "media" / "videos"
    known = [line.split(",") for line in (folder / f"{name}.txt").read_text().splitlines()]
    frames = frames_of((folder / f"{name}.mp4").read_bytes(), form="mp4", seconds_apart=0)
    apart = [
        bits_apart(written(pdq(frame.plane)[0]), value)
        for frame, (_, quality, value, _) in list(zip(frames, known, strict=True))[::11]
        if int(quality) >= 80
    ]

    assert apart
    assert max(apart) <= 6


def test_one_frame_a_second_is_taken() -> None:
    frames = list(frames_of(film([landscape(n) for n in (1, 2, 3)]), form="mp4"))

    assert [frame.seconds for frame in frames] == [0.0, 1.0, 2.0]
    assert frames[0].plane.shape == (420, 640)


def test_brightness_is_that_of_the_pictures_that_were_filmed() -> None:
    [frame] = frames_of(film([landscape(1)]), form="mp4")
    shown = np.asarray(landscape(1).convert("L"), dtype=np.float32)

    assert np.abs(frame.plane - shown).mean() < 6


def test_sound_has_no_frames_and_a_broken_film_is_refused() -> None:
    assert list(frames_of(wav(tune(1)), form="wav")) == []
    with pytest.raises(Unreadable, match="film is broken"):
        list(frames_of(film([landscape(1)])[:3000], form="mp4"))
