"""The network that an address belongs to: with IPv6 a household has a prefix, and devices change what comes after it."""

from ipaddress import IPv6Address, ip_address, ip_network

HOUSEHOLD = 64
"""Bits of an IPv6 address that a line keeps (RFC 6177, RFC 8981: the others are made up anew every day)."""


def plain_address(address: str) -> str:
    """Write an address in the one way that it is written; what is none stays as it is.

    >>> plain_address("2001:DB8:0:0:0::1"), plain_address("::ffff:203.0.113.9"), plain_address("9f86d081")
    ('2001:db8::1', '203.0.113.9', '9f86d081')
    """
    try:
        known = ip_address(address.strip())
    except ValueError:
        return address
    mapped = known.ipv4_mapped if isinstance(known, IPv6Address) else None
    return str(mapped or known)


def prefix(address: str) -> str | None:
    """Give the network of a line; None for IPv4, where the address itself is the line, and for what is no address.

    >>> prefix("2001:db8:1:2:3:4:5:6"), prefix("203.0.113.9")
    ('2001:db8:1:2::/64', None)
    """
    plain = plain_address(address)
    if ":" not in plain:
        return None
    try:
        return str(ip_network(f"{plain}/{HOUSEHOLD}", strict=False))
    except ValueError:
        return None
