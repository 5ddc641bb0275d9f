"""A plan says before it runs whom it meets, in which order, and what a mistake would cost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.enforcement.guards import Limits
from cautery.enforcement.plan import preview, stage_targets, target_of
from cautery.model.plan import PlanId, Protection
from tests.enforcement.plans import a_plan, a_target
from tests.takedowns import member
from tests.world import NOON


@given(st.integers(min_value=1, max_value=3000))
def test_stages_are_one_percent_then_ten_then_all(count: int) -> None:
    sizes = preview(a_plan(count), limits=Limits()).stages

    assert sum(sizes) == count
    if count <= Limits().stages_above:
        assert sizes == (count,)
    else:
        assert 0 <= sizes[0] - count * 0.01 < 1
        assert 0 <= sizes[0] + sizes[1] - count * 0.1 < 1


def test_the_first_stage_is_drawn_and_not_chosen() -> None:
    """Whoever orders the list cannot say who goes first, and the same plan draws the same."""
    targets = [a_target(number) for number in range(500)]
    drawn = stage_targets(targets, plan=PlanId("p"), limits=Limits())

    assert drawn == stage_targets(targets[::-1], plan=PlanId("p"), limits=Limits())
    assert {one.account for one in drawn[:5]} != {one.account for one in targets[:5]}
    assert [one.stage for one in drawn] == sorted(one.stage for one in drawn)


def test_protected_accounts_go_last() -> None:
    targets = [a_target(number) for number in range(200)]
    targets[7] = replace(targets[7], protected="journalist")

    assert stage_targets(targets, plan=PlanId("p"), limits=Limits())[-1].account == member(7)


def test_the_preview_tells_who_is_large_uncertain_and_protected() -> None:
    targets = [
        a_target(1, followers=50_000),
        a_target(2, chance=0.85),
        replace(a_target(3, followers=None), protected="verified"),
    ]
    seen = preview(a_plan(3, targets=targets), limits=Limits())

    assert (seen.accounts, seen.reach, seen.reach_unknown) == (3, 50_010, 1)
    assert [one.account for one in seen.large] == [member(1)]
    assert ([one.account for one in seen.uncertain], seen.uncertain_in_all) == ([member(2)], 1)
    assert [one.account for one in seen.protected] == [member(3)]


def test_the_cost_of_an_error_is_what_the_chances_say() -> None:
    targets = [a_target(number, chance=0.9, followers=100) for number in range(30)]
    cost = preview(a_plan(30, targets=targets), limits=Limits()).error

    assert (cost.accounts, cost.followers) == (pytest.approx(3.0), pytest.approx(300.0))
    assert cost.first_stage == 1


def test_whoever_is_on_the_list_or_of_a_watched_group_is_protected() -> None:
    listed = Protection(account=member(1), kind="official", says="the harbour office", by="ada", at=NOON)

    assert target_of(member(1), protected={member(1): listed}, watched=True).protected == "official"
    assert target_of(member(2), protected={}, watched=True).protected == "cohort"
    assert target_of(member(3), protected={}).protected is None
