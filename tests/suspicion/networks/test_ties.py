"""Traces add up, but those of one post only once."""

import numpy as np

from cautery.suspicion.networks.chance import Repeated, pair_of
from cautery.suspicion.networks.cohort import UNKNOWN
from cautery.suspicion.networks.ties import Ties, ties_of

PAIR = pair_of(np.array([1, 3]), np.array([2, 4]))


def met(first: float, second: float) -> Repeated:
    log10_p = np.array([first, second])
    return Repeated(
        pair=PAIR,
        occasions=np.array([9, 9]),
        minutes=np.array([0, 0]),
        expected=np.array([0.1, 0.1]),
        log10_p=log10_p,
        log10_p_minute=log10_p * 0,
    )


def fused(**traces: Repeated) -> Ties:
    return ties_of(traces, accounts=100, opened=np.full(100, UNKNOWN))


def test_traces_of_one_post_count_once() -> None:
    found = fused(text=met(-8, -1), hashtags=met(-6, -1), link=met(-7, -1))

    assert found.log10_p.tolist() == [-8, -1]


def test_posting_and_following_are_two_things() -> None:
    assert fused(text=met(-8, -1), follow=met(-4, -1)).log10_p.tolist() == [-12, -2]


def test_only_what_is_beyond_chance_is_marked_so() -> None:
    assert fused(repost=met(-9, -1)).beyond.tolist() == [True, False]


def test_who_met_in_one_trace_only_says_nothing_in_the_others() -> None:
    one = met(-9, -9)
    half = Repeated(
        pair=PAIR[:1],
        occasions=one.occasions[:1],
        minutes=one.minutes[:1],
        expected=one.expected[:1],
        log10_p=one.log10_p[:1],
        log10_p_minute=one.log10_p_minute[:1],
    )
    found = fused(repost=one, follow=half)

    assert found.by_trace.tolist() == [[-9, -9], [0, -9]]
    assert found.occasions.tolist() == [[9, 9], [0, 9]]


def test_without_traces_there_are_no_ties() -> None:
    assert fused().pair.size == 0
