import numpy as np
import pytest
from lifelines import KaplanMeierFitter

from cautery.effect.interval import Floats
from cautery.effect.lifetimes import Lives, age_when, lasting, steps_until

MARKS = (24.0, 48.0, 168.0, 600.0)


def lived(n: int, *, seed: int) -> tuple[Floats, Floats, Floats]:
    """Give when each was found, ended, and was last watched; only those found before either."""
    rng = np.random.default_rng(seed)
    ends, until = rng.weibull(0.7, n) * 200, rng.uniform(100, 2000, n)
    found = np.where(rng.random(n) < 0.4, rng.uniform(0, 100, n), 0.0)
    kept = (ends > found) & (until > found)
    return found[kept], ends[kept], until[kept]


def shares(lives: Lives) -> Floats:
    edges = steps_until(2000, marks=MARKS)
    curve = lasting(lives, edges, np.ones((1, len(lives))))[0]
    return curve[np.searchsorted(edges, MARKS)]


def test_with_exact_ends_and_late_finds_it_is_the_kaplan_meier_curve() -> None:
    found, ends, until = lived(800, seed=1)
    seen, dead = np.minimum(ends, until), ends <= until

    judge = KaplanMeierFitter().fit(seen, dead, entry=found).survival_function_at_times(MARKS).to_numpy()

    assert shares(Lives(entry=found, alive=seen, gone=np.where(dead, seen, np.inf))) == pytest.approx(judge, abs=0.01)


def test_ends_between_looks_give_about_the_curve_of_exact_ends() -> None:
    found, ends, until = lived(800, seed=2)
    dead = ends <= until
    exact = Lives(entry=found, alive=np.minimum(ends, until), gone=np.where(dead, ends, np.inf))
    alive = np.where(dead, np.maximum(found, np.floor(ends / 12) * 12), until)
    looked = Lives(entry=found, alive=alive, gone=np.where(dead, np.floor(ends / 12) * 12 + 12, np.inf))

    assert shares(looked) == pytest.approx(shares(exact), abs=0.02)


def test_an_end_beyond_the_last_step_is_an_end() -> None:
    """It may not take the others with it."""
    found, ends, until = lived(400, seed=4)
    dead = ends <= until
    lives = Lives(
        entry=np.append(found, 0.0),
        alive=np.append(np.where(dead, np.maximum(found, np.floor(ends / 6) * 6), until), 2990.0),
        gone=np.append(np.where(dead, np.floor(ends / 6) * 6 + 6, np.inf), 2999.0),
    )

    without = Lives(entry=lives.entry[:-1], alive=lives.alive[:-1], gone=lives.gone[:-1])
    assert shares(lives) == pytest.approx(shares(without), abs=0.02)


def test_whoever_was_found_late_does_not_count_as_having_been_at_risk_before() -> None:
    """Half are found only after a week: taken as seen from birth they would make lives look longer than they are."""
    rng = np.random.default_rng(3)
    ends = rng.exponential(100, 4000)
    found = np.where(rng.random(4000) < 0.5, 168.0, 0.0)
    kept = ends > found
    found, ends = found[kept], ends[kept]

    right = shares(Lives(entry=found, alive=ends, gone=ends))
    naive = shares(Lives(entry=np.zeros(ends.size), alive=ends, gone=ends))

    assert right == pytest.approx(np.exp(-np.array(MARKS) / 100), abs=0.03)
    assert naive[2] > right[2] + 0.1


def test_each_row_of_weights_has_a_curve_of_its_own() -> None:
    lives = Lives(entry=np.zeros(4), alive=np.array([1.0, 1.0, 99.0, 99.0]), gone=np.array([1.0, 1.0, 99.0, 99.0]))
    edges = steps_until(99, marks=[2.0])

    curves = lasting(lives, edges, np.array([[1.0, 1, 0, 0], [0, 0, 1, 1]]))

    assert curves[:, int(np.searchsorted(edges, 2.0))].tolist() == [0.0, 1.0]


def test_the_age_at_which_a_curve_passes_a_share_lies_between_its_edges() -> None:
    curve, edges = np.array([1.0, 0.8, 0.4]), np.array([0.0, 10.0, 20.0])

    assert age_when(curve, edges, 0.6) == pytest.approx(15.0)
    assert np.isnan(age_when(curve, edges, 0.3))
