"""The bank finds what it has, as a slow search does, and does not tell in which order it was filled."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.suspicion.operators.bank import BANDS, Removed, asked_of, bands, build_bank
from cautery.suspicion.operators.keys import key_of
from cautery.suspicion.operators.portrait import AccountPortrait
from tests.hands import GUARD, LATER, REMOVED_AT, bank, guard, links, people, picture_of, portrait
from tests.world import person

devices = st.lists(st.frozensets(st.sampled_from("abcdef"), max_size=3), min_size=1, max_size=6)


def having(names: frozenset[str], number: int) -> AccountPortrait:
    return portrait(f"one {number}", traits={"device": " ".join(sorted(names))})


@settings(max_examples=40)
@given(devices, devices)
def test_what_is_found_and_who_has_it_is_what_a_slow_search_finds(
    removed: list[frozenset[str]], others: list[frozenset[str]]
) -> None:
    made = build_bank(
        [Removed(portrait=having(one, number), at=REMOVED_AT) for number, one in enumerate(removed)],
        [having(one, 100 + number) for number, one in enumerate(others)],
    )
    found, at = made.find(np.array([key_of("device", one) for one in "abcdef"], dtype=np.int64))
    for number, device in enumerate("abcdef"):
        holders = {place for place, one in enumerate(removed) if device in one}
        assert found[number] == bool(holders)
        if holders:
            place = at[number]
            assert set(made.holders[made.starts[place] : made.starts[place + 1]].tolist()) == holders
            assert made.users[place] == sum(device in one for one in (*removed, *others))


def test_each_entry_has_its_own_keys() -> None:
    for place in range(GUARD):
        has = {n for n in range(GUARD) if key_of("device", f"device-{n}") in bank().keys_of(place)}
        assert has == {place}


def test_an_empty_bank_has_nothing_and_links_nobody() -> None:
    empty = build_bank([], people()[:20])

    assert not empty.find(np.array([1, 2], dtype=np.int64))[0].any()
    assert links(guard(1), among=empty) == ()


def test_the_order_in_which_others_are_counted_changes_nothing() -> None:
    removed = [Removed(portrait=guard(number), at=REMOVED_AT) for number in range(6)]
    back = replace(guard(3), about=person("back"), begins=LATER)
    one, other = (build_bank(removed, some) for some in (people()[:60], people()[:60][::-1]))

    assert links(back, among=one) == links(back, among=other)


def test_the_order_of_the_removed_changes_no_link() -> None:
    removed = [Removed(portrait=guard(number), at=REMOVED_AT) for number in range(6)]
    back = replace(guard(3), about=person("back"), begins=LATER)
    one, other = (build_bank(some, people()[:60]) for some in (removed, removed[::-1]))
    first, second = (links(back, among=some) for some in (one, other))

    assert [(link.earlier, link.named) for link in first] == [(link.earlier, link.named) for link in second]
    assert [link.bits for link in first] == pytest.approx([link.bits for link in second], abs=0.1)


def test_what_is_asked_tells_where_it_was_seen() -> None:
    asked = asked_of(portrait("new", traits={"device": "d"}, texts=["write to me, kik me: wick.ember7"]))

    assert asked[key_of("device", "d")].item == "opened new"
    assert {one.channel for one in asked.values()} >= {"device", "handoffs"}


@given(st.sets(st.integers(0, 255), max_size=BANDS - 1))
def test_two_pictures_that_differ_in_fewer_bits_than_there_are_parts_share_one(flipped: set[int]) -> None:
    picture = picture_of("lamp")
    near = f"{int(picture, 16) ^ sum(1 << bit for bit in flipped):064x}"

    assert set(bands(picture)) & set(bands(near))


def test_what_is_no_picture_has_no_parts() -> None:
    assert bands("") == bands("abc") == ()


def test_an_account_that_was_there_before_the_removal_is_of_no_age() -> None:
    entry = bank().entries[0]

    assert entry.age(portrait("old", at=REMOVED_AT - timedelta(days=9))) == timedelta()
    assert entry.age(portrait("new", at=REMOVED_AT + timedelta(days=9))) == timedelta(days=9)
