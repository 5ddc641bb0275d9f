from dataclasses import replace

import polars as pl

from cautery.effect.survival import survival
from cautery.effect.tables import seen
from tests.effect_world import Plan, play

OUTSIDE = Plan(look_hours=6, found_late=0.4)


def test_shares_are_about_what_happened_with_late_finds_and_looks_apart() -> None:
    world = play(3, Plan(operators=200, look_hours=6, found_late=0.4))

    gone = survival(world.seen).figure("gone_7d_from_creation")

    lives = [life for life in world.lives if life.created < 120]
    true = sum(life.ends - life.created <= 7 for life in lives) / len(lives)
    assert gone.low is not None
    assert gone.high is not None
    assert gone.low < true < gone.high


def test_what_went_faster_than_anybody_looked_is_not_told() -> None:
    hour = survival(play(3, OUTSIDE).seen).figure("gone_1h_from_creation")

    assert hour.value is None
    assert "looked at every 6 hours" in hour.note


def test_it_is_told_from_opening_and_from_the_first_violation() -> None:
    measure = survival(play(3).seen)

    assert [curve.name for curve in measure.curves] == ["from creation", "from first violation"]
    assert measure.headline.name == "gone_48h_from_creation"
    assert set(measure.headline.rows) <= set(play(3).seen.accounts["account"])


def test_of_nobody_nothing_is_told() -> None:
    measure = survival(seen({}, until=play(3).seen.until))

    assert measure.headline.value is None
    assert "cannot be told" in measure.says


def test_where_accounts_were_found_because_they_were_about_to_end_nothing_is_told() -> None:
    world = play(3, Plan(operators=150)).seen
    before = pl.max_horizontal("created_at", pl.col("last_alive_at").dt.offset_by("-2h"))
    pointed_out = world.accounts.with_columns(first_seen_at=before)

    gone = survival(replace(world, accounts=pointed_out)).headline

    assert gone.value is None
    assert "goes together with when they ended" in gone.note
