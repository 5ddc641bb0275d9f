"""Draws: the same parts give the same, in every process; ranks and shares are drawn as they say."""

import random
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.simulator.draws import by_rank, by_share, opaque, stream


def test_a_stream_is_the_same_for_the_same_name_and_another_for_another() -> None:
    drawn = [stream(*name).random() for name in ((1, "a"), (1, "a"), (1, "b"), (2, "a"), (12, ""))]

    assert drawn[0] == drawn[1]
    assert len(set(drawn)) == 4


def test_an_opaque_value_does_not_depend_on_the_process() -> None:
    assert opaque(1, "device") == "d01b3f9f0869827a"


def test_an_opaque_value_is_hexadecimal_and_as_long_as_asked_for() -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", opaque("x"))
    assert re.fullmatch(r"[0-9a-f]{64}", opaque("x", size=32))


@given(count=st.integers(1, 10_000), seed=st.integers(0, 2**32))
def test_a_rank_is_always_one_of_them(count: int, seed: int) -> None:
    assert 0 <= by_rank(random.Random(seed), count) < count


def test_the_first_rank_is_drawn_twice_as_often_as_the_third_and_more() -> None:
    """Of a hundred, the first has log 2 / log 101 of the draws."""
    rng = random.Random(1)
    drawn = Counter(by_rank(rng, 100) for _ in range(20_000))

    assert drawn[0] / 20_000 == pytest.approx(0.150, abs=0.01)
    assert drawn[0] > drawn[1] > drawn[5] > drawn[50]


def test_names_are_drawn_by_their_shares_which_need_not_add_up() -> None:
    rng = random.Random(1)
    drawn = Counter(by_share(rng, {"a": 3.0, "b": 1.0}) for _ in range(10_000))

    assert drawn["a"] / 10_000 == pytest.approx(0.75, abs=0.02)
