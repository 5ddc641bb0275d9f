from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl
import pytest

from cautery.effect.figure import Figure
from cautery.effect.measures import MEASURES
from cautery.effect.recognised import matched, partly, recognised
from cautery.effect.tables import SUSPECTED, ObservedTables, of_takedown
from tests.effect_world import TAKEDOWN, Plan, play

NOON = datetime(2021, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def known_in_part(seen: ObservedTables, share: float, seed: int = 1) -> ObservedTables:
    """Forget the hand of later accounts, so many of them; with less, more of the same ones are forgotten."""
    drawn = dict(zip(seen.accounts["account"], np.random.default_rng(seed).random(seen.accounts.height), strict=True))
    keeps = (pl.col("incarnation") == 1) | (pl.col("account").replace_strict(drawn) < share)
    return replace(seen, accounts=seen.accounts.with_columns(operator=pl.when(keeps).then("operator")))


def figure(seen: ObservedTables, measure: str, name: str) -> Figure:
    return MEASURES[measure](of_takedown(seen, TAKEDOWN)).figure(name)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_claim_grows_when_fewer_returns_are_recognised(seed: int) -> None:
    """Neither is less told to have come back, nor more reach to have been lost."""
    world = play(seed, Plan(operators=120)).seen
    told = [known_in_part(world, share) for share in (1.0, 0.7, 0.4, 0.1)]
    back = [figure(one, "returns", "returned_7d") for one in told]
    lost = [figure(one, "reach", "reach_lost") for one in told]
    new = [figure(one, "replacement", "replaced_30d") for one in told]

    full = back[0].value
    assert full is not None
    assert all(one.value is None or one.value >= full - 0.01 for one in back)
    for figures in (back, new):
        ends = [one.high or 0 for one in figures]
        assert ends == sorted(ends)
        assert all((one.high or 0) >= (figures[0].value or 0) for one in figures)
    claimed = [one.low if one.low is not None else -1.0 for one in lost]
    assert all(later <= claimed[0] + 0.05 for later in claimed)


def test_what_was_not_recognised_is_never_told_as_nothing() -> None:
    back = figure(known_in_part(play(4).seen, 0.0), "returns", "returned_7d")

    assert back.value is None
    assert back.high is not None
    assert back.high > 0.5


def test_when_all_hands_are_known_the_figure_is_what_it_was() -> None:
    world = play(4).seen
    found = recognised(world)

    assert found.loose.is_empty()
    assert found.recall.value == 1
    assert figure(world, "returns", "returned_7d").value is not None


def test_accounts_that_are_only_suspected_of_being_returns_may_be_returns() -> None:
    world = play(4).seen
    later = world.accounts.filter(pl.col("incarnation") > 1)["account"].to_list()
    waiting = pl.col("account").is_in(later)
    undecided = world.accounts.with_columns(
        group=pl.when(waiting).then(pl.lit(SUSPECTED)).otherwise("group"),
        operator=pl.when(~waiting).then("operator"),
    )

    back = figure(replace(world, accounts=undecided), "returns", "returned_7d")

    assert back.value is None
    assert back.high is not None
    assert back.high > 0.5


def test_a_suspension_has_one_return_at_most_and_only_in_time() -> None:
    ended = [NOON, NOON + DAY, NOON + 20 * DAY]

    assert matched(ended, [NOON + 2 * DAY, NOON + 3 * DAY, NOON + 4 * DAY], within=7 * DAY) == [0, 1]
    assert matched(ended, [NOON + 9 * DAY], within=7 * DAY) == []
    assert matched(ended, [NOON - DAY], within=7 * DAY) == []


def test_returns_that_nobody_found_widen_the_figure_upwards() -> None:
    world = recognised(play(4).seen)
    hidden = replace(world, found=(0.8, 0.5))
    seen = Figure(name="x", value=0.4, low=0.3, high=0.45, unit="share", method="")

    told = partly(seen, seen, replace(hidden, found=(0.8, 0.6)), highest=1.0)
    vague = partly(seen, seen, hidden, highest=1.0)

    assert (told.value, told.low, told.high) == pytest.approx((0.5, 0.3, 0.75))
    assert vague.value is None
    assert vague.high == pytest.approx(0.9)


def test_recall_is_measured_where_hands_are_told_in_another_way() -> None:
    recall = recognised(replace(play(4).seen, golden=(6, 10))).recall

    assert recall.value == pytest.approx(0.6)
    assert recall.low is not None
    assert recall.low < 0.6 < (recall.high or 0)
