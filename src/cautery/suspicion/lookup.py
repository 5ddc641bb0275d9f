"""By which keys of the platform's index suspicion finds who uses what removed accounts used, and how many that are."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cautery.model.account import Platform
from cautery.suspicion.dossier import Dossier
from cautery.suspicion.operators.keys import key_of
from cautery.suspicion.snapshot import CHANNELS, TOLD, Count, RemovedTraits, Snapshot, Used, Users, Value, parts_of

LEAST_LEADING = 0.29
"""Bits of one value from which on five of them can put an account into a neighbourhood (`evidence.LEAST_TIE_BITS`)."""

Keys = NDArray[np.int64]
Find = Callable[[Keys], tuple[NDArray[np.int64], NDArray[np.uint32]]]
"""Finds who uses each of some keys (sorted, distinct): places in them, and account numbers."""
OfPlatform = Callable[[Platform, NDArray[np.uint32]], NDArray[np.bool_]]
"""Tells which of some account numbers are of a platform."""
Pairs = tuple[NDArray[np.int64], NDArray[np.int64]]
"""Two columns of the same length."""
Shares = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]
"""Circle, account and bits; three columns of the same length."""


def keys_of(channel: str, value: str, frames: Mapping[str, frozenset[int]]) -> tuple[int, ...]:
    """Give the keys under which a value stands in the index; a text also under its passages, and under its frames
    with digits and links masked: what a group fills in anew each day is the group's."""
    if channel == "ties":
        return key_of("follows", value), key_of("circle", value)
    if channel == "texts":
        return (text_key(value), *sorted(frames.get(value, ())))
    return (key_of(channel, value),)


def text_key(plain: str) -> int:
    """Give the key of a whole text, written plainly."""
    return key_of("text", plain)


def users_by(find: Find, of_platform: OfPlatform) -> Users:
    """Count by the index how many accounts use each value; a text is as widespread as its most widespread passage."""

    def users(held: RemovedTraits) -> Used:
        values: dict[str, Mapping[Value, int]] = {}
        circles: list[Shares] = []
        for channel in CHANNELS:
            found = _found(channel, held, find, of_platform)
            values[channel] = _counted(channel, found)
            if channel in TOLD:
                circles.append(_in_circles(channel, found, held, values[channel]))
        return Used(values=values, circles=_falling(circles))

    return users


def users_among(everybody: Iterable[Dossier]) -> Users:
    """Count by reading everybody, as an index of what their dossiers hold would."""
    platforms: list[Platform] = []
    keys: list[int] = []
    who: list[int] = []
    for number, one in enumerate(everybody):
        own = {key for channel, value in _values_of(one) for key in keys_of(channel, value, {})}
        own.update(key for said in one.newest() for key in parts_of(said.text))
        platforms.append(one.about.platform)
        keys.extend(own)
        who.extend([number] * len(own))
    order = np.argsort(np.array(keys, dtype=np.int64), kind="stable")
    known, numbers = np.array(keys, dtype=np.int64)[order], np.array(who, dtype=np.uint32)[order]
    at_home = np.array(platforms, dtype=object)

    def find(asked: Keys) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        first, last = (np.searchsorted(known, asked, side=side) for side in ("left", "right"))
        places = np.repeat(np.arange(len(asked)), last - first)
        return places, numbers[_ranges(first, last - first)]

    return users_by(find, lambda platform, asked: np.asarray(at_home[asked] == platform, dtype=bool))


def _values_of(one: Dossier) -> Iterator[tuple[str, str]]:
    for channel in CHANNELS:
        yield from ((channel, value) for value in getattr(one, channel))


def leads_of(snapshot: Snapshot) -> Keys:
    """Give the keys, sorted, by which an account may come to stand around removed accounts."""
    keys: set[int] = set()
    removed = {(one.platform, str(one.id)) for one in snapshot.removed}
    for channel in CHANNELS:
        counts: Mapping[Value, Count] = getattr(snapshot, channel)
        for value, count in counts.items():
            says = count.removed >= 2 or value in removed if channel == "ties" else True
            if says and snapshot.stranger_bits(count) >= LEAST_LEADING:
                keys.update(keys_of(channel, value[1], snapshot.frames))
    return np.array(sorted(keys), dtype=np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """Who uses some values, by which of their keys: three columns of the same length."""

    values: Sequence[Value]
    value: NDArray[np.int64]
    """Places in the values."""
    key: NDArray[np.int64]
    who: NDArray[np.int64]


def _found(channel: str, held: RemovedTraits, find: Find, of_platform: OfPlatform) -> _Found:
    values = list(getattr(held, channel))
    asked = [keys_of(channel, value, held.frames) for _, value in values]
    keys = np.array(sorted({key for some in asked for key in some}), dtype=np.int64)
    places, numbers = find(keys)
    row = np.repeat(np.arange(len(values)), [len(some) for some in asked])
    at = np.searchsorted(keys, np.array([key for some in asked for key in some], dtype=np.int64))
    first, last = (np.searchsorted(places, at, side=side) for side in ("left", "right"))
    many = last - first
    who, key, value = numbers[_ranges(first, many)], np.repeat(at, many), np.repeat(row, many)
    kept = np.zeros(len(who), dtype=bool)
    for platform in sorted({platform for platform, _ in values}):
        here = np.array([one == platform for one, _ in values], dtype=bool)[value] if len(who) else kept
        kept |= here & of_platform(platform, who)
    return _Found(values=values, value=value[kept], key=key[kept], who=who[kept].astype(np.int64))


def _counted(channel: str, found: _Found) -> Mapping[Value, int]:
    """Count who uses values: an account once, by whichever key; of a text the most that any of its keys has."""
    if channel == "texts":
        pairs, counts = np.unique((found.value << 32) | found.key, return_counts=True)
        most = np.zeros(len(found.values), dtype=np.int64)
        np.maximum.at(most, pairs >> 32, counts)
    else:
        most = np.bincount(_once(found.value, found.who)[0], minlength=len(found.values))
    return dict(zip(found.values, most.tolist(), strict=True))


def _in_circles(channel: str, found: _Found, held: RemovedTraits, users: Mapping[Value, int]) -> Shares:
    """Give who shares how much with each circle."""
    if not found.values:
        return found.value, found.who, np.zeros(0)
    circles = np.array([held.circles[channel, value] for value in found.values], dtype=np.int64)
    worth = np.array([held.worth(channel, value, users[value]) for value in found.values])
    value, who = _once(found.value, found.who)
    return circles[value], who, worth[value]


def _falling(shares: Sequence[Shares]) -> Mapping[int, Sequence[float]]:
    """Sum what each account shares with each circle; the most first."""
    circle, who, bits = (np.concatenate(column) for column in zip(*shares, strict=True))
    pairs, place = np.unique((circle << 32) | who, return_inverse=True)
    total = np.bincount(place, weights=bits, minlength=len(pairs))
    of = (pairs >> 32)[total > 0]
    order = np.lexsort((-total[total > 0], of))
    numbers, first = np.unique(of[order], return_index=True)
    parts = np.split(total[total > 0][order], first[1:])
    return {int(number): part.tolist() for number, part in zip(numbers, parts, strict=False)}


def _once(first: NDArray[np.int64], second: NDArray[np.int64]) -> Pairs:
    """Give each pair once."""
    pairs = np.unique((first << 32) | second)
    return pairs >> 32, pairs & 0xFFFFFFFF


def _ranges(first: NDArray[np.int64], many: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the places of ranges, one behind another: each from its first, so many."""
    before = np.concatenate(([0], np.cumsum(many)[:-1])) if len(many) else many
    return np.asarray(np.repeat(first - before, many) + np.arange(many.sum()), dtype=np.int64)
