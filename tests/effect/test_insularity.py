from dataclasses import replace

import polars as pl

from cautery.effect.insularity import insularity, interactions
from cautery.effect.tables import SCHEMAS
from tests.effect_world import play


def test_the_share_is_of_what_comes_from_other_hands() -> None:
    world = play(10).seen

    pairs = interactions(world)

    share = pairs.filter("inside")["n"].sum() / pairs["n"].sum()
    assert insularity(world).headline.value == share
    assert (pairs["by"] != pairs["to"]).all()


def test_the_truth_lies_inside() -> None:
    figure = insularity(play(10).seen).headline

    assert figure.low is not None
    assert figure.high is not None
    assert figure.low < 0.75 < figure.high


def test_where_nobody_spoke_with_them_nothing_is_told() -> None:
    assert insularity(replace(play(10).seen, ties=pl.DataFrame(schema=SCHEMAS["ties"]))).headline.value is None
