"""By which keys of the platform's index suspicion finds who uses what removed accounts used, and how many that are."""

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from cautery.model.account import Platform
from cautery.suspicion.operators.frames import runs
from cautery.suspicion.operators.keys import key_of
from cautery.suspicion.snapshot import CHANNELS, Count, RemovedTraits, Snapshot, Users, Value

LEAST_LEADING = 0.29
"""Bits of one value from which on five of them can put an account into a neighbourhood (`evidence.LEAST_TIE_BITS`)."""

Keys = NDArray[np.int64]
Find = Callable[[Keys], tuple[NDArray[np.int64], NDArray[np.uint32]]]
"""Finds who uses each of some keys (sorted, distinct): places in them, and account numbers."""
OfPlatform = Callable[[Platform, NDArray[np.uint32]], NDArray[np.bool_]]
"""Tells which of some account numbers are of a platform."""


def keys_of(channel: str, value: str, frames: Mapping[str, frozenset[str]]) -> tuple[int, ...]:
    """Give the keys under which a value stands in the index; a text also under its passages, and under its frames
    with digits and links masked: what a group fills in anew each day is the group's."""
    if channel == "ties":
        return key_of("follows", value), key_of("circle", value)
    if channel == "texts":
        passages = {key_of("passages", one) for one in frames.get(value, ())}
        return (text_key(value), *sorted(passages | set(runs(value))))
    return (key_of(channel, value),)


def text_key(plain: str) -> int:
    """Give the key of a whole text, written plainly."""
    return key_of("text", plain)


def users_by(find: Find, of_platform: OfPlatform) -> Users:
    """Count by the index how many accounts use each value; a text is as widespread as its most widespread passage."""

    def users(held: RemovedTraits) -> Mapping[str, Mapping[Value, int]]:
        return {
            channel: _counted(channel, list(getattr(held, channel)), held, find, of_platform) for channel in CHANNELS
        }

    return users


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


def _counted(
    channel: str, values: list[Value], held: RemovedTraits, find: Find, of_platform: OfPlatform
) -> Mapping[Value, int]:
    """Count who uses values: an account once, by whichever key; of a text the most that any of its keys has."""
    asked = [keys_of(channel, value, held.frames) for _, value in values]
    keys = np.array(sorted({key for some in asked for key in some}), dtype=np.int64)
    places, numbers = find(keys)
    row = np.repeat(np.arange(len(values)), [len(some) for some in asked])
    at = np.searchsorted(keys, np.array([key for some in asked for key in some], dtype=np.int64))
    first, last = (np.searchsorted(places, at, side=side) for side in ("left", "right"))
    many = last - first
    use = (
        np.repeat(first - np.concatenate(([0], np.cumsum(many)[:-1])), many) + np.arange(many.sum()) if len(at) else at
    )
    who, key, value = numbers[use], np.repeat(at, many), np.repeat(row, many)
    kept = np.zeros(len(who), dtype=bool)
    for platform in sorted({platform for platform, _ in values}):
        here = np.array([one == platform for one, _ in values], dtype=bool)[value] if len(who) else kept
        kept |= here & of_platform(platform, who)
    who, key, value = who[kept], key[kept], value[kept]
    if channel == "texts":
        pairs, counts = np.unique(value * max(1, len(keys)) + key, return_counts=True)
        most = np.zeros(len(values), dtype=np.int64)
        np.maximum.at(most, pairs // max(1, len(keys)), counts)
    else:
        most = np.bincount(np.unique((value << 32) | who) >> 32, minlength=len(values))
    return dict(zip(values, most.tolist(), strict=True))
