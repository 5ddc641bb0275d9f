from dataclasses import replace

import polars as pl
import pytest

from cautery.effect.reach import FOUND_BEFORE, NO_CLAUSE, compared, posting_days, reach
from cautery.effect.tables import of_takedown
from tests.effect_world import TAKEDOWN, Plan, play


def test_what_a_takedown_cost_is_about_what_the_same_world_without_it_shows() -> None:
    plan = Plan(operators=160)
    world, without = play(8, plan), play(8, replace(plan, acts=False))

    lost = reach(of_takedown(world.seen, TAKEDOWN)).figure("reach_lost")

    days = range(60, 90)
    true = 1 - world.reached(world.met(), days) / without.reached(world.met(), days)
    assert lost.low is not None
    assert lost.high is not None
    assert lost.low < true < lost.high


def test_those_who_break_no_clause_stand_beside_only_where_there_are_too_few_who_do() -> None:
    like = compared(of_takedown(play(8).seen, TAKEDOWN))
    others = compared(of_takedown(play(8, Plan(operators=12, takes=0.8)).seen, TAKEDOWN))

    assert like is not None
    assert others is not None
    assert (like.whom, others.whom) == (FOUND_BEFORE, NO_CLAUSE)
    assert all(name.startswith("alone:p") for name in others.found.controls)


def test_posts_are_counted_on_days_that_somebody_watched() -> None:
    world = play(8)

    before = posting_days(world.seen, "before")

    row = before.row(0, named=True)
    first = next(life for life in world.lives if life.operator == row["operator"] and life.nth == 1)
    assert row["days"] == pytest.approx(first.ends - first.created, abs=1.01)


def test_with_nobody_to_compare_nothing_is_told() -> None:
    world = play(8).seen
    alone = replace(world, accounts=world.accounts.filter(pl.col("operator") == "o1"))

    measure = reach(alone)

    assert measure.headline.value is None
    assert "cannot be told" in measure.says


def test_share_and_amount_are_one_story() -> None:
    measure = reach(of_takedown(play(8, Plan(operators=160)).seen, TAKEDOWN))
    share, amount = measure.figure("reach_lost"), measure.figure("reach_days_lost")

    assert share.low is not None
    assert amount.low is not None
    assert (share.low > 0) == (amount.low > 0)


def test_a_takedown_of_accounts_at_a_peak_claims_nothing() -> None:
    world = of_takedown(play(8, Plan(operators=160)).seen, TAKEDOWN)
    met = world.suspended()["account"].to_list()
    week = pl.col("day").is_between(pl.date(2021, 4, 22), pl.date(2021, 4, 29))
    raised = pl.when(pl.col("account").is_in(met) & week).then(pl.col("posts") * 6).otherwise("posts")

    lost = reach(replace(world, reach=world.reach.with_columns(posts=raised))).figure("reach_lost")

    assert lost.value is None
    assert lost.low is None
    assert "nothing is claimed" in lost.note


def test_it_says_with_whom_it_compared_and_what_that_rests_on() -> None:
    measure = reach(of_takedown(play(8, Plan(operators=160)).seen, TAKEDOWN))

    assert "other operators who violate policy" in measure.compared_with
    assert {one.name for one in measure.assumptions} >= {
        "alike_before",
        "not_at_a_peak",
        "nothing_among_others",
        "would_have_stayed",
    }
