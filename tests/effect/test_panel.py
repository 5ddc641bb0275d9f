from dataclasses import replace
from datetime import timedelta

import polars as pl

from cautery.effect.panel import panel_of, reach_is
from cautery.effect.tables import of_takedown
from tests.effect_world import FIRST, TAKEDOWN, play


def test_reach_is_added_up_by_operator_and_day() -> None:
    world = play(7)
    panel = panel_of(world.seen, what="reach")

    row = panel.clusters.index("o3")
    assert panel.values[row].sum() == world.reached({"o3"}, range(120))
    assert panel.values[row, panel.place(FIRST.date() + timedelta(days=50))] == world.reached({"o3"}, range(50, 51))


def test_posts_are_posts() -> None:
    world = play(7)

    panel = panel_of(world.seen, what="posts")

    assert panel.values.sum() == world.seen.reach["posts"].sum()


def test_views_are_taken_where_they_are_counted() -> None:
    world = play(7).seen
    counted = replace(world, reach=world.reach.with_columns(views=pl.lit(5, dtype=pl.Int64)))

    assert (reach_is(world), reach_is(counted)) == ("followers times posts", "views")
    assert panel_of(counted, what="reach").values.sum() == 5 * world.reach.height


def test_of_one_takedown_the_day_of_the_act_is_its_day() -> None:
    world = play(7)

    acted = panel_of(of_takedown(world.seen, TAKEDOWN), what="reach").acted

    assert {acted[operator] for operator in world.met()} == {FIRST.date() + timedelta(days=60)}
