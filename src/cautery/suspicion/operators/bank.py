"""The bank of finally removed accounts, ready to be met again: inverted lists of keys, so that a large bank costs no
scan.

Keys are numbers that do not tell the value. What many accounts have is found but leads nowhere: only rare things make
candidates.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

import numpy as np
from numpy.typing import NDArray

from cautery.model.account import Account
from cautery.signals.fold import fold
from cautery.suspicion.operators.coincidence import Coincidence, coincidence_of
from cautery.suspicion.operators.keys import key_of
from cautery.suspicion.operators.portrait import Portrait
from cautery.suspicion.operators.spelling import Spelling, grams, learn_spelling, skeleton
from cautery.suspicion.operators.writing import COHORT, Writers, Wrote, learn_writers

ACCESS_KEPT = timedelta(days=90)
"""How long after a removal newcomers are compared by what only the platform sees."""
ENTRIES_KEPT = timedelta(days=730)
"""How long after its removal newcomers are compared with an account at all."""
MOST_SHARING = 500
"""Accounts of the bank that may share a value before it leads to none of them."""
BANDS = 16
"""Parts of an avatar's 256 bits: two that differ by up to 15 share one for certain, and by 31 nearly always."""
BIO_RUN = 3
"""Words in a row that are one value of a bio."""

Keys = NDArray[np.int64]
Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """An account that was finally removed, appeals closed."""

    portrait: Portrait
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What is kept of a removed account beside its keys."""

    about: Account
    handle: str
    display_name: str
    skeletons: tuple[str, str]
    """Of both names."""
    avatar: str
    at: datetime
    channels: frozenset[str]
    """Of which channels anything is known."""

    def age(self, portrait: Portrait) -> timedelta:
        """Say how long after the removal an account was opened; nothing when it was there before."""
        return max(portrait.begins - self.at, timedelta()) if portrait.begins else timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A value of a newcomer that is looked up."""

    channel: str
    value: str
    item: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bank:
    """Removed accounts by what they had; positions are places in `entries`."""

    entries: tuple[Entry, ...]
    keys: Keys
    """Distinct, sorted."""
    starts: Positions
    """Where each key's list begins in `holders`; one more than keys."""
    holders: Positions
    users: NDArray[np.int64]
    """How many accounts of the platform, the bank's included, have each key."""
    forward: Keys
    """Each entry's keys, sorted, one entry behind another."""
    forward_starts: Positions
    removal_days: NDArray[np.float64]
    """When each entry was removed, in days."""
    coincidence: Mapping[str, Coincidence]
    spelling: Spelling
    writers: Writers

    def find(self, asked: Keys) -> tuple[NDArray[np.bool_], Positions]:
        """Tell of each key whether the bank has it, and where."""
        if not len(self.keys):
            return np.zeros(len(asked), dtype=bool), np.zeros(len(asked), dtype=np.int64)
        at = np.minimum(np.searchsorted(self.keys, asked), len(self.keys) - 1)
        return self.keys[at] == asked, at

    def bits_of(self, channel: str, at: Positions) -> NDArray[np.float64]:
        """Give what sharing keys is worth: how rarely two accounts share something of this channel that is as rare."""
        return self.coincidence[channel].bits(self.users[at])

    def keys_of(self, position: int) -> Keys:
        """Give an entry's keys."""
        return self.forward[self.forward_starts[position] : self.forward_starts[position + 1]]


def build_bank(removed: Sequence[Removed], others: Iterable[Portrait], *, seed: int = 0) -> Bank:
    """Make the bank; `others` are the platform's other accounts, of which is only counted how many have what."""
    stored = [_stored(one.portrait) for one in removed]
    lengths = np.array([len(keys) for keys in stored], dtype=np.int64)
    forward = np.concatenate(
        [*(np.array(sorted(keys), dtype=np.int64) for keys in stored), np.zeros(0, dtype=np.int64)]
    )
    owners = np.repeat(np.arange(len(removed)), lengths)
    order = np.argsort(forward, kind="stable")
    keys, starts, users = np.unique(forward[order], return_index=True, return_counts=True)
    counted = _Counted(keys, users.astype(np.int64), stored)
    names = [name for one in removed for name in _names(one.portrait)]
    strangers: list[Portrait] = []
    for other in others:
        names += _names(other)
        counted.add(_stored(other))
        if other.written:
            strangers.append(other)
            if len(strangers) >= 2 * COHORT:
                strangers = _drawn(strangers)
    return Bank(
        entries=tuple(_entry(one) for one in removed),
        keys=keys,
        starts=np.append(starts, len(forward)),
        holders=owners[order],
        users=counted.users,
        forward=forward,
        forward_starts=np.concatenate([[0], np.cumsum(lengths)]),
        removal_days=np.array([one.at.timestamp() / 86400 for one in removed]),
        coincidence=counted.coincidence(),
        spelling=learn_spelling(names),
        writers=learn_writers(
            [wrote(one.portrait) for one in removed], [wrote(one) for one in _drawn(strangers)], seed=seed
        ),
    )


def _names(portrait: Portrait) -> list[str]:
    return [name for name in (portrait.handle, portrait.display_name) if name]


def _drawn(strangers: Sequence[Portrait]) -> list[Portrait]:
    """Draw a cohort: the same accounts whatever the order they came in."""
    return sorted(strangers, key=lambda one: key_of("cohort", one.about.id))[:COHORT]


def wrote(portrait: Portrait) -> Wrote:
    """Give what an account wrote."""
    return Wrote(texts=[one.text for one in portrait.written], times=portrait.times)


def asked_of(portrait: Portrait) -> Mapping[int, Asked]:
    """Give all that is looked up for a newcomer, by key."""
    asked = {
        key_of(channel, value): Asked(channel=channel, value=value, item=item)
        for channel, value, item in _values(portrait)
    }
    about = portrait.about.id
    asked |= {key_of("named", n): Asked(channel="declared", value=n, item=about) for n in _selves(portrait)}
    asked |= {key_of("self", n): Asked(channel="declared", value=n, item=post) for n, post in portrait.named.items()}
    asked |= {key: Asked(channel=channel, value="", item=about) for key, channel in _leads(portrait)}
    return asked


def _stored(portrait: Portrait) -> dict[int, str]:
    """Give an account's keys, each with its channel."""
    keys = {key_of(channel, value): channel for channel, value, _ in _values(portrait)}
    keys |= {key_of("self", name): "declared" for name in _selves(portrait)}
    keys |= {key_of("named", name): "declared" for name in portrait.named}
    return keys | dict(_leads(portrait))


class _Counted:
    """How many accounts have each of the bank's keys, and how many have anything of each channel."""

    def __init__(self, keys: Keys, users: NDArray[np.int64], stored: Sequence[Mapping[int, str]]) -> None:
        self.users = users
        self._keys = keys
        self._channel = {key: channel for one in stored for key, channel in one.items()}
        self._having: Counter[str] = Counter()
        for one in stored:
            self._having.update(set(one.values()))

    def add(self, keys: Mapping[int, str]) -> None:
        """Count another account."""
        self._having.update(set(keys.values()))
        if len(self._keys):
            theirs = np.fromiter(keys, dtype=np.int64, count=len(keys))
            at = np.minimum(np.searchsorted(self._keys, theirs), len(self._keys) - 1)
            self.users[at[self._keys[at] == theirs]] += 1

    def coincidence(self) -> Mapping[str, Coincidence]:
        channels = np.array([self._channel[key] for key in self._keys.tolist()], dtype=object)
        return {
            name: coincidence_of(self.users[channels == name], having=count) for name, count in self._having.items()
        }


def _values(portrait: Portrait) -> Iterable[tuple[str, str, str]]:
    """Give channel, value and item of all that counts when it is shared."""
    for channel, values in portrait.values.items():
        for value, item in values.items():
            yield channel, value, item
    words = fold(portrait.bio).split()
    for at in range(max(1, len(words) - BIO_RUN + 1) if words else 0):
        yield "bio", " ".join(words[at : at + BIO_RUN]), portrait.about.id


def _selves(portrait: Portrait) -> Iterable[str]:
    return {name for name in (portrait.handle.lower(), portrait.about.id) if name}


def _leads(portrait: Portrait) -> Iterable[tuple[int, str]]:
    """Give the keys that lead to candidates and count for nothing by themselves: pieces of names, parts of pictures."""
    for name in {portrait.handle, portrait.display_name} - {""}:
        yield key_of("name", skeleton(name)), "name"
        for gram in grams(name):
            yield _gram_key(gram), "gram"
    for band in bands(portrait.avatar):
        yield key_of("picture", band), "picture"


@cache
def _gram_key(gram: str) -> int:
    return key_of("gram", gram)


def bands(avatar: str) -> tuple[str, ...]:
    """Cut a picture's 64 hex digits into parts, each with its place."""
    width = 64 // BANDS
    return tuple(f"{at}:{avatar[at * width : (at + 1) * width]}" for at in range(BANDS)) if len(avatar) == 64 else ()


def _entry(one: Removed) -> Entry:
    portrait = one.portrait
    known = {channel for channel, values in portrait.values.items() if values}
    return Entry(
        about=portrait.about,
        handle=fold(portrait.handle),
        display_name=fold(portrait.display_name),
        skeletons=(skeleton(portrait.handle), skeleton(portrait.display_name)),
        avatar=portrait.avatar,
        at=one.at,
        channels=frozenset(known | ({"bio"} if portrait.bio else set())),
    )
