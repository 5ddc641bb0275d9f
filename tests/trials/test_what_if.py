"""Policies on the same simulated seeds, side by side."""

from pathlib import Path

import numpy as np
import pytest

from cautery.errors import Invalid
from cautery.simulator.society.play import play
from cautery.simulator.society.pressure import OFF
from cautery.simulator.society.setting import SocietySize
from cautery.trials.what_if import HEAD, POLICIES, Result, cells, pictured, reach_by_day, what_if, write

SMALL = SocietySize(operators=40, bystanders=800, days=30)


@pytest.fixture(scope="module")
def found() -> tuple[Result, ...]:
    return what_if(seeds=range(2), size=SMALL)


def test_every_policy_is_set_against_the_first(found: tuple[Result, ...]) -> None:
    assert [one.policy for one in found] == list(POLICIES)
    assert found[0].reduction == found[0].reduction_low == found[0].reduction_high == 0
    assert all(one.reduction_low <= one.reduction <= one.reduction_high for one in found)


def test_looking_at_more_leaves_less(found: tuple[Result, ...]) -> None:
    left = [one.reach_days for one in found]

    assert left[0] > left[2] > left[4]


def test_no_policy_has_more_reviews_than_the_others() -> None:
    tight = what_if(seeds=(3,), size=SMALL, reviews_a_day=4)

    assert all(one.reviews_a_day <= 4 for one in tight)


def test_the_same_seeds_give_the_same_figures(found: tuple[Result, ...]) -> None:
    assert what_if(seeds=range(2), size=SMALL) == found


def test_a_policy_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(Invalid, match="reports only"):
        what_if(("by horoscope",), seeds=(1,))


def test_reach_is_the_sum_of_followers() -> None:
    """The slow way: each account's followers, a hundred times a day."""
    of = play(SocietySize(operators=5, bystanders=1, days=4), OFF, seed=1, speaking=False)
    theirs = of.accounts["hand"] >= 0
    active, closed, scale = (of.accounts[name][theirs] for name in ("active", "closed", "scale"))
    times = np.arange(0.005, 4, 0.01)[:, None]
    up = (active < times) & (closed > times)
    followers = scale * (np.maximum(0, times - active) / 30) ** of.priors.growth * up

    assert reach_by_day(of) == pytest.approx(followers.reshape(4, 100, -1).mean(axis=1).sum(axis=1), rel=0.02)


def test_it_is_written_as_figures_and_a_picture(found: tuple[Result, ...], tmp_path: Path) -> None:
    figures, drawn = write(found, tmp_path / "out")

    assert figures.read_bytes().startswith(b"[{")
    assert all(name in drawn.read_text() for name in POLICIES)
    assert len(cells(found[0])) == len(HEAD)
    assert "reports only" in pictured(found).says
