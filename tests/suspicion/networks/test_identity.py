"""A network is the same one while members leave, come back or join."""

from datetime import UTC, datetime

from cautery.model.account import Account, AccountId, Platform
from cautery.model.network import NetworkId
from cautery.suspicion.networks.identity import identify

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
GUARD, CHOIR = NetworkId("guard"), NetworkId("choir")


def people(names: str) -> frozenset[Account]:
    return frozenset(Account(platform=Platform("harbour"), id=AccountId(name)) for name in names)


def test_who_leaves_and_who_joins_does_not_change_what_it_is() -> None:
    assert identify([people("cdefgh")], {GUARD: people("abcdef")}, at=NOON) == [GUARD]


def test_who_was_once_in_it_and_comes_back_comes_back_to_it() -> None:
    ever = people("abcdefghij")

    assert identify([people("abcde")], {GUARD: ever}, at=NOON) == [GUARD]


def test_a_group_that_shares_few_is_another_network() -> None:
    [name] = identify([people("fwxyz")], {GUARD: people("abcdef")}, at=NOON)

    assert name != GUARD


def test_a_network_that_falls_apart_lives_on_in_its_larger_part() -> None:
    larger, smaller = identify([people("abcde"), people("fgh")], {GUARD: people("abcdefgh")}, at=NOON)

    assert larger == GUARD
    assert smaller != GUARD


def test_two_networks_keep_their_names_whatever_the_order() -> None:
    known = {GUARD: people("abcd"), CHOIR: people("wxyz")}

    assert identify([people("wxy"), people("abc")], known, at=NOON) == [CHOIR, GUARD]


def test_a_new_name_is_the_same_for_the_same_accounts_at_the_same_time() -> None:
    assert identify([people("abc")], {}, at=NOON) == identify([people("cba")], {}, at=NOON)
    assert len(identify([people("abc"), people("xyz")], {}, at=NOON)) == 2
