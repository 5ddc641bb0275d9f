"""Lengths, small habits and hours of one hand lie near each other; where nothing is known there is no point."""

from datetime import datetime, timedelta

import numpy as np
import pytest

from cautery.suspicion.operators.habits import habit_points, hour_points, learn_usual, length_points
from tests.world import NOON

LOUD = ["LOOK HERE!", "AND HERE!", "STOP!"]
QUIET = ["a quiet and rather long sentence, that ends.", "another one, as long as the first one was.", "and so on."]
NOONS = [NOON + timedelta(days=day) for day in range(5)]
NIGHTS = [at + timedelta(hours=12) for at in NOONS]
USUAL = learn_usual([LOUD, QUIET], [NOONS, NIGHTS])


def near(points: np.ndarray) -> tuple[float, float]:
    """How near the first is to the second, and to the third."""
    return float(points[0] @ points[1]), float(points[0] @ points[2])


def test_habits_and_lengths_of_one_hand_lie_nearer_than_those_of_another() -> None:
    for points in (habit_points, length_points):
        same, other = near(points([LOUD[:2], LOUD[1:], QUIET], USUAL))
        assert same > 0.2 > other


def test_hours_of_one_hand_lie_nearer_also_across_midnight() -> None:
    before, after = ([at + timedelta(minutes=shift) for at in NIGHTS] for shift in (-10, 10))
    same, other = near(hour_points([before, after, NOONS], USUAL))

    assert same > 0.3 > other


def test_where_nothing_is_known_there_is_no_point() -> None:
    assert not habit_points([[]], USUAL).any()
    assert not length_points([[]], USUAL).any()
    assert not hour_points([[]], USUAL).any()


@pytest.mark.parametrize(("texts", "times"), [([], []), ([[]], [[]]), ([["a"]], [[NOON]])])
def test_a_bank_of_next_to_nobody_still_has_finite_points(texts: list[list[str]], times: list[list[datetime]]) -> None:
    usual = learn_usual(texts, times)

    assert np.isfinite(habit_points([LOUD], usual)).all()
    assert np.isfinite(length_points([LOUD, ["x" * 100_000]], usual)).all()
    assert np.isfinite(hour_points([NOONS], usual)).all()
