"""Counts what all accounts have from the index that every batch extends: nobody is read to be counted, nor to be left out."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from cautery.app import App
from cautery.model.account import Account
from cautery.pipeline.detection.accounts import Accounts, account_of, channels_in
from cautery.pipeline.history.trait_counts import trails_of
from cautery.suspicion.operators.bank import Bank, Keys, OtherAccounts
from cautery.suspicion.operators.keys import key_of
from cautery.suspicion.operators.portrait import ACCESS, AccountPortrait
from cautery.suspicion.operators.scenes import MOST_OTHERS, TraitHolders, who_is
from cautery.suspicion.operators.traits import portraits_of
from cautery.suspicion.operators.writing import COHORT

MOST_NAMES = 20_000
"""Accounts from whose names is learnt how surprising letters are: the same ones for as long as they are there."""
RARE = 20
"""Accounts that may have a value that leads to a comparison by itself, together with another one."""
COARSE = ("asn", "email_pattern", "client")
"""Traits that thousands share: they lead nowhere."""


def count_indexed(app: App, accounts: Accounts, keys: Keys, removed: Iterable[Account]) -> OtherAccounts:
    """Count how many accounts but the removed ones have each key, and draw those by whom strangers are judged."""
    state, gone = accounts.state, _numbers(accounts, removed)
    places, numbers = state.index.find(keys)
    theirs = ~np.isin(numbers, list(gone))
    places, numbers = places[theirs], numbers[theirs]
    users = np.bincount(places, minlength=len(keys)).astype(np.int64)
    having = Counter[str]()
    for mask, many in state.having(but=gone).items():
        having.update(dict.fromkeys(channels_in(mask), many))
    named = state.sample_of_names(MOST_NAMES)
    strangers = [account_of(name) for number, name in state.cohort(COHORT + len(gone)) if number not in gone][:COHORT]
    return OtherAccounts(
        users=users,
        accounts=max(0, state.population() - len(gone)),
        held=_held(accounts, places, numbers, users),
        having=having,
        names=[name for number, *both in named if number not in gone for name in both if name],
        strangers=list(portraits_of(trails_of(app, at=None), strangers).values()),
    )


def _held(
    accounts: Accounts, places: NDArray[np.int64], numbers: NDArray[np.uint32], users: NDArray[np.int64]
) -> TraitHolders:
    """Say which accounts have which keys, but for those that too many have: who shares as much is counted by these."""
    rare = users[places] <= MOST_OTHERS
    one, where = np.unique(numbers[rare], return_inverse=True)
    names = accounts.state.names(one.tolist())
    keys = np.array([who_is(account_of(names[number])) for number in one.tolist()], dtype=np.int64)
    return TraitHolders(who=keys[where] if len(one) else np.zeros(0, dtype=np.int64), at=places[rare])


def worth_comparing(
    accounts: Accounts, bank: Bank, removed: Iterable[AccountPortrait], asked: Sequence[Account]
) -> tuple[Account, ...]:
    """Name those of some accounts that may continue a removed one, in their order.

    Whoever was opened after a removal; of those that were there before, whoever shares with the bank what only the platform
    sees, or several values that few have.
    """
    if not bank.entries:
        return ()
    first = min(entry.at for entry in bank.entries)
    worth = accounts.state.begun_since(first.timestamp()) | _sharing(accounts, bank) | _seen_with(accounts, removed)
    return tuple(about for about in asked if accounts.state.number((about.platform, about.id)) in worth)


def begun_since(accounts: Accounts, asked: Sequence[Account], at: datetime) -> tuple[Account, ...]:
    """Name those of some accounts that were not there before a time."""
    new = accounts.state.begun_since(at.timestamp())
    return tuple(about for about in asked if accounts.state.number((about.platform, about.id)) in new)


def _sharing(accounts: Accounts, bank: Bank) -> set[int]:
    _, numbers = accounts.state.index.find(bank.keys[bank.users <= RARE])
    several, counts = np.unique(numbers, return_counts=True)
    return set(several[counts >= 2].tolist())


def _seen_with(accounts: Accounts, removed: Iterable[AccountPortrait]) -> set[int]:
    fine = [channel for channel in ACCESS if channel not in COARSE]
    values = {key_of(channel, value) for one in removed for channel in fine for value in one.values.get(channel, ())}
    _, numbers = accounts.state.index.find(np.array(sorted(values), dtype=np.int64))
    return set(np.unique(numbers).tolist())


def _numbers(accounts: Accounts, some: Iterable[Account]) -> set[int]:
    found = (accounts.state.number((about.platform, about.id)) for about in some)
    return {number for number in found if number is not None}
