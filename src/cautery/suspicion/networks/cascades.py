"""What the members of a group did to one thing after another, and how close in time, in a native loop."""

from dataclasses import dataclass

import numpy as np
from numba import njit

from cautery.suspicion.networks.chance import Floats
from cautery.suspicion.networks.pairs import DAY_S, MINUTE_S, WINDOW_S, Flags, Integers

MOST_ACTORS = 500
"""Accounts that act on a thing, above which everybody knows it."""
MOST_DAYS_EACH = 1.25
"""Days on which an account comes back to a thing, on average, above which it is a topic: when it is taken up says nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acts:
    """What accounts did, the first time only for each thing; in columns, sorted by thing, then time."""

    account: Integers
    thing: Integers
    at: Integers
    source: Integers
    """Whose thing it is, as any number; -1 when that cannot be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cascades:
    """What members of one group did to one thing, two of them at least: one entry a group and thing."""

    group: Integers
    begin: Integers
    size: Integers
    """Members who acted on it."""
    near: Floats
    """Of two of them, how often within an hour."""
    near_minute: Floats
    others: Integers
    """Outsiders who acted on it."""
    near_others: Floats
    """Of a member and an outsider, how often within an hour."""
    source: Integers


def acts_of(did: Acts) -> Acts:
    """Keep what can show closeness in time: first acts, on things that are neither topics nor known to everybody.

    Args:
        did: all that was done, in any order, again and again.
    """
    if not did.account.size:
        return did
    order = np.lexsort((did.at, did.account, did.thing))
    account, thing, day = did.account[order], did.thing[order], did.at[order] // DAY_S
    another = _changes(thing)
    new = another | _changes(account)
    which = np.cumsum(another) - 1
    actors, days = np.bincount(which, new), np.bincount(which, new | _changes(day))
    tells = (actors >= 2) & (actors <= MOST_ACTORS) & (days <= MOST_DAYS_EACH * actors)
    kept = order[new & tells[which]]
    kept = kept[np.lexsort((did.at[kept], did.thing[kept]))]
    return Acts(account=did.account[kept], thing=did.thing[kept], at=did.at[kept], source=did.source[kept])


@dataclass(frozen=True, slots=True, kw_only=True)
class CoActors:
    """For each act, how many others of its group acted on the same thing, and how many of them within an hour or a minute."""

    met: Floats
    near: Floats
    near_minute: Floats


def cascades_of(acts: Acts, group: Integers) -> tuple[Cascades, CoActors]:
    """Find what at least two members of a group acted on, and the company of each act.

    Args:
        group: the group of each act's account; -1 is in none, an outsider. What other groups do tells nothing of how people
            outside of groups act.
    """
    most = acts.thing.size // 2 + 1
    whole, shares = np.zeros((5, most), dtype=np.int64), np.zeros((3, most))
    company = np.zeros((3, acts.thing.size))
    found = _cascades(acts.thing, acts.at, group, np.array([WINDOW_S, MINUTE_S]), whole, shares, company)
    of, begin, size, others, lead = whole[:, :found]
    cascades = Cascades(
        group=of,
        begin=begin,
        size=size,
        near=shares[0, :found],
        near_minute=shares[1, :found],
        others=others,
        near_others=shares[2, :found],
        source=np.where(acts.source[lead] >= 0, acts.source[lead], -2 - lead),
    )
    return cascades, CoActors(met=company[0], near=company[1], near_minute=company[2])


def _changes(values: Integers) -> Flags:
    return np.concatenate(([True], values[1:] != values[:-1]))


@njit(cache=False, nogil=True)
def _cascades(
    thing: Integers,
    at: Integers,
    group: Integers,
    windows_s: Integers,
    whole: Integers,
    shares: Floats,
    company: Floats,
) -> int:
    found = first = 0
    while first < thing.size:
        last = first
        while last < thing.size and thing[last] == thing[first]:
            last += 1
        for lead in range(first, last):
            if group[lead] < 0 or _seen(group, first, lead, group[lead]):
                continue
            many, outside = _count(group, first, last, group[lead])
            if many >= 2:
                whole[0, found], whole[1, found], whole[2, found] = group[lead], at[lead], many
                whole[3, found], whole[4, found] = outside, lead
                pairs, minute, mixed = _near(at, group, first, last, lead, windows_s, company)
                both = many * (many - 1) / 2
                shares[0, found], shares[1, found] = pairs / both, minute / both
                shares[2, found] = mixed / max(1, many * outside)
                found += 1
        first = last
    return found


@njit(cache=False, nogil=True)
def _near(
    at: Integers, group: Integers, first: int, last: int, lead: int, windows_s: Integers, company: Floats
) -> tuple[int, int, int]:
    """Count the pairs of one group on one thing within an hour, within a minute, and those of a member and an outsider."""
    ours, low = group[lead], first
    pairs = minute = mixed = 0
    many, _ = _count(group, first, last, ours)
    for here in range(first, last):
        while at[here] - at[low] > windows_s[0]:
            low += 1
        mine = group[here] == ours
        if mine:
            company[0, here] = many - 1
        for other in range(low, here):
            theirs = group[other] == ours
            if mine and theirs:
                close = at[here] - at[other] <= windows_s[1]
                pairs += 1
                minute += close
                for act in (here, other):
                    company[1, act] += 1
                    company[2, act] += close
            mixed += (mine and group[other] < 0) or (theirs and group[here] < 0)
    return pairs, minute, mixed


@njit(cache=False, nogil=True)
def _count(group: Integers, first: int, last: int, ours: int) -> tuple[int, int]:
    """Count the members who acted on a thing, and the outsiders."""
    many = outside = 0
    for here in range(first, last):
        many += group[here] == ours
        outside += group[here] < 0
    return many, outside


@njit(cache=False, nogil=True)
def _seen(group: Integers, first: int, lead: int, ours: int) -> bool:
    before = first
    while before < lead and group[before] != ours:
        before += 1
    return before < lead
