"""Coincidence is counted, and a slow count over all pairs agrees."""

import math
from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.suspicion.operators.coincidence import coincidence_of

accounts = st.lists(st.frozensets(st.integers(0, 8), min_size=1, max_size=4), min_size=2, max_size=9)


@settings(max_examples=150)
@given(accounts)
def test_the_bits_are_those_of_a_count_over_all_pairs(held: list[frozenset[int]]) -> None:
    users = {value: sum(value in one for one in held) for value in frozenset().union(*held)}
    counted = coincidence_of(np.array(sorted(users.values())), having=len(held))
    for rarity in range(1, len(held) + 1):
        shared = sum(
            users[value] <= rarity for one, other in combinations(held, 2) for value in one & other
        )  # of one pair, each value that it shares
        pairs = len(held) * (len(held) - 1) / 2
        share = max((shared + 0.5) / (pairs + 1), (rarity - 0.5) / (len(held) + 1))
        [bits] = counted.bits(np.array([rarity]))
        assert math.isclose(bits, -math.log2(min(1.0, share)), abs_tol=1e-9)


@given(accounts)
def test_what_more_have_never_says_more(held: list[frozenset[int]]) -> None:
    users = np.array(sorted(sum(value in one for one in held) for value in frozenset().union(*held)))
    bits = coincidence_of(users, having=len(held)).bits(np.arange(1, len(held) + 1))

    assert (np.diff(bits) <= 1e-9).all()
    assert (bits >= 0).all()


def test_a_channel_of_which_nothing_is_known_gives_finite_bits() -> None:
    empty = coincidence_of(np.array([], dtype=np.int64), having=0)

    assert np.isfinite(empty.bits(np.array([1, 5]))).all()
