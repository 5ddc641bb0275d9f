"""A line is known by its prefix, and an address however it is written."""

import pytest

from cautery.events.networks import plain_address, prefix


def test_addresses_of_one_line_have_one_prefix() -> None:
    assert prefix("2001:db8:1:2:aaaa::1") == prefix("2001:0DB8:1:2:bbbb:cccc:dddd:2") == "2001:db8:1:2::/64"
    assert prefix("2001:db8:1:3::1") != prefix("2001:db8:1:2::1")


@pytest.mark.parametrize("address", ["203.0.113.9", "::ffff:203.0.113.9", "", "somewhere", "0a" * 32, "fe80::1%eth0 "])
def test_what_is_no_ipv6_address_has_no_prefix_or_stops_nobody(address: str) -> None:
    assert prefix(address) is None or "%" in address


def test_an_address_is_written_in_one_way() -> None:
    assert plain_address(" 2001:DB8::0:1") == "2001:db8::1"
    assert plain_address("no address") == "no address"
