"""Accounts stand together only if, on the whole, one hand is more likely than not."""

import random
from itertools import combinations

import pytest

from cautery.model.account import Account
from cautery.model.operator import Operator, OperatorLink
from cautery.suspicion.operators.attribution import STRONGEST, attribute
from tests.world import person


def link(one: str, other: str, bits: float, *, named: bool = True) -> OperatorLink:
    return OperatorLink(
        account=person(one), earlier=person(other), chance=0.9, bits=bits, own_bits=bits, named=named, reasons=()
    )


def joined(links: list[OperatorLink], *, compared: str = "", apart: tuple[str, ...] = ()) -> list[set[str]]:
    found = attribute(
        links,
        compared=[person(one) for one in compared],
        even_bits=5.0,
        apart=[frozenset(map(person, pair)) for pair in apart],
    )
    return [{about.id for about in one.accounts} for one in found]


def whole(names: str, bits: float = 20.0) -> list[OperatorLink]:
    """Everybody of a group is linked with everybody."""
    return [link(one, other, bits) for one, other in combinations(names, 2)]


def test_accounts_of_one_hand_stand_together_and_others_do_not() -> None:
    assert joined([*whole("abc"), *whole("xy")]) == [{"a", "b", "c"}, {"x", "y"}]


def test_one_wrong_link_does_not_merge_two_operators() -> None:
    """All other pairs between them were compared, and nothing was found."""
    wrong = link("c", "x", 19.0)

    groups = joined([*whole("abc"), *whole("xyz"), wrong], compared="abcxyz")

    assert sorted(map(sorted, groups)) == [["a", "b", "c"], ["x", "y", "z"]]


def test_a_pair_that_was_not_compared_says_nothing_against() -> None:
    assert joined([link("b", "a", 20.0), link("c", "a", 20.0)]) == [{"a", "b", "c"}]


def test_a_link_that_is_not_named_joins_nobody() -> None:
    assert joined([link("b", "a", 20.0, named=False)]) == []


@pytest.mark.parametrize("pair", ["ab", "ac", "bc"])
def test_a_pair_that_was_set_apart_never_stands_together(pair: str) -> None:
    assert not any(set(pair) <= group for group in joined(whole("abc"), apart=(pair,)))


def test_the_order_of_links_changes_nothing() -> None:
    given = [*whole("abc"), *whole("xyz", 18.0), link("c", "x", 17.0), link("d", "a", 11.0)]
    first = _operators(given)
    for seed in range(20):
        shuffled = random.Random(seed).sample(given, len(given))
        assert _operators(shuffled) == first


def test_an_operator_is_told_with_its_strongest_links() -> None:
    [found] = _operators(whole("abcde"))

    assert len(found.links) == STRONGEST
    assert list(found.links) == sorted(found.links, key=lambda one: (-one.bits, one.account, one.earlier))


def _operators(links: list[OperatorLink]) -> tuple[Operator, ...]:
    compared: list[Account] = [person(one) for one in "abcdexyz"]
    return attribute(links, compared=compared, even_bits=5.0)
