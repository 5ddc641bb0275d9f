import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from cautery.effect.interval import MOST_PARTS, between, clustered_share, parts_of, rate_between, share_between, spread


def test_of_independent_rows_it_is_the_interval_of_a_mean() -> None:
    values = np.random.default_rng(1).normal(3, 2, 40)
    parts = parts_of([f"{n}" for n in range(40)])

    _, low, high = between(parts.weights @ values / parts.weights.sum(axis=1))

    expected = stats.t.interval(0.95, 39, loc=values.mean(), scale=stats.sem(values))
    assert (low, high) == pytest.approx(expected)


def test_rows_of_one_cluster_count_as_one() -> None:
    """The same row ten times over makes nobody surer."""
    values = np.random.default_rng(1).normal(3, 2, 20)
    once, often = parts_of([f"{n}" for n in range(20)]), parts_of([f"{n}" for n in range(20)] * 10)

    alone = between(once.weights @ values / once.weights.sum(axis=1))
    repeated = between(often.weights @ np.tile(values, 10) / often.weights.sum(axis=1))

    assert repeated == pytest.approx(alone)


def test_many_clusters_are_left_out_several_at_a_time() -> None:
    parts = parts_of([f"{n}" for n in range(1000)])

    assert (parts.parts, parts.clusters) == (MOST_PARTS, 1000)
    assert parts.weights[1:].sum(axis=0).tolist() == [MOST_PARTS - 1] * 1000


def test_how_many_rows_a_cluster_has_says_nothing_about_who_is_left_out_with_it() -> None:
    """Dealt by size, a large one would stand beside a small one, and even out what goes with size."""
    names = [f"{n}" for n in range(200)]
    even, uneven = parts_of(names), parts_of([*names, *(f"{n}" for n in range(50) for _ in range(9))])

    assert even.weights.tolist() == uneven.weights[:, :200].tolist()


def test_few_clusters_have_no_interval() -> None:
    assert np.isnan(between(np.array([1.0, 1.1, 0.9]))[1])


@given(st.lists(st.floats(0, 1), min_size=6, max_size=30))
def test_a_share_and_its_bounds_stay_between_nought_and_one(values: list[float]) -> None:
    value, low, high = between(np.array(values), scale="logit")

    assert 0 <= low <= high <= 1
    assert 0 <= value <= 1


@given(st.integers(0, 40), st.integers(1, 40))
def test_a_share_lies_within_its_bounds(hits: int, more: int) -> None:
    of = hits + more

    low, high = share_between(hits / of, of)

    assert low <= hits / of <= high


def test_no_hit_in_three_hundred_is_at_most_about_one_in_a_hundred() -> None:
    assert share_between(0.0, 299) == (0.0, pytest.approx(0.0123, abs=1e-3))


def test_a_share_of_alike_cases_is_less_sure_than_one_of_independent_cases() -> None:
    hits, of = np.repeat([1.0, 0.0], [50, 150]), np.ones(200)
    alike = clustered_share(hits, of, parts_of([f"{n // 10}" for n in range(200)]))
    apart = clustered_share(hits, of, parts_of([f"{n}" for n in range(200)]))

    assert alike[0] == apart[0] == 0.25
    assert alike[2] - alike[1] > 2 * (apart[2] - apart[1])


def test_the_spread_of_equal_values_is_nought() -> None:
    assert spread(np.ones(12)) == 0


def test_a_rate_that_five_have_alike_is_not_known_exactly() -> None:
    value, low, high = rate_between(np.ones(6), clusters=5)

    assert value == 1
    assert low < 0.8
    assert high > 1.2


def test_a_share_that_all_have_nearly_alike_is_no_surer_than_so_many_cases() -> None:
    _, low, high = between(np.full(11, 0.999), scale="logit", clusters=10, cases=10)

    assert (low, high) == pytest.approx(share_between(0.999, 10), abs=1e-6)


def test_of_what_never_happened_more_than_nothing_may_happen() -> None:
    assert rate_between(np.zeros(11), clusters=10) == pytest.approx((0, 0, 0.369), abs=1e-3)
