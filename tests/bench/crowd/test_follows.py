"""Whom people follow: the popular most of all, nobody who is not there, and after a removal a part of the old ones."""

import random
from collections import Counter

import pytest

from bench.crowd.cast import BEFORE_H, CastMember, Cause, life_of_hand
from bench.crowd.follows import Circles
from cautery.simulator.languages import language
from cautery.simulator.parameters import REFOLLOWED
from cautery.simulator.places import Places

BYSTANDERS = 2000
CAUSE = Cause(number=0, spoken=language("qaa"), pool=tuple(range(300, 450)))


def members(count: int = 150) -> list[CastMember]:
    """Accounts that are all removed, of hands that return; the returns among them, in the order of opening."""
    places = Places(5000, seed=1)
    made = [
        member
        for number in range(count)
        for member in life_of_hand(number, (True, True, False), cause=CAUSE, places=places, returns=True, seed=1)
    ]
    made.sort(key=lambda one: one.born_h)
    for position, member in enumerate(made):
        member.number = BYSTANDERS + position
    return made


def circles_of(people: list[CastMember]) -> Circles:
    circles, rng = Circles(BYSTANDERS, [CAUSE], people), random.Random(1)
    for member in people:
        member.follows = circles.of_hand(member, rng)
    return circles


def test_few_accounts_have_most_of_the_followers() -> None:
    circles, rng = Circles(BYSTANDERS, [CAUSE], []), random.Random(1)
    drawn = [circles.of_person(BYSTANDERS, role="ordinary", cause=0, at_h=1.0, rng=rng) for _ in range(2000)]
    followed = Counter(target for one in drawn for target in one)

    assert followed.most_common(1)[0][1] > 100
    assert sum(count for _, count in followed.most_common(20)) > 0.3 * followed.total()


def test_nobody_follows_anybody_twice_or_who_came_later() -> None:
    circles, rng = Circles(BYSTANDERS, [CAUSE], []), random.Random(1)
    for came in (0, 1, 2, 50, 1000):
        follows = circles.of_person(came, role="fan", cause=0, at_h=1.0, rng=rng)
        assert len(set(follows)) == len(follows)
        assert all(0 <= target < came for target in follows)


def test_a_return_follows_as_many_of_the_old_ones_as_the_prior_says_if_they_are_still_up() -> None:
    people = members()
    circles_of(people)
    back = [one for one in people if one.born_h > BEFORE_H and one.continues]
    overlaps = [
        len(set(one.follows) & set(one.continues.follows)) / len(set(one.follows) | set(one.continues.follows))
        for one in back
        if one.continues and "follows" in one.guise.kept
    ]

    assert max(overlaps) <= REFOLLOWED[1] + 0.05
    assert sum(overlaps) / len(overlaps) == pytest.approx(0.3, abs=0.08)


def test_a_hand_follows_only_who_is_up_and_never_itself() -> None:
    people = members()
    circles = circles_of(people)
    for member in people:
        assert member.number not in member.follows
        assert all(circles.up(target, member.born_h) for target in member.follows)


def test_accounts_of_one_cause_follow_much_the_same_people() -> None:
    people = members()
    circles_of(people)
    liked = Counter(target for member in people for target in member.follows if target in CAUSE.pool)

    assert liked.most_common(1)[0][1] > len(people) / 4


def test_reporters_follow_some_of_a_cause_and_fans_none() -> None:
    people = members()
    circles, rng = circles_of(people), random.Random(2)

    def watched(role: str) -> int:
        drawn = [circles.of_person(BYSTANDERS, role=role, cause=0, at_h=BEFORE_H, rng=rng) for _ in range(200)]
        return sum(target >= BYSTANDERS for follows in drawn for target in follows)

    assert watched("reporter") > 20
    assert watched("fan") == 0


def test_no_fellow_is_found_where_nobody_is_up() -> None:
    assert Circles(BYSTANDERS, [CAUSE], []).fellow(0, 100.0, random.Random(1)) is None
