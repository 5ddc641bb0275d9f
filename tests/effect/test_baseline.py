from datetime import date

import numpy as np
import pytest

from cautery.effect.baseline import difference
from cautery.effect.panel import ClusterPanel

NAMES = tuple(f"{kind}{n}" for kind in ("hit", "like") for n in range(20))
HIT, LIKE = NAMES[:20], NAMES[20:]


def a_panel(*, left: float, growth: float, seed: int = 1) -> ClusterPanel:
    """Twenty who keep a part of their reach from day 10 on, and twenty like them; everybody grows by as much."""
    rng = np.random.default_rng(seed)
    level = rng.lognormal(5, 0.5, (40, 1))
    values = level * rng.lognormal(0, 0.1, (40, 20)) * np.where(np.arange(20) >= 10, growth, 1.0)
    values[:20, 10:] *= left
    return ClusterPanel(
        clusters=NAMES,
        groups=("violating",) * 40,
        first_day=date(2021, 3, 1),
        values=values,
        acted=dict.fromkeys(HIT, date(2021, 3, 11)),
    )


@pytest.mark.parametrize("growth", [0.5, 1.0, 2.0])
def test_what_everybody_went_through_is_no_effect(growth: float) -> None:
    found = difference(a_panel(left=0.3, growth=growth), treated=HIT, controls=LIKE, days=10, untouched=True)

    assert found is not None
    assert found.lost[0] == pytest.approx(0.7, abs=0.05)


@pytest.mark.parametrize("left", [0.3, 1.0])
def test_the_effect_lies_within_its_bounds_nineteen_times_in_twenty(left: float) -> None:
    """Of forty worlds; also where there is none."""
    panels = (a_panel(left=left, growth=1.3, seed=seed) for seed in range(40))
    found = [difference(one, treated=HIT, controls=LIKE, days=10, untouched=True) for one in panels]

    assert sum(one is not None and one.lost[1] < 1 - left < one.lost[2] for one in found) >= 34


def test_without_anybody_beside_nothing_is_told() -> None:
    assert difference(a_panel(left=0.3, growth=1), treated=HIT, controls=(), days=10, untouched=True) is None


def test_who_was_acted_upon_in_the_same_days_does_not_stand_beside() -> None:
    panel = a_panel(left=0.3, growth=1)

    assert difference(panel, treated=HIT, controls=HIT, days=10, untouched=True) is None


def test_what_was_and_what_would_have_been_are_told_day_by_day() -> None:
    found = difference(a_panel(left=0.3, growth=1), treated=HIT, controls=LIKE, days=10, untouched=True)

    assert found is not None
    assert (len(found.actual), found.before, len(found.otherwise)) == (20, 10, 10)
    lost = sum(one[0] for one in found.otherwise) - sum(found.actual[10:])
    assert lost == pytest.approx(found.amount[0])
