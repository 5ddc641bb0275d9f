"""Recordings become samples of one rate."""

import numpy as np
import pytest

from cautery.signals.media.recordings import RATE, at_tempo, samples_of
from cautery.signals.media.refusal import Unreadable
from tests.material import film, landscape, tune, wav


def test_a_recording_lasts_as_long_as_it_did() -> None:
    (samples,), notes = samples_of(wav(tune(1)), form="wav")

    assert notes == ()
    assert abs(samples.size / RATE - 20) < 0.1
    assert np.abs(samples).max() > 5000


def test_a_silent_film_has_no_samples_and_a_broken_recording_is_refused() -> None:
    assert samples_of(film([landscape(1)]), form="mp4") == ((), ())
    with pytest.raises(Unreadable, match="recording is broken"):
        samples_of(b"RIFF0000WAVEjunk", form="wav")


def test_what_is_only_in_one_channel_is_heard_alone() -> None:
    """Somebody else's sound in the other ear hides nothing."""
    both = np.stack([tune(1), tune(2)], axis=1)
    heard, _ = samples_of(wav(both), form="wav")
    (alone,), _ = samples_of(wav(tune(1)), form="wav")

    assert len(heard) == 3
    assert np.corrcoef(heard[1][: alone.size], alone[: heard[1].size])[0, 1] > 0.99


def test_a_recording_that_is_cut_short_gives_what_is_there() -> None:
    (samples,), _ = samples_of(wav(tune(1))[:900_000], form="wav")

    assert 9 < samples.size / RATE < 11


def test_a_tempo_changes_how_long_it_lasts_and_not_how_high_it_is() -> None:
    """The strongest note stays the strongest."""
    note = np.sin(2 * np.pi * 440 * np.arange(5 * RATE) / RATE).astype(np.float32) * 9000
    faster = at_tempo(note, 1.25)
    strongest = np.argmax(np.abs(np.fft.rfft(faster))) * RATE / faster.size

    assert abs(faster.size / note.size - 0.8) < 0.02
    assert abs(strongest - 440) < 5
