"""The ties of a network that are worth drawing: the strongest, some for each member, and no more than can be looked at."""

from collections import Counter
from collections.abc import Mapping

import numpy as np

from cautery.model.account import Account
from cautery.model.network import MemberTie
from cautery.suspicion.networks.channels import ties_within
from cautery.suspicion.networks.pairs import Integers, members
from cautery.suspicion.networks.ties import Ties

MOST = 600
FOR_EACH = 3
"""Ties that each member keeps, however strong those of others are."""


def strongest(group: Integers, ties: Ties, names: Mapping[int, Account], *, most: int = MOST) -> tuple[MemberTie, ...]:
    """Give a group's strongest ties, strongest first."""
    inside = np.flatnonzero(ties_within(group, ties))
    one, two = members(ties.pair[inside])
    order = np.lexsort((two, one, ties.log10_p[inside]))
    kept, had = list[int](), Counter[int]()
    for row in order.tolist():
        ends = (int(one[row]), int(two[row]))
        if len(kept) < most or min(had[end] for end in ends) < FOR_EACH:
            kept.append(row)
            had.update(ends)
    return tuple(_tie(int(inside[row]), names[int(one[row])], names[int(two[row])], ties) for row in kept)


def _tie(row: int, one: Account, other: Account, ties: Ties) -> MemberTie:
    occasions = ties.occasions[row]
    often = sorted(np.flatnonzero(occasions > 0).tolist(), key=lambda column: (-occasions[column], column))
    return MemberTie(
        one=one,
        other=other,
        traces=tuple(ties.traces[column] for column in often),
        occasions=int(occasions.sum()),
        log10_p=float(ties.log10_p[row]),
    )
