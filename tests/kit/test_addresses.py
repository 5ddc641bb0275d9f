"""Which addresses are public, which are one household's, and whose word about who asks counts."""

from ipaddress import ip_network

import pytest

from cautery.kit.addresses import behind, is_in, is_public, network_of

PRIVATE = """
127.0.0.1 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 0.1.2.3 255.255.255.255 224.0.0.1 239.1.1.1
192.0.0.1 192.0.2.1 198.51.100.1 203.0.113.1 198.18.0.1 240.0.0.1 192.88.99.1
:: ::1 fe80::1 fec0::1 feff::1 fc00::1 fd12:3456::1 ff02::1 ff0e::1 100::1 2001:db8::1 3fff::1 5f00::1 4000::1
::127.0.0.1 ::10.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:127.0.0.1 ::ffff:0:10.0.0.1
64:ff9b::127.0.0.1 64:ff9b::10.0.0.1 64:ff9b::169.254.169.254 64:ff9b:1::10.0.0.1 64:ff9b:1:2::192.168.0.1
2002:7f00:1:: 2002:a00:1:: 2002:a9fe:a9fe::1 2001::1 2001:0:7f00:1:: 2001:20::1
2a01:4f8::5efe:10.0.0.1 2a01:4f8::200:5efe:127.0.0.1 nonsense 1.2.3 127.1 ::ffff:1.2.3
""".split()
PUBLIC = """
8.8.8.8 1.1.1.1 93.184.216.34 2606:4700:4700::1111 2a01:4f8::1 ::ffff:8.8.8.8 64:ff9b::8.8.8.8 2002:808:808::1
""".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_global_unicast_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_global_unicast_is_public_and_so_is_what_a_translator_makes_of_it(address: str) -> None:
    assert is_public(address)


def test_a_household_has_one_address_of_ipv4_or_sixty_four_bits_of_ipv6() -> None:
    assert network_of("2a01:4f8:1:2:aaaa::1") == network_of("2a01:4f8:1:2:ffff:1:2:3")
    assert network_of("2a01:4f8:1:2::1") != network_of("2a01:4f8:1:3::1")
    assert network_of("8.8.8.8") == network_of("::ffff:8.8.8.8") != network_of("8.8.8.9")
    assert network_of("testclient") == "testclient"


def test_only_the_word_of_a_trusted_proxy_counts() -> None:
    trusted = (ip_network("10.0.0.0/8"), ip_network("::1/128"))

    assert behind("203.0.113.9", ["8.8.8.8"], trusted=trusted) == "203.0.113.9"
    assert behind("10.0.0.1", ["1.2.3.4, 8.8.8.8"], trusted=trusted) == "8.8.8.8"
    assert behind("10.0.0.1", ["1.2.3.4", "8.8.8.8, 10.0.0.7"], trusted=trusted) == "8.8.8.8"
    assert behind("::ffff:10.0.0.1", ["8.8.8.8"], trusted=trusted) == "8.8.8.8"
    assert behind("10.0.0.1", ["8.8.8.8, evil"], trusted=trusted) == "10.0.0.1"
    assert behind("10.0.0.1", [], trusted=trusted) == "10.0.0.1"
    assert behind("10.0.0.1", ["10.0.0.2"], trusted=trusted) == "10.0.0.2"
    assert behind("10.0.0.1", ["8.8.8.8"], trusted=()) == "10.0.0.1"


def test_an_address_of_ipv4_inside_of_ipv6_is_where_the_inner_one_is() -> None:
    assert is_in("::ffff:127.0.0.1", [ip_network("127.0.0.0/8")])
    assert not is_in("testclient", [ip_network("127.0.0.0/8")])
