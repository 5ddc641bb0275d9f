import numpy as np
import pytest

from cautery.effect.interval import Floats
from cautery.effect.loglinear import unseen_by


def caught(n: int, *, alike: float = 0.0, easy: float = 0.0, seed: int = 1) -> tuple[Floats, int]:
    """Give who was caught by which of four lists, and how many by none.

    Args:
        alike: how much more easily the last list catches whom the third caught.
        easy: how much accounts differ in how easily any list catches them.
    """
    rng = np.random.default_rng(seed)
    ease = rng.normal(0, easy, n)
    lists = 1 / (1 + np.exp(-(np.array([-0.3, -0.5, -0.2, -0.6]) + ease[:, None])))
    found = rng.random((n, 4)) < lists
    found[:, 3] |= found[:, 2] & (rng.random(n) < alike)
    seen = found.any(axis=1)
    return found[seen].astype(np.float64), int((~seen).sum())


@pytest.mark.parametrize("alike", [0.0, 0.4])
def test_the_unseen_are_counted_within_a_fifth_whether_lists_depend_or_not(alike: float) -> None:
    found, unseen = caught(4000, alike=alike)

    estimate = unseen_by(found)

    assert estimate is not None
    assert estimate.count == pytest.approx(unseen, rel=0.2)


def test_lists_that_find_the_same_are_named() -> None:
    estimate = unseen_by(caught(4000, alike=0.5)[0])

    assert estimate is not None
    assert estimate.terms == ("2+3",)


def test_accounts_that_are_easier_for_all_lists_do_not_hide_the_others() -> None:
    found, unseen = caught(6000, easy=1.0)

    estimate = unseen_by(found)

    assert estimate is not None
    assert estimate.count == pytest.approx(unseen, rel=0.3)
    assert estimate.terms


def test_few_accounts_make_nobody_sure() -> None:
    many, few = unseen_by(caught(2000)[0]), unseen_by(caught(60)[0])

    assert many is not None
    assert few is not None
    assert few.error > 3 * many.error


def test_who_is_caught_together_makes_the_answer_less_sure() -> None:
    """Four accounts of one hand that are always caught together are one witness, and not four."""
    apart, _ = caught(4000, seed=2)
    together = np.tile(caught(1000, seed=2)[0], (4, 1))

    independent, dependent = unseen_by(apart), unseen_by(together)

    assert independent is not None
    assert dependent is not None
    assert dependent.error > 1.3 * independent.error
