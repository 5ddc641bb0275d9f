"""Chance is read off from those who meet seldom; who meets again and again is beyond it."""

import math
from collections.abc import Mapping

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from cautery.suspicion.networks.chance import DayActivity, Repeated, beyond_chance, log10_tail, pair_of, repeated
from cautery.suspicion.networks.pairs import MeetingPairs, members


def a_day(pairs: Mapping[tuple[int, int], int], *, active: int = 50) -> tuple[DayActivity, MeetingPairs]:
    """Let pairs meet in the hours of a bit mask, among accounts that did four things each."""
    packed = {int(pair_of(np.array([a]), np.array([b]))[0]): hours for (a, b), hours in pairs.items()}
    keys = sorted(packed)
    did = DayActivity(active=np.arange(active), did=np.full(active, 4))
    hours = np.array([packed[key] for key in keys], dtype=np.uint32)
    return did, MeetingPairs(pair=np.array(keys, dtype=np.int64), hours=hours, minutes=hours * 0)


def of(*days: tuple[DayActivity, MeetingPairs]) -> Repeated:
    return repeated([did for did, _ in days], [[met for _, met in days]])


def seldom(n: int) -> dict[tuple[int, int], int]:
    """Some others, who meet once a day."""
    return {(10 + n, 11 + n): 1, (20 + n, 21 + n): 1 << 5, (30 + n, 31 + n): 1 << 9}


def test_two_who_meet_on_many_days_at_many_hours_are_beyond_chance() -> None:
    found = of(*(a_day({(1, 2): 1 << day, **seldom(day)}) for day in range(8)))

    assert [tuple(int(one[0]) for one in members(found.pair[:1]))] == [(1, 2)]
    assert found.occasions[0] == 8
    assert found.log10_p[0] < -8


def test_meeting_at_one_hour_every_day_is_a_single_occasion() -> None:
    """A habit is no more than one: the count of hours of the day is the smaller one."""
    always_at_noon = of(*(a_day({(1, 2): 1 << 12, **seldom(day)}) for day in range(8)))

    assert always_at_noon.pair.size == 0


def test_all_hours_of_one_day_are_a_single_occasion() -> None:
    assert of(a_day({(1, 2): 0xFFFF, **seldom(0)})).pair.size == 0


def test_who_did_more_is_expected_to_meet_more_often() -> None:
    days = [a_day({(1, 2): 1 << day, (3, 4): 1 << day, **seldom(day)}) for day in range(6)]
    busy = [(DayActivity(active=did.active, did=np.where(did.active < 3, 40, did.did)), met) for did, met in days]
    found = of(*busy)

    assert found.expected[0] > 10 * found.expected[1]
    assert found.log10_p[0] > found.log10_p[1]


def test_slices_of_pairs_give_what_the_whole_gives() -> None:
    days = [a_day({(1, 2): 1 << day, (3, 4): 3 << day, **seldom(day)}) for day in range(6)]
    cut = int(pair_of(np.array([3]), np.array([0]))[0]) + 3
    parts = [
        [
            MeetingPairs(pair=met.pair[here], hours=met.hours[here], minutes=met.minutes[here])
            for _, met in days
            for here in (met.pair < cut if first else met.pair >= cut,)
        ]
        for first in (True, False)
    ]
    whole, sliced = of(*days), repeated([did for did, _ in days], parts)

    assert (whole.pair.tolist(), whole.log10_p.tolist()) == (sliced.pair.tolist(), sliced.log10_p.tolist())


@given(seen=st.integers(1, 30), expected=st.floats(1e-6, 20))
def test_the_bound_is_never_below_the_truth(seen: int, expected: float) -> None:
    truth = poisson.logsf(seen - 1, expected) / math.log(10)

    assert log10_tail(np.array([seen]), np.array([expected]))[0] >= truth - 1e-9


@given(seen=st.integers(2, 30))
def test_far_out_the_bound_is_close_to_the_truth(seen: int) -> None:
    truth = poisson.logsf(seen - 1, seen / 10) / math.log(10)

    assert abs(log10_tail(np.array([seen]), np.array([seen / 10.0]))[0] - truth) < 0.05


def test_among_more_accounts_more_is_asked_of_a_pair() -> None:
    log10_p = np.array([-12.0, -9.0, -6.0, -3.0])

    assert beyond_chance(log10_p, accounts=100) >= -6.0
    assert beyond_chance(log10_p, accounts=10_000_000) == -np.inf


def test_nobody_is_beyond_chance_when_nobody_met_again() -> None:
    assert repeated([], []).pair.size == 0
    assert beyond_chance(np.zeros(0), accounts=100) == -np.inf
