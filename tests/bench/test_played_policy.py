"""The product against hands who come back, in small; `bench/closed_loop` has the figures of a larger one."""

from pathlib import Path

import pytest

from bench.played_policy import EVERYTHING, REPORTS_ONLY, LoopSetting, PolicyOutcome, ReviewPolicy, play
from cautery.pipeline.installation.install import install
from cautery.simulator.world import WorldSize

SETTING = LoopSetting(size=WorldSize(people=60, operators=4), days=3)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict[str, PolicyOutcome]:
    outcomes = {}
    for policy in (REPORTS_ONLY, EVERYTHING):
        home: Path = tmp_path_factory.mktemp("loop") / "home"
        outcomes[policy.name] = play(install(home, name="loop.example"), policy, SETTING, seed=5)
    return outcomes


def test_looking_for_hands_leaves_less_reach_than_waiting_for_reports(played: dict[str, PolicyOutcome]) -> None:
    assert played["everything"].reach_days < played["reports only"].reach_days


def test_no_policy_spends_more_reviews_than_it_has(played: dict[str, PolicyOutcome]) -> None:
    assert all(0 <= one.reviews <= SETTING.days * SETTING.reviews_a_day for one in played.values())


def test_hands_come_back_and_are_counted(played: dict[str, PolicyOutcome]) -> None:
    lived = played["everything"].lived_h

    assert lived
    assert all(0 <= hours <= SETTING.days * 24 for hours, _ in lived)


def test_without_reviews_nobody_is_suspended(tmp_path: Path) -> None:
    idle = LoopSetting(size=WorldSize(people=20, operators=2), days=1, reviews_a_day=0)
    outcome = play(install(tmp_path / "home", name="loop.example"), ReviewPolicy(name="idle"), idle, seed=5)

    assert (outcome.suspended, outcome.reviews) == (0, 0)
