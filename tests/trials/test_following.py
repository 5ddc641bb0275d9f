"""How many follow the network's accounts while a policy is played, and how long those live that continue another."""

import math

import pytest

from cautery.simulator.world import World, WorldSize
from cautery.trials.following import HourlyCounts, half_life_h


def followed(*, close_after_h: int | None, hours: int = 96) -> tuple[World, HourlyCounts]:
    world = World(WorldSize(people=20, operators=5), seed=4)
    following = HourlyCounts(world, seed=4)
    following.begin()
    for hour in range(hours):
        list(world.live(1))
        if hour == close_after_h:
            for account in [one.id for one in world.people.values() if one.operator and one.born_h < hour]:
                world.close(account)
        following.an_hour()
    return world, following


def test_who_is_closed_is_followed_no_more() -> None:
    _, whole = followed(close_after_h=None)
    _, cut = followed(close_after_h=10)

    assert 0 < cut.reach_days < whole.reach_days / 3


def test_the_same_seed_draws_the_same_followers_whatever_is_done() -> None:
    (_, one), (_, other) = (followed(close_after_h=hour, hours=20) for hour in (None, 30))

    assert one.reach_days == pytest.approx(other.reach_days)


def test_only_accounts_that_continue_another_are_returns() -> None:
    world, following = followed(close_after_h=10)
    came = [one for one in world.people.values() if one.returns_of and one.born_h < world.hour]

    assert came
    assert len(following.returns()) == len(came)
    assert not any(ended for _, ended in following.returns())


def test_half_life_counts_those_still_up_as_far_as_they_go() -> None:
    assert half_life_h(((1.0, True), (5.0, True), (5.0, False), (9.0, True))) == 5.0
    assert half_life_h(((1.0, True), (5.0, False), (6.0, False))) is None
    assert half_life_h(()) is None
    assert math.isfinite(half_life_h(tuple((float(n), True) for n in range(100))) or math.inf)
