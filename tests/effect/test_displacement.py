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
