"""Films are taken frame by frame, and give the hashes that vPDQ gives them."""

from pathlib import Path

import numpy as np
import pytest

from cautery.signals.hamming_index import bits_apart
from cautery.signals.media import films
from cautery.signals.media.films import CutShort, frames_of
from cautery.signals.media.pdq import pdq, written
from cautery.signals.media.refusal import Unreadable
from tests.material import film, landscape, streamed, tune, wav


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


def test_what_can_be_decoded_of_a_film_is_given_before_the_damage_is_said() -> None:
    """The head of the file stands first, as on a page that plays while it loads."""
    data = streamed([landscape(n) for n in range(1, 7)])
    seen: list[float] = []
    with pytest.raises(CutShort, match="of the 6 seconds of this film could be decoded"):
        seen.extend(frame.seconds for frame in frames_of(data[: len(data) * 2 // 3], form="matroska"))

    assert 2 <= len(seen) <= 5


def test_times_that_begin_late_are_counted_from_the_first_frame() -> None:
    [first, *_] = frames_of(streamed([landscape(1), landscape(2)], begin=3600), form="matroska")

    assert first.seconds == 0.0


def test_of_a_large_film_only_key_frames_are_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(films, "MOST_DECODED", 640 * 420 * 20)
    seen = list(frames_of(film([landscape(n) for n in range(1, 7)]), form="mp4", seconds_apart=0))

    assert 1 <= len(seen) < 10
