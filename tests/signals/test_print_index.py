"""Recordings are found whole, in part and within longer ones, and nothing else is."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.signals.print_index import FEWEST_OVER, Print, PrintIndex, apart, laid_over


def values(seed: int, count: int = 300) -> Print:
    return np.random.default_rng(seed).integers(0, 2**32, count, dtype=np.uint32)


KNOWN = [values(seed) for seed in range(20)]
INDEX = PrintIndex(KNOWN)


def found(asked: Print, within: float = 0.25) -> dict[int, float]:
    return dict(INDEX.find(asked, within=within))


def test_a_recording_is_found_whole_in_part_and_within_another() -> None:
    assert found(KNOWN[3]) == {3: 0.0}
    assert found(KNOWN[3][100:200]) == {3: 0.0}
    assert found(np.concatenate([values(99), KNOWN[3], values(98)])) == {3: 0.0}


def test_what_is_not_known_is_not_found() -> None:
    assert found(values(77), within=0.3) == {}
    assert found(KNOWN[3][:1]) == {3: 0.0}
    assert found(np.zeros(0, dtype=np.uint32)) == {}
    assert dict(PrintIndex([]).find(values(1), within=0.3)) == {}


@settings(max_examples=50)
@given(one=st.integers(0, 19), first=st.integers(0, 150), changed=st.floats(0, 0.5), seed=st.integers(0, 100))
def test_whatever_it_finds_is_as_far_as_every_shift_says(one: int, first: int, changed: float, seed: int) -> None:
    rng = np.random.default_rng(seed)
    asked = KNOWN[one][first:].copy()
    asked[rng.random(asked.size) < changed] ^= np.uint32(0xF0F0)

    assert found(asked)[one] == apart(asked, KNOWN[one])


def test_a_value_that_is_everywhere_finds_nothing() -> None:
    silence = PrintIndex([np.zeros(5000, dtype=np.uint32), values(1)])

    assert dict(silence.find(np.zeros(100, dtype=np.uint32), within=0.3)) == {}


def test_too_little_in_common_is_far() -> None:
    one = values(1, 200)

    assert laid_over(one, one, 0) == 0.0
    assert laid_over(one, one, 200 - FEWEST_OVER + 1) == 1.0
