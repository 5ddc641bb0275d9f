"""Groups hang together by more than one tie each; one accidental tie merges nothing."""

from itertools import combinations

import numpy as np

from cautery.suspicion.networks.chance import pair_of
from cautery.suspicion.networks.communities import FEWEST_MEMBERS, groups_of
from cautery.suspicion.networks.pairs import Integers


def ties(*edges: tuple[int, int]) -> Integers:
    one, two = (np.array([edge[n] for edge in edges], dtype=np.int64) for n in (0, 1))
    return np.unique(pair_of(one, two))


def clique(members: range) -> list[tuple[int, int]]:
    return list(combinations(members, 2))


def loosely(*edges: tuple[int, int]) -> list[list[int]]:
    return [group.tolist() for group in groups_of(ties(*edges))[0]]


def test_a_group_is_who_is_tied_together() -> None:
    assert loosely(*clique(range(6)), *clique(range(10, 15))) == [[0, 1, 2, 3, 4, 5], [10, 11, 12, 13, 14]]


def test_whoever_hangs_on_by_one_tie_is_left_out() -> None:
    assert loosely(*clique(range(6)), (5, 99)) == [[0, 1, 2, 3, 4, 5]]


def test_two_large_groups_with_a_few_ties_between_them_stay_two() -> None:
    between = [(n, 40 + n) for n in range(3)]

    assert loosely(*clique(range(30)), *clique(range(40, 70)), *between) == [list(range(30)), list(range(40, 70))]


def test_a_tight_core_inside_a_thin_crowd_is_found_by_the_tight_cut() -> None:
    crowd = [(n, 20 + (7 * n + k) % 80) for n in range(20, 100) for k in (11, 23, 37, 41, 53)]
    touching = [(n, 20 + 9 * n % 80) for n in range(12)]
    _, tight = groups_of(ties(*clique(range(12)), *crowd, *touching))

    assert list(range(12)) in [group.tolist() for group in tight]


def test_fewer_than_a_handful_are_no_network() -> None:
    assert loosely(*clique(range(FEWEST_MEMBERS - 1))) == []


def test_the_same_ties_give_the_same_groups() -> None:
    edges = [*clique(range(30)), *clique(range(25, 60))]

    assert loosely(*edges) == loosely(*edges)


def test_without_ties_there_are_no_groups() -> None:
    assert groups_of(np.zeros(0, dtype=np.int64)) == ([], [])
