"""What a hand keeps from one account to the next, and that it learns from what it was caught by."""

import random
from itertools import pairwise

import pytest

from cautery.simulator.habits import draw_habit
from cautery.simulator.hands import Guise, Hand, draw_drops, lose, put_on
from cautery.simulator.languages import language
from cautery.simulator.looks import Look, look_of_hand
from cautery.simulator.parameters import DROPPED, KEPT, REFOLLOWED
from cautery.simulator.pictures import MOST_FLIPPED
from cautery.simulator.places import Places

SPOKEN = language("qaa")
SHOWN = {
    "handle": "stem",
    "name": "name",
    "links": "links",
    "contact": "contact",
    "device": "device",
    "email": "email",
}
"""Channels whose value is taken over as it is, and hardly ever agrees by chance or, as an empty one, always."""


def a_hand(*, drops: float = 0.3) -> Hand:
    return Hand(id="op001", cause=0, habit=draw_habit(random.Random(1), SPOKEN), drops=drops)


def a_look(rng: random.Random) -> Look:
    return look_of_hand(rng, SPOKEN, cause=0, place=Places(100_000, seed=1).of_hand(rng))


def pairs(count: int) -> list[tuple[Guise, Guise]]:
    """First and second accounts of as many hands."""
    rng, made = random.Random(1), []
    for _ in range(count):
        hand = a_hand()
        first = put_on(hand, a_look(rng), None, rng)
        made.append((first, put_on(hand, a_look(rng), first, rng)))
    return made


def test_every_channel_is_kept_as_often_as_its_prior_says() -> None:
    made = pairs(2000)

    for channel, chance in KEPT.items():
        assert sum(channel in again.kept for _, again in made) / 2000 == pytest.approx(chance, abs=0.04)


@pytest.mark.parametrize(("channel", "shown"), SHOWN.items())
def test_what_is_kept_is_seen_and_what_is_not_kept_is_not(channel: str, shown: str) -> None:
    for first, again in pairs(200):
        old, new = getattr(first.look, shown), getattr(again.look, shown)
        if channel in again.kept:
            assert old == new
        elif channel in ("links", "device", "email"):
            assert old != new


def test_an_avatar_that_is_kept_is_the_same_or_nearly() -> None:
    distances = []
    for first, again in pairs(600):
        if "avatar" in again.kept and first.look.avatar and again.look.avatar:
            old, new = int(first.look.avatar.pdq or "", 16), int(again.look.avatar.pdq or "", 16)
            distances.append((old ^ new).bit_count())

    assert 0 in distances
    assert 0 < max(distances) <= MOST_FLIPPED


def test_nothing_is_kept_by_a_first_account() -> None:
    rng = random.Random(1)

    assert put_on(a_hand(), a_look(rng), None, rng).kept == frozenset()


def test_one_removal_teaches_nothing_for_there_was_nothing_to_be_known_by() -> None:
    rng, hand = random.Random(1), a_hand(drops=1.0)
    lose(hand, put_on(hand, a_look(rng), None, rng), rng)

    assert hand.dropped == set()


def test_what_gave_an_account_away_is_never_used_again_by_a_hand_that_always_learns() -> None:
    rng, hand = random.Random(1), a_hand(drops=1.0)
    guises: list[Guise] = []
    for _ in range(12):
        guises.append(put_on(hand, a_look(rng), guises[-1] if guises else None, rng))
        lose(hand, guises[-1], rng)

    used = [channel for guise in guises for channel in guise.kept]
    assert hand.dropped
    assert len(used) == len(set(used))  # each was kept once, and given up


def test_a_hand_that_never_learns_gives_nothing_up() -> None:
    rng, hand = random.Random(1), a_hand(drops=0.0)
    before: Guise | None = None
    for _ in range(12):
        before = put_on(hand, a_look(rng), before, rng)
        lose(hand, before, rng)

    assert hand.dropped == set()


def test_a_value_that_comes_back_after_a_pause_is_known_by_its_first_owner() -> None:
    """Origins are counted along the line of accounts, not only from one to the next."""
    rng, hand = random.Random(1), a_hand()
    guises: list[Guise] = []
    for _ in range(8):
        guises.append(put_on(hand, a_look(rng), guises[-1] if guises else None, rng))

    for old, new in pairwise(guises):
        assert {one for one in KEPT if old.origins[one] == new.origins[one]} == set(new.kept)
    assert [guise.nth for guise in guises] == list(range(1, 9))


def test_hands_are_as_careful_as_the_prior_says() -> None:
    drawn = [draw_drops(random.Random(seed)) for seed in range(500)]

    assert DROPPED[0] <= min(drawn) < DROPPED[0] + 0.05
    assert DROPPED[1] - 0.05 < max(drawn) <= DROPPED[1]
    assert REFOLLOWED == (0.2, 0.4)
