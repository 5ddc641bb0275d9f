"""How many others share as much with a removed account: values that come together count together.

People of one household, club, campus or scene share several things at once. So for each removed account it is kept how much
the platform's other accounts share with it, by family of channels and altogether, strongest first. What an account shares
with it is as telling as few others share as much (an empirical null of the account's own surroundings, Efron 2004), and what
a scene shares says nothing within it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from cautery.model.account import Account
from cautery.suspicion.operators.channels import shipped_channels
from cautery.suspicion.operators.keys import key_of

KNOWN = 512
"""Others that are kept for each removed account, those who share most."""
AS_MUCH = 0.8
"""Whoever shares this part of what an account shares, shares as much."""
FAMILIES = ("access", "company", "material")
TOGETHER = "together"
MOST_OTHERS = 2000
"""What more of the others have is left out: it leads nowhere and costs most."""
BLOCK = 512
"""Removed accounts that are summed at once."""

Scores = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class TraitHolders:
    """Which of the others have which of the bank's keys: two columns of the same length."""

    who: NDArray[np.int64]
    """Keys of accounts' names."""
    at: NDArray[np.int64]
    """Places in the bank's keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenes:
    """What others share with each removed account."""

    who: NDArray[np.int64]
    """Those who share anything that few have, by the keys of their names, sorted."""
    accounts: int
    """All who were counted, whether they share anything or not."""
    scores: Mapping[str, Sequence[Scores]] = field(default_factory=dict)
    """By family: for each removed account the bits that others share with it, falling."""

    def rivals(self, family: str, position: int, score: float, *, me: int) -> int:
        """Count the others who share as much with a removed account; one who shares nothing has no rivals."""
        if score <= 0 or family not in self.scores:
            return 0
        falling = self.scores[family][position]
        many = int(np.searchsorted(-falling, -AS_MUCH * score, side="right"))
        return max(0, many - self.is_counted(me))

    def most_bits(self, rivals: int) -> float:
        """Give the most that sharing can say where so many others share as much; no bound where nobody does."""
        return float("inf") if rivals < 1 else max(0.0, float(np.log2(self.accounts / rivals)))

    def is_counted(self, me: int) -> bool:
        """Tell whether an account is among those who share something."""
        at = int(np.searchsorted(self.who, me))
        return at < len(self.who) and int(self.who[at]) == me


NOTHING = TraitHolders(who=np.zeros(0, dtype=np.int64), at=np.zeros(0, dtype=np.int64))


def who_is(about: Account) -> int:
    """Give the key of an account's name."""
    return key_of(about.platform, about.id)


def scenes_of(
    having: TraitHolders,
    *,
    bits: NDArray[np.float64],
    channels: Sequence[str],
    forward: sparse.csc_matrix,
    accounts: int,
) -> Scenes:
    """Sum what others share with each removed account.

    Args:
        having: which others have which keys.
        bits: what sharing each key is worth.
        channels: each key's channel.
        forward: (keys, removed accounts), 1 where an account has a key.
        accounts: how many others were counted.
    """
    who = np.unique(having.who)
    if not len(who):
        return Scenes(who=who, accounts=accounts)
    rows = np.searchsorted(who, having.who)
    held = sparse.csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, having.at)), shape=(len(who), len(bits)))
    families = np.array([family_of(channel) for channel in channels], dtype=object)
    scores: dict[str, list[Scores]] = {family: [] for family in (*FAMILIES, TOGETHER)}
    for begin in range(0, forward.shape[1], BLOCK):
        block = forward[:, begin : begin + BLOCK]
        together = sparse.csr_matrix((len(who), block.shape[1]), dtype=np.float32)
        for family in FAMILIES:
            worth = sparse.diags(np.where(families == family, bits, 0.0).astype(np.float32))
            shared = held @ worth @ block
            together = together + shared
            scores[family] += list(_falling(shared))
        scores[TOGETHER] += list(_falling(together))
    return Scenes(who=who, accounts=accounts, scores=scores)


def family_of(channel: str) -> str:
    """Give the family under which a channel is summed; nothing for what is not."""
    known = shipped_channels().channel.get(channel)
    return known.family if known and known.family in FAMILIES and channel != "declared" else ""


def _falling(shared: sparse.spmatrix) -> Iterator[Scores]:
    columns = sparse.csc_matrix(shared)
    for at in range(columns.shape[1]):
        values = columns.data[columns.indptr[at] : columns.indptr[at + 1]]
        yield -np.sort(-values[values > 0])[:KNOWN].astype(np.float32)
