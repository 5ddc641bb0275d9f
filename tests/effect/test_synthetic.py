import numpy as np
import pytest

from cautery.effect.interval import Floats
from cautery.effect.synthetic import event


def moving_together(*, left: float, seed: int = 1) -> tuple[Floats, Floats]:
    """Twelve series and one more, moved by the same two things; the one keeps a part of its level after day 40."""
    rng = np.random.default_rng(seed)
    moved = np.cumsum(rng.normal(0, 0.05, (2, 60)), axis=1)
    load = rng.uniform(0, 1, (13, 2))
    series = np.exp(4 + load @ moved + rng.normal(0, 0.03, (13, 60)))
    series[0, 40:] *= left
    return series[0], series[1:]


@pytest.mark.parametrize("left", [0.05, 0.5, 1.0])
def test_what_the_event_did_lies_within_the_bounds(left: float) -> None:
    """In nearly all of twenty worlds."""
    found = [event(*moving_together(left=left, seed=seed), at=40) for seed in range(20)]

    assert sum(one is not None and one.lost[1] < 1 - left < one.lost[2] for one in found) >= 18


def test_the_mixture_has_weights_that_add_up_to_one() -> None:
    found = event(*moving_together(left=0.5), at=40)

    assert found is not None
    assert found.weights.sum() == pytest.approx(1, abs=1e-3)
    assert (found.weights >= 0).all()


def test_before_the_event_the_mixture_goes_like_the_series() -> None:
    found = event(*moving_together(left=0.5), at=40)

    assert found is not None
    assert found.fit < 0.06


def test_with_few_days_or_few_others_nothing_is_told() -> None:
    one, others = moving_together(left=0.5)

    assert event(one, others, at=3) is None
    assert event(one, others[:4], at=40) is None
