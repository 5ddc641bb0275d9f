"""Recordings keep their prints when they are encoded again, and other recordings have others."""

import numpy as np

from cautery.signals.media.chroma import PER_SECOND, at_speed, print_of
from cautery.signals.media.recordings import RATE, Samples, samples_of
from cautery.signals.print_index import apart
from tests.material import tune, wav

FPCALC = (75767755, 8670347, 9421963, 9355403, 13533323)
"""What `fpcalc -raw` (Chromaprint 1.5.1) gives first for the tune below."""


def heard(seed: int) -> Samples:
    (samples,), _ = samples_of(wav(tune(seed)), form="wav")
    return samples


def test_there_are_eight_values_a_second() -> None:
    values = print_of(heard(1))

    assert abs(values.size - (20 * PER_SECOND - 22)) <= 2


def test_noise_changes_little_and_another_tune_is_far() -> None:
    own, other = print_of(heard(1)), print_of(heard(2))
    noisy = print_of(heard(1) + np.random.default_rng(1).normal(0, 100, heard(1).size).astype(np.float32))

    assert apart(own, noisy) < 0.1
    assert apart(own, other) > 0.35


def test_what_is_played_faster_is_found_at_its_speed() -> None:
    faster = at_speed(heard(1), 1.02)

    assert apart(print_of(at_speed(faster, 1 / 1.02)), print_of(heard(1))) < 0.1
    assert apart(print_of(faster), print_of(heard(1))) > 0.25


def test_what_is_too_short_has_no_values() -> None:
    assert print_of(np.zeros(2 * RATE, dtype=np.float32)).size == 0


def test_silence_is_one_value_again_and_again() -> None:
    assert np.unique(print_of(np.zeros(10 * RATE, dtype=np.float32))).size == 1


def test_the_values_are_those_of_the_fields_own_program() -> None:
    assert tuple(print_of(heard(7))[: len(FPCALC)].tolist()) == FPCALC
