"""How large a society is, and who is in it: hands with the slots that they fill with accounts, and all the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from cautery.simulator.society.dice import Flags, Floats, Integers, Keys, keys_of, shares, spread
from cautery.simulator.society.priors import GROUPS, HOSTS, LANGUAGES, ROLES, Priors

MOST_ACCOUNTS = 50
OLDEST_D = 400.0
"""Before this nobody has opened an account (assumed)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SocietySize:
    """How many, and for how long."""

    operators: int = 300
    """Hands at the beginning; with two and a half accounts each."""
    bystanders: int = 1200
    causes: int = 3
    days: int = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """The hands, one a row."""

    keys: Keys
    cause: Integers
    language: Integers
    drops: Floats
    regain: Floats
    host: Integers
    """Which host it leads to; moves when it loses accounts."""
    dropped: Integers
    """Bits of the channels that it never uses again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """What a hand runs at once: in each slot, one account follows another."""

    keys: Keys
    hand: Integers
    begins: Floats
    role: Integers


@dataclass(frozen=True, slots=True, kw_only=True)
class Bystanders:
    """Everybody who is nobody's tool."""

    keys: Keys
    group: Integers
    cause: Integers
    language: Integers
    born: Floats


def draw_hands(size: SocietySize, priors: Priors, *, seed: int) -> tuple[Hands, Slots]:
    """Draw the hands and their slots; some hands come later."""
    total = size.operators + round(size.operators * priors.arrivals * size.days)
    keys = keys_of(seed, "hand", np.arange(total))
    begins = _born(keys, new=np.arange(total) >= size.operators, days=size.days)
    hands = Hands(
        keys=keys,
        cause=_one_of(keys, "cause", size.causes),
        language=_language(keys, arabic=priors.arabic),
        drops=_between(keys, "drops", priors.dropped),
        regain=_between(keys, "regain", priors.regain),
        host=_one_of(keys, "host", len(HOSTS)),
        dropped=np.zeros(total, dtype=np.int64),
    )
    each = 1 + np.floor(np.log(shares(keys, "each")) / np.log(1 - 1 / priors.accounts_each))
    hand = np.repeat(np.arange(total), np.minimum(each, MOST_ACCOUNTS).astype(np.int64))
    nth = np.arange(len(hand)) - np.searchsorted(hand, hand)
    slot_keys = keys_of(seed, "slot", hand, nth)
    later = np.where(nth == 0, 0.0, spread(slot_keys, "opened", median=5.0, sigma=1.5))
    role = drawn_from(slot_keys, "role", priors.roles, ROLES)
    return hands, Slots(keys=slot_keys, hand=hand, begins=begins[hand] + later, role=role)


def draw_bystanders(size: SocietySize, priors: Priors, *, seed: int) -> Bystanders:
    """Draw the innocent; some open their accounts later."""
    keys = keys_of(seed, "bystander", np.arange(size.bystanders))
    group = drawn_from(keys, "group", priors.bystanders, GROUPS)
    new = shares(keys, "new") < priors.newcomers_a_day * size.days
    arabic = np.array([priors.arabic if name in priors.arabic_groups else 0.1 for name in GROUPS])[group]
    return Bystanders(
        keys=keys,
        group=group,
        cause=_one_of(keys, "cause", size.causes),
        language=_language(keys, arabic=arabic),
        born=_born(keys, new=new, days=size.days),
    )


def drawn_from(keys: Keys, what: str, weights: Mapping[str, float], names: Sequence[str]) -> Integers:
    """Draw one of some names for each key, by weight; gives places among the names."""
    upto = np.cumsum([weights.get(name, 0.0) for name in names])
    return np.asarray(np.searchsorted(upto / upto[-1], shares(keys, what), side="right"), dtype=np.int64)


def _born(keys: Keys, *, new: Flags, days: int) -> Floats:
    """Draw when accounts were opened: rather lately, or, for those who come later, any time from now on."""
    drawn = shares(keys, "born")
    return np.where(new, days * drawn, -OLDEST_D * drawn**2)


def _one_of(keys: Keys, what: str, count: int) -> Integers:
    return np.asarray((shares(keys, what) * count).astype(np.int64))


def _between(keys: Keys, what: str, bounds: tuple[float, float]) -> Floats:
    return bounds[0] + (bounds[1] - bounds[0]) * shares(keys, what)


def _language(keys: Keys, *, arabic: Floats | float) -> Integers:
    """Draw a language: Arabic by its share, and of the others four in five English."""
    drawn = shares(keys, "language")
    return np.where(drawn < arabic, 0, np.where(drawn < arabic + (1 - arabic) * 0.8, 1, len(LANGUAGES) - 1))
