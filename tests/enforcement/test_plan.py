"""A plan says before it runs whom it meets, in which order, and what a mistake would cost."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.enforcement.guards import Limits
from cautery.enforcement.plan import preview, stage_targets, target_of
from cautery.model.plan import PlanId, Protection, Target
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
        a_target(4, followers=0),
    ]
    seen = preview(a_plan(4, targets=targets), limits=Limits())

    assert (seen.accounts, seen.reach, seen.reach_unknown) == (4, 50_010, 1)
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


def test_as_many_as_go_at_once_have_one_stage_and_one_more_has_three() -> None:
    assert preview(a_plan(20), limits=Limits()).stages == (20,)
    assert preview(a_plan(21), limits=Limits()).stages == (1, 2, 18)


def test_large_and_uncertain_begin_at_their_limits_and_twenty_of_each_are_shown() -> None:
    limits = Limits(large_from=100, uncertain_below=0.9)
    edges = [
        a_target(1, followers=100),
        a_target(2, followers=99),
        a_target(3, followers=300),
        a_target(4, chance=0.9),
        a_target(5, chance=0.89),
        a_target(6, chance=0.5),
    ]
    seen = preview(a_plan(0, targets=edges), limits=limits)
    many = [replace(a_target(number, chance=0.1, followers=1000), protected="listed") for number in range(30)]
    shown = preview(a_plan(0, targets=many), limits=limits)

    assert [one.account for one in seen.large] == [member(3), member(1)]
    assert [one.account for one in seen.uncertain] == [member(6), member(5)]
    assert (len(shown.large), len(shown.uncertain), len(shown.protected), shown.uncertain_in_all) == (20, 20, 20, 30)


def test_a_preview_counts_by_platform_and_of_nothing_is_empty() -> None:
    nothing = preview(a_plan(0, targets=[]), limits=Limits())

    assert preview(a_plan(3), limits=Limits()).platforms == {member(1).platform: 3}
    assert (nothing.stages, nothing.platforms, nothing.error.first_stage) == ((), {}, 0)


def test_an_account_of_which_nothing_is_said_is_certain_and_goes_first() -> None:
    assert target_of(member(1), protected={}) == Target(account=member(1), chance=1.0, followers=None, stage=1)
