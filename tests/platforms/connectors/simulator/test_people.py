"""Who lives on the simulated platform, and what a hand keeps from one account to the next."""

import random
import re
from collections import Counter

import pytest

from cautery.model.account import AccountId
from cautery.platforms.connectors.simulator import texts
from cautery.platforms.connectors.simulator.people import (
    POSTS_A_DAY,
    ROLES,
    Operator,
    Person,
    draw_role,
    new_operator,
    new_person,
    next_account,
)


def a_hand(seed: int = 0) -> Operator:
    return new_operator(1, rng=random.Random(seed))


def accounts_of(hand: Operator, count: int, *, seed: int = 1) -> list[Person]:
    chance = random.Random(seed)
    return [next_account(hand, number, born_h=float(number), rng=chance) for number in range(count)]


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
    somebody = new_person(7, "fan", born_h=-3.0, rng=random.Random(0))

    assert (somebody.id, somebody.role, somebody.born_h) == ("u000007", "fan", -3.0)
    assert (somebody.operator, somebody.returns_of, somebody.closed, somebody.announced) == (None, None, False, True)
    assert 0 <= somebody.peak_h < 24


def test_traits_are_hashes_that_say_nothing() -> None:
    people = [new_person(number, "fan", born_h=0, rng=random.Random(number)) for number in range(20)]

    assert all(re.fullmatch(r"[0-9a-f]{16}", hashed) for person in people for hashed in (person.device, person.address))
    assert len({person.device for person in people}) == 20


def test_a_hand_numbers_its_accounts() -> None:
    hand = a_hand()
    accounts = accounts_of(hand, 4)

    assert [account.handle.rpartition("_")[2] for account in accounts] == ["1", "2", "3", "4"]
    assert hand.counter == 4


def test_a_hand_keeps_its_hours_and_mostly_its_name_and_device() -> None:
    """What it keeps is how it can be known; if it kept everything, knowing it would be no feat."""
    hand = a_hand()
    accounts = accounts_of(hand, 1000)

    def share(kept: list[bool]) -> float:
        return sum(kept) / len(kept)

    assert {account.peak_h for account in accounts} == {hand.peak_h}
    assert {account.operator for account in accounts} == {hand.id}
    assert share([account.handle.startswith(f"{hand.stem}_") for account in accounts]) == pytest.approx(0.7, abs=0.06)
    assert share([account.device == hand.device for account in accounts]) == pytest.approx(0.6, abs=0.06)
    assert share([account.address == hand.address for account in accounts]) == pytest.approx(0.3, abs=0.06)


def test_only_who_returns_has_something_to_announce() -> None:
    hand, chance = a_hand(), random.Random(0)
    first = next_account(hand, 1, born_h=0.0, rng=chance)
    again = next_account(hand, 2, born_h=9.0, rng=chance, returns_of=AccountId("u000001"))

    assert (first.announced, first.returns_of) == (True, None)
    assert (again.announced, again.returns_of) == (False, "u000001")
