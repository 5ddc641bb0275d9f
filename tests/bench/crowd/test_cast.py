"""The cast: how many accounts hands have, when they are removed, and what a return continues."""

import random

import pytest

from bench.crowd.cast import (
    AFTER_H,
    BEFORE_H,
    CastMember,
    Cause,
    draw_accounts,
    draw_returning,
    life_of_hand,
)
from cautery.simulator.languages import language
from cautery.simulator.parameters import ACCOUNTS_EACH, MOST_ACCOUNTS
from cautery.simulator.places import Places

CAUSE = Cause(number=0, spoken=language("qaa"), pool=(1, 2, 3))
PLACES = Places(5000, seed=1)


def a_hand(number: int, *, closed: tuple[bool, ...] = (True, False, True), returns: bool = True) -> list[CastMember]:
    return life_of_hand(number, closed, cause=CAUSE, places=PLACES, returns=returns, seed=1)


@pytest.mark.parametrize("removed", [1, 2, 17, 4000])
def test_exactly_as_many_accounts_are_removed_as_are_asked_for(removed: int) -> None:
    hands = list(draw_accounts(removed, random.Random(1)))

    assert sum(map(sum, hands)) == removed
    assert all(hand[0] for hand in hands)


def test_hands_have_as_many_accounts_as_the_prior_says() -> None:
    counts = [len(hand) for hand in draw_accounts(20_000, random.Random(1))]

    assert sum(counts) / len(counts) == pytest.approx(ACCOUNTS_EACH, abs=0.1)
    assert 1 in counts
    assert 12 < max(counts) <= MOST_ACCOUNTS


def test_the_oftener_a_hand_was_removed_the_less_it_returns() -> None:
    hands = [(True,)] * 1000 + [(True,) * 10] * 1000
    back = draw_returning(hands, 800, random.Random(1))

    assert len(back) == 800
    assert sum(one < 1000 for one in back) > 2 * sum(one >= 1000 for one in back)


def test_if_all_are_to_return_all_do() -> None:
    assert draw_returning([(True,) * 20] * 50, 50, random.Random(1)) == frozenset(range(50))


def test_a_return_comes_after_the_end_and_continues_the_account_removed_last() -> None:
    for number in range(100):
        *before, back = a_hand(number)
        last = max((one for one in before if one.removed_h is not None), key=lambda one: one.removed_h or 0.0)

        assert back.continues is last
        assert BEFORE_H <= back.born_h <= BEFORE_H + AFTER_H
        assert (back.removed_h, back.guise.nth) == (None, 4)


def test_most_who_return_lost_the_last_account_within_days() -> None:
    waited = [
        back.born_h - (back.continues.removed_h or 0.0)
        for back in (a_hand(n)[-1] for n in range(300))
        if back.continues
    ]

    assert sorted(waited)[150] < 8 * 24
    assert min(waited) > 0


def test_accounts_are_opened_in_order_and_removed_after_that_and_before_the_end() -> None:
    for number in range(100):
        accounts = a_hand(number, closed=(True,) * 6, returns=False)
        assert [one.born_h for one in accounts] == sorted(one.born_h for one in accounts)
        assert all(one.born_h < (one.removed_h or 0.0) < BEFORE_H for one in accounts)


def test_only_who_was_removed_says_that_it_is_back() -> None:
    for number in range(200):
        for one in a_hand(number):
            gone = one.continues is not None and (one.continues.removed_h or 1e9) < one.born_h
            assert gone or not one.declares


def test_an_account_is_up_from_its_opening_to_its_removal() -> None:
    one = a_hand(1)[0]
    removed_h = one.removed_h or 0.0

    assert [one.up(at) for at in (one.born_h - 1, one.born_h, removed_h - 0.1, removed_h)] == [False, True, True, False]


def test_the_same_seed_plays_the_same_hand() -> None:
    assert [one.guise for one in a_hand(5)] == [one.guise for one in a_hand(5)]
    assert [one.guise for one in a_hand(5)] != [one.guise for one in a_hand(6)]
