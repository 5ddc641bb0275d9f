from dataclasses import replace

import numpy as np
import polars as pl
import pytest

from bench.second_scenarios import WITH
from bench.second_society import live
from bench.second_tables import tables_of
from cautery.effect.detection import finding_of, only_found
from cautery.effect.survival import survival
from cautery.effect.undetected import undetected
from tests.effect_world import play

QUICK = next(one for one in WITH if one.name == "quick_unfound")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_who_is_suspended_too_soon_to_be_found_twice_is_not_taken_for_a_sign_of_many_more(seed: int) -> None:
    """Lists that hardly overlap because an account is gone after the first find would tell ten times too many."""
    life = live(QUICK, seed)
    missed = sum(not one.found for one in life.offenders)

    told = undetected(tables_of(life)).headline

    assert told.value is not None
    assert told.value < 4 * missed + 10


def test_lives_are_those_of_the_unfound_too() -> None:
    life = live(next(one for one in WITH if one.name == "quiet_unfound"), 5)
    seen = tables_of(life)
    alone = replace(seen, detections=seen.detections.with_columns(detector=pl.lit("reports")))

    month = survival(seen).figure("gone_50d_from_creation")
    of_those_found = survival(alone).figure("gone_50d_from_creation")

    begun = [one for one in life.offenders if 0 <= one.opened <= life.scenario.days - 50]
    true = float(np.mean([one.closed - one.opened <= 50 for one in begun]))
    if month.low is not None:
        assert month.low <= true <= (month.high or 1)
    assert of_those_found.value is None or "Of those found" in of_those_found.note


def test_with_one_detector_there_is_nothing_to_learn_from() -> None:
    seen = tables_of(live(QUICK, 1))

    assert finding_of(replace(seen, detections=seen.detections.filter(pl.col("detector") == "terms"))) is None


def test_accounts_that_are_known_without_a_detector_need_no_model() -> None:
    world = play(4).seen

    assert not only_found(world)
    assert finding_of(world) is None
