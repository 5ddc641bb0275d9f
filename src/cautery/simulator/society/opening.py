"""Opens accounts: what each one is like from its first day to its last, as far as nobody interferes, drawn at its opening."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import DTypeLike

from cautery.simulator.society.columns import Column, Columns
from cautery.simulator.society.dice import (
    Flags,
    Floats,
    Integers,
    Keys,
    bells,
    keys_of,
    shares,
    spread,
)
from cautery.simulator.society.priors import (
    AT_SIGN_UP,
    CHANNELS,
    DETECTORS,
    GROUPS,
    ROLES,
    VIOLATING,
    Priors,
)
from cautery.simulator.society.setting import Bystanders, Hands, Slots

NEVER = np.inf
LOOKED_FOR_D = 120.0
"""The innocent whom a detector ever points at are pointed at within this time."""
ACCOUNT: Mapping[str, DTypeLike] = {
    "key": np.uint64,
    "hand": np.int64,  # -1: nobody's tool
    "slot": np.int64,
    "incarnation": np.int64,
    "group": np.int64,
    "role": np.int64,
    "cause": np.int64,
    "language": np.int64,
    "born": np.float64,  # days from the beginning
    "active": np.float64,  # later than born, where an account was kept in reserve
    "violates": np.float64,
    "quits": np.float64,  # when its owner would give it up
    "noticed": np.float64,  # when the platform by itself would close it
    "scale": np.float64,  # followers at thirty days
    "rate": np.float64,  # posts a day
    "kept": np.int64,  # bits of the channels that it has from the account before
    "closed": np.float64,
    "closed_by": np.int64,  # index of BY
    "takedown": np.int64,  # -1: none
    "away_from": np.float64,  # wrongly suspended, and restored
    "away_to": np.float64,
    "decided": np.float64,  # the last decision about it
    "looks": np.int64,  # how often somebody decided about it
    "observed": np.float64,  # until when it is observed
    "waits": np.bool_,  # a case about it is open
}
BY = ("", "us", "platform", "owner")
_START: Mapping[str, float] = {
    "takedown": -1,
    "closed": NEVER,
    "away_from": NEVER,
    "away_to": NEVER,
    "decided": -NEVER,
    "observed": NEVER,
}


def new_accounts(room: int) -> Columns:
    """Make the empty table of accounts: its columns, and for each detector when it sees an account."""
    return Columns({**ACCOUNT, **{f"seen_{name}": np.float64 for name in DETECTORS}}, room=room)


def open_bystanders(people: Bystanders, accounts: Columns, priors: Priors) -> None:
    """Open the accounts of the innocent."""
    keys, total = people.keys, len(people.keys)
    rate = spread(keys, "rate", median=priors.speaking, sigma=1.0)
    scale = spread(keys, "scale", median=priors.followers_30d, sigma=priors.followers_sigma)
    seen = {f"seen_{name}": _wrongly_seen(name, people, priors) for name in DETECTORS}
    nothing = np.full(total, -1)
    accounts.add(
        **_begun(total),
        **seen,
        key=keys,
        hand=nothing,
        slot=nothing,
        role=nothing,
        incarnation=np.zeros(total),
        group=people.group,
        cause=people.cause,
        language=people.language,
        born=people.born,
        active=people.born,
        violates=np.full(total, NEVER),
        quits=np.maximum(people.born, 0) - 2 * priors.abandoned_d * np.log(shares(keys, "quits")),
        noticed=np.full(total, NEVER),
        scale=scale,
        rate=rate,
        kept=np.zeros(total),
    )


def open_incarnations(
    slots: Integers,
    incarnation: Integers,
    born: Floats,
    active: Floats,
    *,
    hands: Hands,
    table: Slots,
    accounts: Columns,
    priors: Priors,
    seed: int,
) -> None:
    """Open the next account in some slots."""
    keys, hand = keys_of(seed, "account", slots, incarnation), table.hand[slots]
    again = incarnation > 1
    kept = np.where(again, _kept(keys, priors) & ~hands.dropped[hand], 0)
    violates = active + spread(keys, "violates", median=priors.begins_d, sigma=1.2)
    before = incarnation - 1
    scale = spread(table.keys[slots], "scale", median=priors.followers_30d, sigma=priors.followers_sigma)
    scale = scale * hands.regain[hand] ** before * priors.slower ** (before * priors.growth)
    rates = np.array([priors.posts_a_day[name] for name in ROLES])[table.role[slots]]
    since = np.maximum(active, 0)
    loud = np.log(scale / priors.followers_30d) * priors.conspicuous
    seen = {
        f"seen_{name}": _seen(name, keys, violates, loud if name == "reports" else loud * 0, priors)
        for name in DETECTORS
    }
    seen["seen_operators"] = np.where(again, _recognised(keys, kept, active, violates, priors), NEVER)
    accounts.add(
        **_begun(len(slots)),
        **seen,
        key=keys,
        hand=hand,
        slot=slots,
        role=table.role[slots],
        incarnation=incarnation,
        group=np.full(len(slots), VIOLATING),
        cause=hands.cause[hand],
        language=hands.language[hand],
        born=born,
        active=active,
        violates=violates,
        quits=since - priors.abandoned_d * np.log(shares(keys, "quits")),
        noticed=since - np.log(shares(keys, "noticed")) / priors.background_a_day,
        scale=scale,
        rate=spread(table.keys[slots], "rate", median=rates, sigma=0.9),
        kept=kept,
    )


def kept_bits(kept: Integers) -> Flags:
    """Spread bits of channels into one column a channel."""
    return np.asarray((kept[:, None] >> np.arange(len(CHANNELS))) & 1 == 1)


def _begun(total: int) -> dict[str, Column]:
    names = ("closed", "closed_by", "takedown", "away_from", "away_to", "decided", "looks", "observed", "waits")
    return {name: np.full(total, _START.get(name, 0.0)) for name in names}


def _kept(keys: Keys, priors: Priors) -> Integers:
    bits = np.zeros(len(keys), dtype=np.int64)
    for place, channel in enumerate(CHANNELS):
        bits |= (shares(keys, f"keeps {channel}") < priors.kept[channel]).astype(np.int64) << place
    return bits


def _seen(name: str, keys: Keys, violates: Floats, loud: Floats, priors: Priors) -> Floats:
    """Draw when a detector sees accounts that violate: in which season, and how late in it; nobody looked before day 0."""
    seeing = priors.seeing[name]
    if seeing.sees == 0:
        return np.full(len(keys), NEVER)
    odds = np.log(seeing.sees / (1 - seeing.sees)) + loud + priors.heterogeneity * bells(keys, "visible")
    missed = np.floor(np.log(shares(keys, f"{name} sees")) / np.log(1 / (1 + np.exp(odds))))
    after = spread(keys, f"{name} after", median=seeing.after_d * np.exp(-loud), sigma=seeing.sigma)
    return np.asarray(np.maximum(violates, 0) + missed * priors.season_d + after)


def _recognised(keys: Keys, kept: Integers, active: Floats, violates: Floats, priors: Priors) -> Floats:
    """Draw when a return is recognised by what it kept: at sign-up by what shows there, else by its first posts."""
    has = kept_bits(kept)
    tells = np.array([priors.tells[channel] for channel in CHANNELS])
    early = np.array([channel in AT_SIGN_UP for channel in CHANNELS])
    at_sign_up = 1 - np.prod(np.where(has & early, 1 - tells, 1.0), axis=1)
    ever = 1 - np.prod(np.where(has, 1 - tells, 1.0), axis=1)
    drawn = shares(keys, "recognised")
    soon = active + 0.02 * shares(keys, "recognised after")
    later = violates + spread(keys, "recognised later", median=priors.seeing["operators"].after_d, sigma=1.0)
    return np.where(drawn < at_sign_up, soon, np.where(drawn < ever, later, NEVER))


def _wrongly_seen(name: str, people: Bystanders, priors: Priors) -> Floats:
    seeing = priors.seeing[name]
    chance = np.array([seeing.wrongly.get(group, seeing.others) for group in GROUPS])[people.group]
    at = np.maximum(people.born, 0) + LOOKED_FOR_D * shares(people.keys, f"{name} after")
    return np.where(shares(people.keys, f"{name} sees") < chance, at, NEVER)
