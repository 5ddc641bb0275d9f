"""Moderators."""

from dataclasses import replace

import numpy as np
import pytest

from cautery.simulator.society.play import PlayedHistory, play
from cautery.simulator.society.pressure import ROUTINE, Pressure
from cautery.simulator.society.priors import VIOLATING
from cautery.simulator.society.setting import SocietySize

SIZE = SocietySize(operators=60, bystanders=4000, days=60)


def played(pressure: Pressure) -> PlayedHistory:
    return play(SIZE, pressure, seed=11, speaking=False)


def wrong(of: PlayedHistory) -> float:
    """Share of suspensions that hit the innocent."""
    suspended = of.decisions["row"][of.decisions["measure"] == 1]
    return float((of.accounts["group"][suspended] != VIOLATING).mean())


def test_no_day_has_more_decisions_than_reviews() -> None:
    made = played(replace(ROUTINE, reviews_a_day=8)).decisions

    assert np.bincount(made["at"].astype(int)).max() <= 8


def test_second_looks_come_out_of_the_same_reviews() -> None:
    made = played(replace(ROUTINE, reviews_a_day=8, second_look=True)).decisions
    looks = np.where(made["measure"] == 1, 2, 1)

    assert np.bincount(made["at"].astype(int), weights=looks).max() <= 8


def test_nobody_is_judged_before_the_case_is_open() -> None:
    made = played(ROUTINE).decisions

    assert (made["at"] >= made["opened"]).all()


def test_a_second_look_takes_most_of_the_errors_out() -> None:
    hasty = replace(ROUTINE, error=0.07)

    assert wrong(played(replace(hasty, second_look=True))) < wrong(played(hasty)) / 2


def test_nobody_errs_when_the_error_is_nothing() -> None:
    assert wrong(played(replace(ROUTINE, error=0.0))) == 0


def test_whoever_is_observed_is_decided_about_again() -> None:
    of = played(replace(ROUTINE, observed=1.0, observed_d=7.0, error=0.0, wait_d=0.1))
    row = int(of.decisions["row"][of.decisions["measure"] == 2][0])
    about = of.decisions["row"] == row

    assert of.decisions["measure"][about].tolist() == [2, 1]
    assert np.diff(of.decisions["at"][about])[0] == pytest.approx(7.0, abs=1.5)


def test_whoever_is_restored_was_innocent_and_is_up_again() -> None:
    of = played(replace(ROUTINE, error=0.3))
    back = of.decisions["row"][of.decisions["reversed"] < SIZE.days]

    assert len(back)
    assert (of.accounts["group"][back] != VIOLATING).all()
    assert (of.accounts["away_to"][back] > of.accounts["away_from"][back]).all()
