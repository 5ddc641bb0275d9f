"""The bank of finally removed accounts, ready to be met again: inverted lists of keys, so that a large bank costs no
scan.

Keys are numbers that do not tell the value. What many accounts have is found but leads nowhere: only rare things make
candidates.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from cautery.model.account import Account
from cautery.signals.fold import fold
from cautery.suspicion.operators.channels import shipped_channels
from cautery.suspicion.operators.coincidence import Coincidence, coincidence_of
from cautery.suspicion.operators.frames import SEVERAL, own_texts
from cautery.suspicion.operators.keys import key_of
from cautery.suspicion.operators.portrait import ACCESS, AccountPortrait
from cautery.suspicion.operators.scenes import MOST_OTHERS, Scenes, TraitHolders, scenes_of, who_is
from cautery.suspicion.operators.spelling import Spelling, grams, learn_spelling, skeleton
from cautery.suspicion.operators.writing import COHORT, AccountWriting, Writers, learn_writers

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

    portrait: AccountPortrait
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
    ends: datetime | None
    """When it did something last."""
    used: Mapping[int, tuple[datetime, datetime]]
    """When each of its traits was seen first and last, by key."""

    def age(self, portrait: AccountPortrait) -> timedelta:
        """Say how long after the removal an account was opened; nothing when it was there before."""
        return max(portrait.begins - self.at, timedelta()) if portrait.begins else timedelta()


@dataclass(frozen=True, slots=True, kw_only=True)
class TraitLookup:
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
    scenes: Scenes

    def several(self, asked: Sequence[int]) -> list[bool]:
        """Tell of each key whether several accounts outside the bank have it."""
        found, at = self.find(np.array(asked, dtype=np.int64))
        outside = self.users - np.diff(self.starts)
        return [bool(there and outside[k] >= SEVERAL) for there, k in zip(found, at, strict=True)]

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


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherAccounts:
    """What is counted of the platform's accounts that are not in the bank."""

    users: NDArray[np.int64]
    """How many have each of the bank's keys."""
    having: Mapping[str, int]
    """How many have anything of each channel."""
    names: Sequence[str]
    """Their handles and display names, in any order."""
    strangers: Sequence[AccountPortrait]
    """Some who wrote something: the cohort, or more."""
    accounts: int
    """How many were counted."""
    held: TraitHolders
    """Which of them have which of the bank's keys, but for what is too common to lead anywhere."""


def build_bank(removed: Sequence[Removed], others: Iterable[AccountPortrait], *, seed: int = 0) -> Bank:
    """Make the bank; `others` are the platform's other accounts, of which is only counted how many have what."""
    return bank_beside(removed, lambda keys: _count(others, keys), seed=seed)


def bank_beside(removed: Sequence[Removed], count: Callable[[Keys], OtherAccounts], *, seed: int = 0) -> Bank:
    """Make the bank; `count` is asked once, for the keys that the bank has, how many others have what."""
    stored = [_stored(one.portrait) for one in removed]
    lengths = np.array([len(keys) for keys in stored], dtype=np.int64)
    forward = np.concatenate(
        [*(np.array(sorted(keys), dtype=np.int64) for keys in stored), np.zeros(0, dtype=np.int64)]
    )
    owners = np.repeat(np.arange(len(removed)), lengths)
    order = np.argsort(forward, kind="stable")
    keys, starts, own = np.unique(forward[order], return_index=True, return_counts=True)
    others = count(keys)
    users = own.astype(np.int64) + others.users
    channels = _channels(keys, stored)
    coincidence = _coincidence(channels, users, stored, others.having)
    shared = _shared_outside(keys, others.users)
    return Bank(
        entries=tuple(_entry(one) for one in removed),
        keys=keys,
        starts=np.append(starts, len(forward)),
        holders=owners[order],
        users=users,
        forward=forward,
        forward_starts=np.concatenate([[0], np.cumsum(lengths)]),
        removal_days=np.array([one.at.timestamp() / 86400 for one in removed]),
        coincidence=coincidence,
        spelling=learn_spelling([*others.names, *(name for one in removed for name in _names(one.portrait))]),
        writers=learn_writers(
            [wrote(one.portrait, shared) for one in removed],
            [wrote(one, shared) for one in _drawn(others.strangers)],
            seed=seed,
        ),
        scenes=scenes_of(
            others.held,
            bits=_bits(channels, users, coincidence),
            channels=channels.tolist(),
            forward=sparse.csc_matrix(
                (np.ones(len(forward), dtype=np.float32), (np.searchsorted(keys, forward), owners)),
                shape=(len(keys), len(removed)),
            ),
            accounts=others.accounts,
        ),
    )


def _count(others: Iterable[AccountPortrait], keys: Keys) -> OtherAccounts:
    """Count others one after another; none is kept but those of the cohort."""
    users, having = np.zeros(len(keys), dtype=np.int64), Counter[str]()
    names: list[str] = []
    everybody: list[int] = []
    held: list[NDArray[np.int64]] = []
    strangers: list[AccountPortrait] = []
    for other in others:
        names += _names(other)
        theirs = _stored(other)
        having.update(set(theirs.values()))
        met = _places(keys, np.fromiter(theirs, dtype=np.int64, count=len(theirs)))
        users[met] += 1
        everybody.append(who_is(other.about))
        held.append(met)
        if other.written:
            strangers.append(other)
            if len(strangers) >= 2 * COHORT:
                strangers = _drawn(strangers)
    return OtherAccounts(
        users=users,
        having=having,
        names=names,
        strangers=strangers,
        accounts=len(everybody),
        held=_but_common(np.repeat(np.array(everybody, dtype=np.int64), [len(one) for one in held]), held, users),
    )


def _places(keys: Keys, asked: Keys) -> NDArray[np.int64]:
    """Give where those of the asked keys stand that are known; keys are sorted."""
    if not len(keys):
        return np.zeros(0, dtype=np.int64)
    at = np.minimum(np.searchsorted(keys, asked), len(keys) - 1)
    return np.sort(at[keys[at] == asked])


def _but_common(who: NDArray[np.int64], held: Sequence[NDArray[np.int64]], users: NDArray[np.int64]) -> TraitHolders:
    at = np.concatenate([*held, np.zeros(0, dtype=np.int64)])
    rare = users[at] <= MOST_OTHERS
    return TraitHolders(who=who[rare], at=at[rare])


def _channels(keys: Keys, stored: Sequence[Mapping[int, str]]) -> NDArray[np.object_]:
    named = {key: channel for one in stored for key, channel in one.items()}
    return np.array([named[key] for key in keys.tolist()], dtype=object)


def _bits(
    channels: NDArray[np.object_], users: NDArray[np.int64], coincidence: Mapping[str, Coincidence]
) -> NDArray[np.float64]:
    """Give what sharing each key is worth."""
    bits = np.zeros(len(users))
    for name, one in coincidence.items():
        of = channels == name
        bits[of] = one.bits(users[of])
    return bits


def _shared_outside(keys: Keys, outside: NDArray[np.int64]) -> Callable[[Sequence[int]], list[bool]]:
    several = frozenset(keys[outside >= SEVERAL].tolist())
    return lambda asked: [key in several for key in asked]


def _coincidence(
    channels: NDArray[np.object_],
    users: NDArray[np.int64],
    stored: Sequence[Mapping[int, str]],
    others: Mapping[str, int],
) -> Mapping[str, Coincidence]:
    having = Counter(others)
    for one in stored:
        having.update(set(one.values()))
    shipped = shipped_channels().channel
    return {
        name: coincidence_of(
            users[channels == name], having=count + (shipped[name].elsewhere if name in shipped else 0)
        )
        for name, count in having.items()
    }


def _names(portrait: AccountPortrait) -> list[str]:
    return [name for name in (portrait.handle, portrait.display_name) if name]


def _drawn(strangers: Sequence[AccountPortrait]) -> list[AccountPortrait]:
    """Draw a cohort: the same accounts whatever the order they came in."""
    return sorted(strangers, key=lambda one: cohort_key(one.about))[:COHORT]


def cohort_key(about: Account) -> int:
    """Give the number by which a cohort is drawn: the accounts with the lowest."""
    return key_of("cohort", about.id)


def wrote(portrait: AccountPortrait, shared: Callable[[Sequence[int]], list[bool]]) -> AccountWriting:
    """Give what an account wrote of its own: what several others write as well shows nobody's hand."""
    return AccountWriting(texts=own_texts((one.text for one in portrait.written), shared), times=portrait.times)


def asked_of(portrait: AccountPortrait) -> Mapping[int, TraitLookup]:
    """Give all that is looked up for a newcomer, by key."""
    asked = {
        key_of(channel, value): TraitLookup(channel=channel, value=value, item=item)
        for channel, value, item in _values(portrait)
    }
    about = portrait.about.id
    asked |= {key_of("named", n): TraitLookup(channel="declared", value=n, item=about) for n in _selves(portrait)}
    asked |= {
        key_of("self", n): TraitLookup(channel="declared", value=n, item=post) for n, post in portrait.named.items()
    }
    asked |= {key: TraitLookup(channel=channel, value="", item=about) for key, channel in _leads(portrait)}
    return asked


def lasting_keys(portrait: AccountPortrait) -> dict[int, str]:
    """Give the keys of what an account has for good, each with its channel."""
    keys = {key_of(channel, value): channel for channel, values in portrait.values.items() for value in values}
    keys |= dict.fromkeys((key for one in portrait.written for key in one.frames), "frames")
    keys[key_of("self", portrait.about.id)] = "declared"
    return keys | {key_of("named", name): "declared" for name in portrait.named}


def face_keys(portrait: AccountPortrait) -> dict[str, dict[int, str]]:
    """Give the keys of how an account presents itself, each with its channel: by what it says, until it says it anew."""
    faces: dict[str, dict[int, str]] = {}
    if portrait.handle:
        faces["handle"] = {key_of("self", portrait.handle.lower()): "declared", **dict(_name_leads(portrait.handle))}
    if portrait.display_name:
        faces["display_name"] = dict(_name_leads(portrait.display_name))
    if portrait.bio:
        faces["bio"] = {key_of("bio", run): "bio" for run in _bio_runs(portrait.bio)}
    if portrait.avatar:
        faces["avatar"] = dict(_picture_leads(portrait.avatar))
    return faces


def _stored(portrait: AccountPortrait) -> dict[int, str]:
    """Give an account's keys, each with its channel."""
    keys = lasting_keys(portrait)
    for face in face_keys(portrait).values():
        keys |= face
    return keys


def _values(portrait: AccountPortrait) -> Iterable[tuple[str, str, str]]:
    """Give channel, value and item of all that counts when it is shared."""
    for channel, values in portrait.values.items():
        for value, item in values.items():
            yield channel, value, item
    for run in _bio_runs(portrait.bio):
        yield "bio", run, portrait.about.id


def _bio_runs(bio: str) -> Iterable[str]:
    words = fold(bio).split()
    for at in range(max(1, len(words) - BIO_RUN + 1) if words else 0):
        yield " ".join(words[at : at + BIO_RUN])


def _selves(portrait: AccountPortrait) -> Iterable[str]:
    return {name for name in (portrait.handle.lower(), portrait.about.id) if name}


def _leads(portrait: AccountPortrait) -> Iterable[tuple[int, str]]:
    """Give the keys that lead to candidates and count for nothing by themselves: pieces of names, parts of pictures."""
    for name in {portrait.handle, portrait.display_name} - {""}:
        yield from _name_leads(name)
    yield from _picture_leads(portrait.avatar)


def _name_leads(name: str) -> Iterable[tuple[int, str]]:
    yield key_of("name", skeleton(name)), "name"
    for gram in grams(name):
        yield _gram_key(gram), "gram"


def _picture_leads(avatar: str) -> Iterable[tuple[int, str]]:
    for band in bands(avatar):
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
        ends=portrait.ends,
        used={key_of(name, value): span for (name, value), span in portrait.used.items() if name in ACCESS},
    )
