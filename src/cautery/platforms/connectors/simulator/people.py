"""Who lives on the simulated platform, and how each of them lives. Operators are hands: each runs several accounts."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from cautery.model.account import AccountId
from cautery.platforms.connectors.simulator import texts

ROLES: Mapping[str, float] = {
    "ordinary": 0.78,
    "fan": 0.08,
    "reporter": 0.03,
    "researcher": 0.01,
    "opponent": 0.05,
    "believer": 0.05,
}
"""Shares of the people who are nobody's tool."""
POSTS_A_DAY: Mapping[str, float] = {
    "ordinary": 0.8,
    "fan": 1.5,
    "reporter": 2.0,
    "researcher": 0.7,
    "opponent": 1.5,
    "believer": 1.0,
    "operator": 3.0,
}


@dataclass(slots=True, kw_only=True)
class Person:
    """One account, and whoever is behind it."""

    id: AccountId
    handle: str
    role: str
    born_h: float
    """When it was opened, in hours from the beginning."""
    peak_h: float
    """The hour of the day at which it mostly speaks."""
    device: str
    address: str
    operator: str | None = None
    returns_of: AccountId | None = None
    follows: list[AccountId] = field(default_factory=list)
    closed: bool = False
    announced: bool = True
    """False until a returner has said that it is back."""


@dataclass(slots=True, kw_only=True)
class Operator:
    """A hand behind accounts: what it keeps from one account to the next is how it can be known."""

    id: str
    stem: str
    contact: str
    peak_h: float
    device: str
    address: str
    counter: int = 0
    circle: list[AccountId] = field(default_factory=list)
    """Whom its accounts follow, and will follow again."""


def new_person(number: int, role: str, *, born_h: float, rng: random.Random) -> Person:
    """Invent somebody."""
    return Person(
        id=AccountId(f"u{number:06d}"),
        handle=texts.handle(rng),
        role=role,
        born_h=born_h,
        peak_h=rng.gauss(17.0, 4.0) % 24,
        device=_hash(rng),
        address=_hash(rng),
    )


def new_operator(number: int, *, rng: random.Random) -> Operator:
    """Invent a hand."""
    stem = texts.banner(rng)
    return Operator(
        id=f"op{number:03d}",
        stem=stem,
        contact=f"{stem.replace('_', '')}{rng.randrange(10, 99)}",
        peak_h=rng.uniform(0, 24),
        device=_hash(rng),
        address=_hash(rng),
    )


def next_account(
    operator: Operator, number: int, *, born_h: float, rng: random.Random, returns_of: AccountId | None = None
) -> Person:
    """Open another account of a hand: a new number behind the old name, mostly the same device, often another address."""
    operator.counter += 1
    same_stem, same_device, same_address = rng.random() < 0.7, rng.random() < 0.6, rng.random() < 0.3
    return Person(
        id=AccountId(f"u{number:06d}"),
        handle=f"{operator.stem if same_stem else texts.banner(rng)}_{operator.counter}",
        role="operator",
        born_h=born_h,
        peak_h=operator.peak_h,
        device=operator.device if same_device else _hash(rng),
        address=operator.address if same_address else _hash(rng),
        operator=operator.id,
        returns_of=returns_of,
        announced=returns_of is None,
    )


def draw_role(rng: random.Random) -> str:
    """Draw what kind of person somebody is."""
    return rng.choices(list(ROLES), weights=list(ROLES.values()))[0]


def _hash(rng: random.Random) -> str:
    """A keyed hash, as a platform would hand it over: it can be compared and says nothing."""
    return f"{rng.getrandbits(64):016x}"
