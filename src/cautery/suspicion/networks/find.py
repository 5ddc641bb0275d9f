"""Networks: groups of accounts whose ties are beyond chance, and whose closeness in time no ordinary cause explains.

Groups are looked for among pairs that meet within the hour, and among those that meet within the minute; and cut loosely, for a
campaign's ties are thin, and tightly, for a crowd may stand around it. All are held against the same causes; those that overlap
are one network.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from cautery.suspicion.networks.cascades import Acts, cascades_of
from cautery.suspicion.networks.causes import ORDINARY, ORDINARY_MINUTE, Cause, marks_of
from cautery.suspicion.networks.chance import Floats
from cautery.suspicion.networks.communities import FEWEST_MEMBERS, groups_of
from cautery.suspicion.networks.pairs import DAY_S, Flags, Integers
from cautery.suspicion.networks.ties import Ties

OVERLAP = 0.5
"""Share of a group's members that are in a network already, from which on it is the same network."""
LEAST_CHANCE = 0.5
"""Below it an account keeps time as anybody would: it stands at the edge, and is kept out."""
BITS_OF_TIES = 3.0
"""What two ties beyond chance say of membership by themselves."""
MOST_DAYS_TOLD = 10
"""Days of a member that count for its chance: more of the same adds nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedGroup:
    """Accounts that hang together, how their meetings look in time, and what explains them, if anything does."""

    accounts: Integers
    chances: Floats
    cause: Cause | None
    days: int
    in_step: int
    near: float
    near_minute: float


def candidates(ties: Ties) -> list[list[Integers]]:
    """Give the groups among pairs that meet within the hour, cut loosely and tightly; and so those within the minute."""
    return [*groups_of(ties.pair[ties.beyond]), *groups_of(ties.pair[ties.beyond_minute])]


def find(groups: Iterable[Sequence[Integers]], acts: Acts, *, accounts: int) -> list[LinkedGroup]:
    """Hold groups against the causes; those that act together are merged where they overlap, and come first.

    Args:
        groups: lists of groups; within a list no account is in two of them.
        acts: the first acts of members, and of others on the same things.
        accounts: how many there are.
    """
    tried = [group for alternative in groups for group in _tried(alternative, acts, accounts)]
    together = sorted((one for one in tried if one.cause is None), key=lambda one: -one.accounts.size)
    return [*_merged(together), *(one for one in tried if one.cause is not None)]


def _tried(groups: Sequence[Integers], acts: Acts, accounts: int) -> list[LinkedGroup]:
    of = np.full(accounts, -1, dtype=np.int64)
    for number, group in enumerate(groups):
        of[group] = number
    found, company = cascades_of(acts, of[acts.account])
    marks = marks_of(found, groups=len(groups))
    shared = np.flatnonzero(company.met > 0)
    whole = np.maximum(np.bincount(acts.account[shared], company.met[shared], accounts), 1)
    hour, minute = (
        np.bincount(acts.account[shared], near[shared], accounts) / whole
        for near in (company.near, company.near_minute)
    )
    days = np.bincount(
        np.unique(acts.account[shared] * 100_000 + acts.at[shared] // DAY_S) // 100_000, minlength=accounts
    )
    return [
        LinkedGroup(
            accounts=group,
            chances=_chances(
                minute[group], days[group], group=float(marks.near_minute[number]), ordinary=ORDINARY_MINUTE
            )
            if marks.log10_p_minute[number] < marks.log10_p[number]
            else _chances(hour[group], days[group], group=float(marks.near[number]), ordinary=ORDINARY),
            cause=marks.cause(number),
            days=int(marks.days[number]),
            in_step=int(marks.in_step[number]),
            near=float(marks.near[number]),
            near_minute=float(marks.near_minute[number]),
        )
        for number, group in enumerate(groups)
    ]


def _chances(close: Floats, days: Integers, *, group: float, ordinary: float) -> Floats:
    """Say how surely each account is a member: is it as often near the others as the group is, or as anybody would be?

    Each day on which it met others speaks once, for the one rate or the other.
    """
    rate = min(max(group, ordinary + 0.05), 0.99)
    a_day = close * np.log2(rate / ordinary) + (1 - close) * np.log2((1 - rate) / (1 - ordinary))
    bits = BITS_OF_TIES + np.minimum(days, MOST_DAYS_TOLD) * a_day
    return np.asarray(1 / (1 + 2.0**-bits), dtype=np.float64)


def _merged(groups: Sequence[LinkedGroup]) -> list[LinkedGroup]:
    """Merge groups, the larger first, into one that holds half of them; else leave out whom another has."""
    kept: list[LinkedGroup] = []
    for group in groups:
        taken = [np.isin(group.accounts, linked_group.accounts) for linked_group in kept]
        same = max(range(len(kept)), key=lambda at: taken[at].sum(), default=None)
        if same is not None and taken[same].mean() >= OVERLAP:
            kept[same] = _both(kept[same], group)
            continue
        free = ~np.logical_or.reduce(taken) if taken else np.ones(group.accounts.size, dtype=bool)
        if free.sum() >= FEWEST_MEMBERS:
            kept.append(_only(group, free))
    likely = [_only(group, group.chances >= LEAST_CHANCE) for group in kept]
    return [group for group in likely if group.accounts.size >= FEWEST_MEMBERS]


def _both(one: LinkedGroup, other: LinkedGroup) -> LinkedGroup:
    new = ~np.isin(other.accounts, one.accounts)
    return _with(one, np.append(one.accounts, other.accounts[new]), np.append(one.chances, other.chances[new]))


def _only(group: LinkedGroup, which: Flags) -> LinkedGroup:
    return _with(group, group.accounts[which], group.chances[which])


def _with(group: LinkedGroup, accounts: Integers, chances: Floats) -> LinkedGroup:
    order = np.argsort(accounts)
    return LinkedGroup(
        accounts=accounts[order],
        chances=chances[order],
        cause=group.cause,
        days=group.days,
        in_step=group.in_step,
        near=group.near,
        near_minute=group.near_minute,
    )
