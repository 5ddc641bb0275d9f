from dataclasses import replace

import polars as pl
import pytest

from cautery.effect.collateral import actions_in, collateral
from cautery.effect.tables import SCHEMAS
from tests.effect_world import play


def test_what_was_taken_back_is_over_all_that_was_done() -> None:
    world = play(11).seen
    done = actions_in(world)

    figure = collateral(world).figure("reversed")

    assert figure.value == pytest.approx(1 - done["reversed_at"].null_count() / done.height)
    assert figure.low is not None
    assert figure.high is not None
    assert figure.low <= figure.value <= figure.high


def test_leaving_somebody_alone_is_no_action() -> None:
    world = play(11).seen
    left = replace(world, decisions=world.decisions.with_columns(measure=pl.lit("none")))

    assert collateral(left).figure("reversed").value is None


def test_an_appeal_that_waits_is_not_one_that_was_granted() -> None:
    world = play(11).seen
    waiting = replace(world, decisions=world.decisions.with_columns(upheld=pl.lit(None, dtype=pl.Boolean)))

    assert collateral(waiting).figure("appeals_granted").value is None


def test_each_watched_cohort_has_its_share() -> None:
    world = play(11).seen
    lost = world.accounts.filter(pl.col("group") == "news", pl.col("closed_by") == "us").height

    assert collateral(world).figure("lost_in_news").value == lost / 120


def test_where_nothing_was_done_nothing_is_told() -> None:
    idle = replace(play(11).seen, decisions=pl.DataFrame(schema=SCHEMAS["decisions"]))

    assert "cannot be told" in collateral(idle).says
