"""Draws of chance that belong to what they are about."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.simulator.society.dice import bells, counts, keys_of, shares

MANY = keys_of(1, "somebody", np.arange(20_000))


def test_a_draw_does_not_hang_on_what_else_is_drawn() -> None:
    alone, among = keys_of(1, "somebody", np.array([7])), MANY[7:8]

    assert shares(alone, "speaks", 3)[0] == shares(among, "speaks", 3)[0] == shares(MANY, "speaks", 3)[7]


def test_names_days_seeds_and_numbers_all_make_another_draw() -> None:
    drawn = {
        float(shares(keys_of(seed, what, np.array([number])), name, day)[0])
        for seed in (1, 2)
        for what in ("hand", "slot")
        for number in (1, 2)
        for name in ("a", "b")
        for day in (0, 1)
    }

    assert len(drawn) == 32


def test_shares_are_even_and_bells_are_standard() -> None:
    drawn, bell = shares(MANY, "even"), bells(MANY, "bell")

    assert np.abs(np.histogram(drawn, bins=10, range=(0, 1))[0] - 2000).max() < 200
    assert abs(bell.mean()) < 0.03
    assert abs(bell.std() - 1) < 0.03


@pytest.mark.parametrize("mean", [0.0, 0.3, 3.0, 9.9, 10.1, 200.0])
def test_counts_have_the_mean_and_the_spread_of_poisson_numbers(mean: float) -> None:
    found = counts(np.full(len(MANY), mean), shares(MANY, "counts"))

    assert found.mean() == pytest.approx(mean, abs=0.04 + mean / 100)
    assert found.var() == pytest.approx(mean, abs=0.04 + mean / 20)


@given(st.floats(0, 30), st.floats(0, 30))
def test_a_larger_mean_never_draws_fewer(one: float, other: float) -> None:
    """So that who is closed at noon has not posted more than if nobody had closed it."""
    low, high = sorted((one, other))
    drawn = shares(MANY[:200], "counts")

    few, many = (counts(np.full(200, mean), drawn) for mean in (low, high))
    assert (few <= many + (low <= 10 < high)).all()
