import math

import polars as pl
import pytest

from cautery.effect.regain import pairs_of_lives, regain
from cautery.effect.tables import TIME
from tests.effect_world import Plan, play


def test_followers_are_held_against_the_account_just_before() -> None:
    world = play(5)
    lives = {life.name: life for life in world.lives}

    for row in pairs_of_lives(world.seen, days=7).iter_rows(named=True):
        operator, nth = row["account"].split(".")
        assert row["before"] == f"{operator}.{int(nth) - 1}"
        has = max(followers for day, followers, _ in lives[row["account"]].daily[:8])
        had = lives[row["before"]].daily[-1][1]
        assert math.exp(row["ratio"]) == pytest.approx((has + 1) / (had + 1), rel=0.12)


def test_an_account_that_is_younger_than_asked_waits() -> None:
    world = play(5, Plan(days=120))
    young = world.seen.until

    pairs = pairs_of_lives(world.seen, days=30)

    alive = pairs.filter(pl.col("closed_at").is_null())
    assert alive.filter(pl.col("created_at").dt.offset_by("30d") > pl.lit(young, dtype=TIME)).is_empty()


def test_later_lives_have_figures_of_their_own() -> None:
    names = [figure.name for figure in regain(play(5).seen).figures]

    assert names[:4] == ["regained_7d", "regained_second_7d", "regained_third_7d", "regained_later_7d"]
