"""Recordings become samples of one rate."""

import numpy as np
import pytest

from cautery.signals.media.recordings import RATE, samples_of
from cautery.signals.media.refusal import Unreadable
from tests.material import film, landscape, tune, wav


def test_a_recording_lasts_as_long_as_it_did() -> None:
    samples = samples_of(wav(tune(1)), form="wav")

    assert abs(samples.size / RATE - 20) < 0.1
    assert np.abs(samples).max() > 5000


def test_a_silent_film_has_no_samples_and_a_broken_recording_is_refused() -> None:
    assert samples_of(film([landscape(1)]), form="mp4").size == 0
    with pytest.raises(Unreadable, match="recording is broken"):
        samples_of(b"RIFF0000WAVEjunk", form="wav")
