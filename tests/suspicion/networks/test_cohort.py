"""Having been opened within the same hour adds a little, by how many others were."""

import numpy as np

from cautery.suspicion.networks.chance import pair_of
from cautery.suspicion.networks.cohort import MOST_LOG10, UNKNOWN, cohort_log10

ONE, TWO = np.array([0]), np.array([1])


def of(*opened: int) -> float:
    return float(cohort_log10(pair_of(ONE, TWO), np.array(opened))[0])


def test_the_fewer_were_opened_then_the_more_it_says() -> None:
    others = [n * 86_400 for n in range(10, 108)]

    assert of(0, 1800, *others) < of(0, 1800, *([900] * 40), *others) < 0


def test_no_cohort_says_more_than_its_cap() -> None:
    assert of(0, 60, *range(10**6, 10**9, 10**5)) == -MOST_LOG10


def test_who_was_opened_at_another_time_or_nobody_knows_when_shares_nothing() -> None:
    assert of(0, 7200) == 0
    assert of(UNKNOWN, UNKNOWN) == 0
