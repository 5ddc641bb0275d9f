"""What stops a mistake before it runs."""

from datetime import timedelta

import pytest

from cautery.enforcement.guards import (
    Limits,
    needs_second,
    order_of,
    ratify_by,
    refuse_alone,
    refuse_beyond_a_day,
    refuse_own,
)
from cautery.errors import Invalid, Refused
from cautery.model.plan import Plan, Protected, Target
from tests.enforcement.plans import a_plan
from tests.takedowns import member
from tests.world import NOON


def targets(count: int, protected: Protected | None = None) -> list[Target]:
    return [
        Target(account=member(n), chance=1.0, followers=None, protected=protected if n == 0 else None, stage=1)
        for n in range(count)
    ]


def test_a_few_ordinary_accounts_need_nobody_else() -> None:
    assert needs_second(targets(20), ground="", limits=Limits()) == ()


@pytest.mark.parametrize(
    ("count", "protected", "ground", "said"),
    [
        (21, None, "", "21 accounts"),
        (1, "journalist", "", "1 protected account \\(journalist\\)"),
        (1, None, "Regulation (EU) 2021/784, Article 3", "legal ground"),
    ],
)
def test_what_is_large_delicate_or_legal_needs_two(
    count: int, protected: Protected | None, ground: str, said: str
) -> None:
    needs = needs_second(targets(count, protected), ground=ground, limits=Limits())
    with pytest.raises(Refused, match=said):
        refuse_alone(a_plan(count, needs=needs))


def test_protected_accounts_are_counted_and_each_kind_is_named_once() -> None:
    kinds: tuple[Protected, ...] = ("verified", "journalist", "verified")
    delicate = [
        Target(account=member(n), chance=1.0, followers=None, protected=kind, stage=1) for n, kind in enumerate(kinds)
    ]

    assert needs_second(delicate, ground="", limits=Limits()) == (
        "It acts on 3 protected accounts (journalist, verified).",
    )


def test_the_limits_that_an_installation_begins_with() -> None:
    """Written out a second time: a limit that is widened must be widened here, too."""
    assert Limits() == Limits(
        second_person_above=20,
        a_day=10_000,
        large_from=10_000,
        uncertain_below=0.95,
        stages_above=20,
        stage_wait_minutes=15.0,
        stop_below_verified=0.95,
        stop_above_appeals=0.02,
        ratify_within_hours=24.0,
        tries=8,
        batch=500,
        at_once=8,
        lease_s=60.0,
        armed_days=365.0,
        verify_again_days=(1.0, 7.0),
    )


@pytest.mark.parametrize("name", ["ada", "local:ada", " ADA "])
def test_nobody_approves_what_they_proposed_by_writing_their_name_otherwise(name: str) -> None:
    with pytest.raises(Refused, match="second person"):
        refuse_own(a_plan(1, by="ada"), by=name)


def test_somebody_else_approves() -> None:
    refuse_own(a_plan(1, by="ada"), by="ben")


def test_a_day_has_a_limit_that_is_reached_and_not_passed() -> None:
    plan: Plan = a_plan(40)
    refuse_beyond_a_day(plan, begun=60, limits=Limits(a_day=100))

    with pytest.raises(Refused, match="61 accounts, and this one 40 more; the limit is 100"):
        refuse_beyond_a_day(plan, begun=61, limits=Limits(a_day=100))


def test_acting_alone_needs_an_order() -> None:
    assert order_of(" HO-7/2020 ") == "HO-7/2020"
    with pytest.raises(Invalid, match="order"):
        order_of("  ")


def test_what_one_person_began_is_ratified_within_a_day() -> None:
    assert ratify_by(NOON, limits=Limits()) == NOON + timedelta(hours=24)
