"""Where people are when they sign up or come in: addresses, many shared by people who have nothing to do with each other."""

import random
from collections.abc import Mapping
from dataclasses import dataclass

from cautery.simulator.draws import by_rank, by_share, opaque
from cautery.simulator.parameters import (
    ADDRESSES,
    ADDRESSES_OF_HANDS,
    BEHIND_ONE,
    FAMILY,
    FAMILY_DEVICE,
)

PROVIDERS = 40
"""Providers of lines and carriers, by Zipf's law."""
TERMINALS, USES_TERMINAL = 6, 0.05
"""Devices that a public place lends to whoever comes, and who uses them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address as a platform tells of it: a keyed hash, and the provider."""

    ip: str
    asn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulatedPlace:
    """Where somebody mostly is, and with what."""

    address: Address
    device: str


class Places:
    """The places of one population; the larger it is, the more there are."""

    def __init__(self, population: int, *, seed: int) -> None:
        self._seed = seed
        self._counts = {kind: max(3, population // behind) for kind, behind in BEHIND_ONE.items()}

    def of_person(self, number: int, rng: random.Random) -> SimulatedPlace:
        """Draw where an ordinary person mostly is; families share a line, and now and then a device."""
        household, at_family = number // 3, rng.random() < FAMILY
        device = f"{rng.getrandbits(64):016x}"
        if at_family:
            address = Address(ip=opaque(self._seed, "line", household), asn=_asn("provider", household % PROVIDERS))
            shared = rng.random() < FAMILY_DEVICE
            return SimulatedPlace(address=address, device=opaque(self._seed, "family", household) if shared else device)
        return self._draw(rng, ADDRESSES, device)

    def of_hand(self, rng: random.Random) -> SimulatedPlace:
        """Draw where a hand is."""
        return self._draw(rng, ADDRESSES_OF_HANDS, f"{rng.getrandbits(64):016x}")

    def away(self, rng: random.Random) -> Address:
        """Draw where somebody is who is not at home."""
        kind = rng.choice(("carrier", "carrier", "public"))
        return self._shared(kind, by_rank(rng, self._counts[kind]))

    def _draw(self, rng: random.Random, shares: Mapping[str, float], device: str) -> SimulatedPlace:
        kind = by_share(rng, shares)
        if kind == "line":
            address = Address(ip=f"{rng.getrandbits(64):016x}", asn=_asn("provider", by_rank(rng, PROVIDERS)))
            return SimulatedPlace(address=address, device=device)
        which = rng.randrange(self._counts[kind])
        if kind == "public" and rng.random() < USES_TERMINAL:
            device = opaque(self._seed, "terminal", which, rng.randrange(TERMINALS))
        return SimulatedPlace(address=self._shared(kind, which), device=device)

    def _shared(self, kind: str, which: int) -> Address:
        asn = _asn("provider", which % 8) if kind == "carrier" else _asn(kind, which // 4)
        return Address(ip=opaque(self._seed, kind, which), asn=asn)


def _asn(kind: str, which: int) -> str:
    begin = {"provider": 64512, "public": 64600, "tunnel": 65200}[kind]
    return f"as{begin + which}"
