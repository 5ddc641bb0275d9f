from dataclasses import replace

import polars as pl
import pytest

from cautery.effect.returns import gaps_after, returns
from tests.effect_world import play


def test_a_return_is_the_next_account_of_the_operator_after_the_suspension() -> None:
    world = play(4)
    gaps = gaps_after(world.seen)

    later = {(life.operator, life.nth): life for life in world.lives}
    for row in gaps.filter("back").iter_rows(named=True):
        _, nth = row["account"].split(".")
        after = later[row["operator"], int(nth) + 1]
        before = later[row["operator"], int(nth)]
        assert abs(row["hours"] - 24 * (after.created - before.ends)) < 1e-3


def test_who_was_watched_too_briefly_is_no_proof_that_nobody_comes_back() -> None:
    """Counting them as gone would make the share smaller than it is."""
    world = play(4)
    figure = returns(world.seen).figure("returned_30d")
    gaps = gaps_after(world.seen)

    naive = gaps.filter(pl.col("back") & (pl.col("hours") <= 720)).height / gaps.height
    assert figure.value is not None
    assert figure.value > naive


def test_of_unknown_hands_nothing_is_told() -> None:
    world = play(4).seen
    unknown = replace(world, accounts=world.accounts.with_columns(operator=pl.lit(None, dtype=pl.String)))

    measure = returns(unknown)

    assert measure.headline.value is None
    assert measure.headline.low == 0
    assert "accounts of unknown operators may be returns" in measure.headline.note


def test_operators_count_only_when_they_were_watched_for_so_long() -> None:
    world = play(4).seen

    month = returns(world).figure("operators_returned_30d")

    gaps = gaps_after(world).unique("operator", keep="first", maintain_order=True)
    assert len(month.rows) == gaps.filter(pl.col("watched") >= 720).height


def test_when_everybody_is_back_within_the_hour_it_is_told() -> None:
    """Suspensions are watched until now, whenever the operator came back."""
    world = play(4).seen
    before = pl.col("closed_at").shift(1).over("operator", order_by="incarnation")
    soon = pl.when(before.is_not_null()).then(before.dt.offset_by("1h")).otherwise("created_at")
    last = pl.col("incarnation").max().over("operator") == pl.col("incarnation")
    at_once = world.accounts.with_columns(created_at=soon, closed_by=pl.when(~last).then("closed_by"))

    month = returns(replace(world, accounts=at_once)).figure("returned_30d")

    assert month.value == pytest.approx(1, abs=0.02)
    assert month.low is not None
    assert month.low < 1
