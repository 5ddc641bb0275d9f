from dataclasses import replace

import polars as pl
import pytest

from cautery.effect.replacement import counted, replacement
from cautery.effect.tables import of_takedown
from tests.effect_world import TAKEDOWN, play


def test_each_new_account_is_counted_once_and_only_after_a_suspension_that_was_watched_long_enough() -> None:
    world = play(6)

    rows = counted(world.seen, days=30)

    lives = {(life.operator, life.nth): life for life in world.lives}
    suspended = [life for life in world.lives if life.ends <= 90]
    new = [
        life
        for life in suspended
        if (after := lives.get((life.operator, life.nth + 1))) and after.created - life.ends <= 30
    ]
    assert (rows["suspended"].sum(), rows["new"].sum()) == (len(suspended), len(new))


def test_the_ratio_is_new_over_suspended() -> None:
    world = play(6).seen
    rows = counted(world, days=7)

    assert replacement(world).figure("replaced_7d").value == pytest.approx(rows["new"].sum() / rows["suspended"].sum())


def test_without_suspensions_nothing_is_told() -> None:
    world = play(6).seen
    idle = replace(world, accounts=world.accounts.with_columns(closed_by=pl.lit("owner")))

    assert replacement(idle).headline.value is None


def test_of_one_takedown_all_that_came_within_the_days_count_whatever_closed_meanwhile() -> None:
    """A second account after the first one was closed again is a replacement of what the takedown closed, too."""
    world = play(6)
    rows = counted(of_takedown(world.seen, TAKEDOWN), days=30)
    ends = {life.operator: life.ends for life in world.lives if life.takedown}
    after = [life.created - ends[life.operator] for life in world.lives if life.operator in ends]

    assert rows["new"].sum() == sum(0 < days <= 30 for days in after)
    assert (
        max(
            sum(1 for life in world.lives if life.operator == one and 0 < life.created - ends[one] <= 30)
            for one in ends
        )
        > 1
    )
