from datetime import date

import numpy as np
import pytest

from cautery.effect import placebo
from cautery.effect.baseline import beside_each
from cautery.effect.interval import Floats
from cautery.effect.panel import ClusterPanel

NAMES = tuple(f"{kind}{n}" for kind in ("hit", "like") for n in range(30))
HIT, LIKE = NAMES[:30], NAMES[30:]


def a_panel(path: Floats, *, seed: int = 1) -> ClusterPanel:
    """Thirty who went along a path in the forty days around the act, and thirty who went on as they were."""
    rng = np.random.default_rng(seed)
    values = rng.lognormal(5, 0.5, (60, 1)) * rng.lognormal(0, 0.2, (60, 40))
    values[:30] *= path
    return ClusterPanel(
        clusters=NAMES,
        groups=("violating",) * 60,
        first_day=date(2021, 3, 1),
        values=values,
        acted=dict.fromkeys(HIT, date(2021, 3, 21)),
    )


def results(path: Floats) -> dict[str, bool | None]:
    stood = beside_each(a_panel(path), treated=HIT, controls=LIKE, days=20, untouched=False)
    assert stood is not None
    return {one.name: one.passed for one in placebo.tested(stood)}


def test_who_went_alike_before_passes() -> None:
    assert set(results(np.ones(40)).values()) == {True}


def test_what_was_falling_before_the_act_fails() -> None:
    """The news dies down while all are taken down."""
    assert results(np.exp(-np.arange(40) / 8))["alike_before"] is False


def test_who_was_at_a_peak_fails() -> None:
    assert results(np.where((np.arange(40) >= 15) & (np.arange(40) < 20), 4.0, 1.0))["not_at_a_peak"] is False


def test_a_fall_after_the_act_is_no_failure() -> None:
    assert set(results(np.where(np.arange(40) >= 20, 0.2, 1.0)).values()) == {True}


def test_too_few_days_before_are_no_test() -> None:
    stood = beside_each(a_panel(np.ones(40)), treated=HIT, controls=LIKE, days=6, untouched=False)
    assert stood is not None

    assert {one.passed for one in placebo.tested(stood)} == {None}


def test_drift_is_how_far_they_went_apart_from_week_to_week() -> None:
    stood = beside_each(
        a_panel(np.where(np.arange(40) >= 10, 2.0, 1.0)), treated=HIT, controls=LIKE, days=20, untouched=False
    )
    assert stood is not None

    assert placebo.drift(stood) == pytest.approx(np.log(2), abs=0.15)
