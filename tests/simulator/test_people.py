"""Who lives on the simulated platform, and what becomes of a hand's next account."""

import random
import re
from collections import Counter

import pytest

from cautery.simulator import texts
from cautery.simulator.adversary import Adversary
from cautery.simulator.parameters import DECLARED
from cautery.simulator.people import (
    POSTS_A_DAY,
    ROLES,
    Registry,
    SimulatedOperator,
    draw_role,
    new_operator,
)
from cautery.simulator.places import Places


def a_registry(seed: int = 0) -> Registry:
    return Registry(Places(600, seed=seed), random.Random(seed), declares=DECLARED)


def a_hand(seed: int = 0) -> SimulatedOperator:
    return new_operator(1, Adversary(), rng=random.Random(seed))


def test_roles_are_drawn_by_their_shares() -> None:
    chance = random.Random(0)
    drawn = Counter(draw_role(chance) for _ in range(20_000))

    assert sum(ROLES.values()) == pytest.approx(1)
    assert {role: drawn[role] / 20_000 for role in ROLES} == pytest.approx(ROLES, abs=0.01)


@pytest.mark.parametrize("role", [*ROLES, "operator"])
def test_every_role_has_a_pace_something_to_say_and_a_bio(role: str) -> None:
    assert POSTS_A_DAY[role] > 0
    assert texts.say(role, random.Random(0))
    assert isinstance(texts.bio(role, random.Random(0)), str)


def test_nobody_is_born_as_anybodys_tool() -> None:
    somebody = a_registry().new_person("fan", born_h=-3.0)

    assert (somebody.id, somebody.role, somebody.born_h) == ("u000001", "fan", -3.0)
    assert (somebody.operator, somebody.returns_of, somebody.closed, somebody.announced) == (None, None, False, True)
    assert 0 <= somebody.habit.peak_h < 24


def test_accounts_are_numbered_and_no_handle_is_given_twice() -> None:
    registry, hand = a_registry(), a_hand()
    people = [registry.new_person("ordinary", born_h=0.0) for _ in range(300)]
    people += [registry.next_account(hand, born_h=0.0, before=people[-1], returns=False) for _ in range(300)]

    assert [person.id for person in people] == [f"u{number:06d}" for number in range(1, 601)]
    assert len({person.handle for person in people}) == 600


def test_traits_are_hashes_that_say_nothing() -> None:
    registry = a_registry()
    looks = [registry.new_person("fan", born_h=0.0).look for _ in range(20)]

    hashed = [value for look in looks for value in (look.device, look.address.ip, look.email)]
    assert [value for value in hashed if not re.fullmatch(r"[0-9a-f]{16}", value)] == []


def test_a_hand_writes_in_one_way_whatever_account_it_uses() -> None:
    registry, hand = a_registry(), a_hand()
    first = registry.next_account(hand, born_h=0.0, before=None, returns=False)
    again = registry.next_account(hand, born_h=9.0, before=first, returns=True)

    assert first.habit == again.habit == hand.hand.habit
    assert (first.operator, again.operator) == (hand.id, hand.id)


def test_only_who_returns_has_something_to_announce_and_not_all_do() -> None:
    registry, hand = a_registry(), a_hand()
    first = registry.next_account(hand, born_h=0.0, before=None, returns=False)
    beside = registry.next_account(hand, born_h=1.0, before=first, returns=False)
    back = [registry.next_account(hand, born_h=9.0, before=first, returns=True) for _ in range(1000)]

    assert (first.announced, beside.announced) == (True, True)
    assert (first.returns_of, beside.returns_of, {one.returns_of for one in back}) == (None, None, {first.id})
    assert sum(not one.announced for one in back) / 1000 == pytest.approx(DECLARED, abs=0.05)
