"""Addresses of IP: which are public, which belong to one household, and who stands behind a proxy.

Public is an allow-list: global unicast of IANA's registries, and nothing else. An address of IPv6 that carries one of IPv4 is
as public as what it carries, because some router on the way unwraps it.
"""

from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

Network = IPv4Network | IPv6Network
GLOBAL_UNICAST = IPv6Network("2000::/3")
"""What IANA assigns; everything else is local, reserved or multicast (RFC 4291)."""
NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
"""RFC 6052 and 8215: a translator sends on to the last four bytes."""
NEVER_ROUTED = tuple(
    ip_network(one)
    for one in (
        "::/96",  # IPv4-compatible (RFC 4291, deprecated)
        "::ffff:0:0:0/96",  # IPv4-translated (RFC 2765)
        "2001::/23",  # protocol assignments, Teredo and ORCHID among them
        "2001:db8::/32",  # documentation
        "3fff::/20",  # documentation (RFC 9637)
        "192.88.99.0/24",  # relays of 6to4 (RFC 7526)
        "198.18.0.0/15",  # benchmarks
        "240.0.0.0/4",  # reserved
    )
)
SIX_TO_FOUR = IPv6Network("2002::/16")
ISATAP = (0x00005EFE, 0x02005EFE)
"""The first half of an interface's name that carries an address of IPv4 (RFC 5214)."""
HOUSEHOLD = 64
"""Bits of IPv6 that one household has: it may use any address behind them."""


def is_public(address: str) -> bool:
    """Tell whether an address is one that everybody on the internet can reach; text that is no address is not."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    return all(_is_global(one) for one in (ip, *_carried(ip)) if not _is_wrapper(one))


def network_of(address: str) -> str:
    """Name the household that an address belongs to: an address of IPv4, or 64 bits of IPv6. Other text is given back."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    inner = getattr(ip, "ipv4_mapped", None)
    if isinstance(ip, IPv4Address) or inner is not None:
        return str(inner or ip)
    return str(IPv6Network((int(ip) >> HOUSEHOLD << HOUSEHOLD, HOUSEHOLD)))


def is_in(address: str, networks: Iterable[Network]) -> bool:
    """Tell whether an address is in one of some networks; one of IPv4 that IPv6 carries is what it carries."""
    try:
        ip = ip_address(address)
    except ValueError:
        return False
    plain = getattr(ip, "ipv4_mapped", None) or ip
    return any(plain in network for network in networks)


def behind(peer: str, forwarded: Sequence[str], *, trusted: Sequence[Network]) -> str:
    """Name who asks: the peer, or whom the proxies that the owner trusts say that it is.

    Args:
        forwarded: the values of X-Forwarded-For in the order in which they stand; the last is what the nearest proxy wrote.
        trusted: networks of proxies whose word counts. What others wrote before them is anybody's word.
    """
    said = [one.strip() for value in forwarded for one in value.split(",")]
    asks = peer
    while said and is_in(asks, trusted):
        further = said.pop()
        if not _is_address(further):
            break
        asks = further
    return asks


def _carried(ip: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """List the addresses of IPv4 inside an address of IPv6."""
    if isinstance(ip, IPv4Address):
        return []
    found = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    last = IPv4Address(int(ip) & 0xFFFFFFFF)
    interface = int(ip) >> 32 & 0xFFFFFFFF
    if any(ip in one for one in NAT64) or interface in ISATAP:
        found.append(last)
    return [one for one in found if one is not None]


def _is_wrapper(ip: IPv4Address | IPv6Address) -> bool:
    """Tell whether an address is only a form of the one that it carries, which is then judged in its place."""
    if isinstance(ip, IPv4Address):
        return False
    return ip.ipv4_mapped is not None or ip in SIX_TO_FOUR or any(ip in one for one in NAT64)


def _is_global(ip: IPv4Address | IPv6Address) -> bool:
    unicast = not isinstance(ip, IPv6Address) or ip in GLOBAL_UNICAST
    return unicast and ip.is_global and not ip.is_multicast and not any(ip in one for one in NEVER_ROUTED)


def _is_address(said: str) -> bool:
    try:
        ip_address(said)
    except ValueError:
        return False
    return True
