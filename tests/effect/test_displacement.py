from dataclasses import replace

import polars as pl
import pytest

from cautery.effect.displacement import WEEKS, around, displacement, weekly
from cautery.effect.tables import SCHEMAS
from tests.effect_world import Plan, play


def test_a_move_to_contacts_elsewhere_is_found() -> None:
    measure = displacement(play(9, Plan(operators=300)).seen)

    change = measure.figure("handoff_share_change")
    assert change.low is not None
    assert change.low > 0
    assert "more than before" in measure.says


def test_links_to_the_same_places_are_no_move() -> None:
    world = play(9).seen
    same = replace(world, links=world.links.with_columns(host=pl.lit("paste.example")))

    measure = displacement(same)

    assert measure.figure("entropy_change").value == pytest.approx(0)
    assert measure.figure("moved").value == 0


def test_only_the_weeks_around_the_suspension_count() -> None:
    assert around(play(9).seen)["since"].is_between(-7 * WEEKS, 7 * WEEKS - 1).all()


def test_shares_of_a_week_add_up_to_one() -> None:
    totals: dict[object, float] = {}
    for curve in weekly(play(9).seen):
        for one in curve.points:
            totals[one.x] = totals.get(one.x, 0) + one.value

    assert list(totals.values()) == pytest.approx([1.0] * len(totals))


def test_without_links_nothing_is_told() -> None:
    world = replace(play(9).seen, links=pl.DataFrame(schema=SCHEMAS["links"]))

    assert displacement(world).headline.value is None


def test_who_was_suspended_too_lately_for_the_weeks_after_is_left_out() -> None:
    world = play(9).seen
    last = world.until.date()

    acted = dict(world.first_suspended().iter_rows())
    assert all((last - acted[name]).days >= 7 * WEEKS for name in set(around(world)["cluster"]))


def test_each_operator_has_links_before_and_after() -> None:
    sides = around(play(9).seen).group_by("cluster").agg(pl.col("after").n_unique())

    assert set(sides["after"]) == {2}


def test_links_dealt_by_lot_are_no_move() -> None:
    world = play(9, Plan(acts=False)).seen
    even = world.links.with_columns(host=pl.lit("h") + (pl.int_range(pl.len()) % 5).cast(pl.String) + ".example")

    measure = displacement(replace(world, links=even))

    entropy = measure.figure("entropy_change")
    assert entropy.low is not None
    assert entropy.low <= 0 <= (entropy.high or 0)
    assert measure.figure("moved").value == pytest.approx(0, abs=0.1)
