"""Who met is found exactly as by comparing everybody with everybody, in bounded work."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cautery.suspicion.networks.pairs import MOST_TOGETHER, NEAREST, meetings, members

Act = tuple[int, int, int]
"""Account, thing, time."""
acts = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 3), st.integers(0, 3 * 3600)), max_size=NEAREST)


def met(did: Sequence[Act], *, since: int = 0) -> set[tuple[int, int, int, bool]]:
    account, thing, at = (np.array([act[n] for act in did], dtype=np.int64) for n in range(3))
    found = meetings(account, thing, at, since=since)
    one, two = members(found.pair)
    return {
        (int(a), int(b), hour, bool(minutes >> hour & 1))
        for a, b, hours, minutes in zip(one, two, found.hours.tolist(), found.minutes.tolist(), strict=True)
        for hour in range(24)
        if hours >> hour & 1
    }


def obviously(did: Sequence[Act]) -> set[tuple[int, int, int, bool]]:
    """Compare everybody with everybody: the judge of the quick way."""
    hours: dict[tuple[int, int, int], bool] = {}
    for (a, x, s), (b, y, t) in combinations(did, 2):
        if a != b and x == y and abs(s - t) <= 3600:
            key = (min(a, b), max(a, b), max(s, t) % 86400 // 3600)
            hours[key] = hours.get(key, False) or abs(s - t) <= 60
    return {(*key, minute) for key, minute in hours.items()}


@given(acts)
def test_everybody_who_met_is_found_and_nobody_else(did: list[Act]) -> None:
    assert met(did) == obviously(did)


def test_two_who_met_across_an_hours_border_met() -> None:
    assert met([(1, 7, 3599), (2, 7, 3601)]) == {(1, 2, 1, True)}


def test_what_was_counted_yesterday_is_not_counted_again() -> None:
    before_midnight, after = [(1, 7, 86_000), (2, 7, 86_100)], (3, 7, 86_500)

    assert met([*before_midnight, after], since=86_400) == {(1, 3, 0, False), (2, 3, 0, False)}


def test_what_is_popular_just_then_says_nothing() -> None:
    crowd = [(n, 7, n) for n in range(MOST_TOGETHER + 2)]

    assert not any(max(pair[:2]) == MOST_TOGETHER + 1 for pair in met(crowd))


def test_an_action_is_paired_with_the_nearest_before_it() -> None:
    """So the work stays linear, however many act within the hour."""
    crowd = [(n, 7, n * 60) for n in range(NEAREST + 5)]
    with_last = {one for one, two, *_ in met(crowd) if two == NEAREST + 4}

    assert with_last == set(range(4, NEAREST + 4))


def test_nobody_who_did_nothing_met() -> None:
    assert met([]) == set()
