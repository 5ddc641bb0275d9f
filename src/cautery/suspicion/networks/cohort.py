"""Accounts opened within the same hour: little by itself, for many are; it adds to what pairs do together."""

import numpy as np

from cautery.suspicion.networks.chance import Floats
from cautery.suspicion.networks.pairs import HOUR_S, Integers, members

MOST_LOG10 = 3.0
UNKNOWN = -1
"""The time of opening of an account that nobody told."""


def cohort_log10(pair: Integers, opened: Integers) -> Floats:
    """Say for each pair how unlikely it is that both were opened within an hour, by how many accounts were; else 0.

    Args:
        opened: seconds since 1970, by account number.
    """
    known = np.sort(opened[opened != UNKNOWN])
    one, two = members(pair)
    first, second = opened[one], opened[two]
    same = (first != UNKNOWN) & (second != UNKNOWN) & (np.abs(first - second) <= HOUR_S)
    around = np.searchsorted(known, first + HOUR_S, side="right") - np.searchsorted(known, first - HOUR_S)
    share = np.clip(around / max(1, known.size), 10.0**-MOST_LOG10, 1.0)
    return np.asarray(np.where(same, np.log10(share), 0.0), dtype=np.float64)
