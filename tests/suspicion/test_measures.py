"""Each figure against the slow version that its definition gives."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.suspicion.measures import (
    BINS,
    ScoredAccount,
    Scores,
    calibration_error,
    false_positives,
    judge,
    nothing_to_say,
    pr_auc,
    recall_at,
    roc_auc,
    threshold_at,
)

chances = st.integers(0, 20).map(lambda step: step / 20) | st.floats(0.0, 1.0)
scores = st.lists(st.tuples(chances, st.booleans()), min_size=2, max_size=40).filter(
    lambda found: {violating for _, violating in found} == {True, False}
)
precisions = st.sampled_from([0.3, 0.5, 0.75, 0.9, 0.95, 0.99, 1.0])


@settings(max_examples=200)
@given(scores)
def test_roc_is_the_share_of_pairs_in_the_right_order(scores: Scores) -> None:
    pairs = [(bad, good) for bad, violating in scores if violating for good, other in scores if not other]
    right = sum(1.0 if bad > good else 0.5 if bad == good else 0.0 for bad, good in pairs)

    assert roc_auc(scores) == pytest.approx(right / len(pairs))


@settings(max_examples=200)
@given(scores)
def test_average_precision_adds_each_step_of_recall_at_its_precision(scores: Scores) -> None:
    area, reached = 0.0, 0.0
    for at in _thresholds(scores)[::-1]:
        area += (_recall(scores, at) - reached) * _precision(scores, at)
        reached = _recall(scores, at)

    assert pr_auc(scores) == pytest.approx(area)


@settings(max_examples=200)
@given(scores, precisions)
def test_recall_at_a_precision_is_the_best_of_every_threshold(scores: Scores, precision: float) -> None:
    held = [_recall(scores, at) for at in _thresholds(scores) if _precision(scores, at) >= precision]

    assert recall_at(scores, precision=precision) == pytest.approx(max(held, default=0.0))


@settings(max_examples=200)
@given(scores, precisions)
def test_the_threshold_is_the_smallest_at_which_the_precision_holds(scores: Scores, precision: float) -> None:
    held = [at for at in _thresholds(scores) if _precision(scores, at) >= precision]

    assert threshold_at(scores, precision=precision) == min(held, default=None)


def test_a_precision_that_never_holds_names_nobody() -> None:
    upside_down = [(0.9, False), (0.8, True), (0.7, False)]

    assert recall_at(upside_down, precision=0.95) == 0.0
    assert threshold_at(upside_down, precision=0.95) is None


def test_the_calibration_error_by_hand() -> None:
    """Twenty accounts fall into ten bins of two: nine hold, one says 0.9 where one in two was violating."""
    sound = [(1.0, True)] * 18
    assert calibration_error([*sound, (0.9, True), (0.9, False)]) == pytest.approx(2 / 20 * 0.4)
    assert calibration_error([(0.2, True), (0.6, False), (0.8, True)]) == pytest.approx((0.8 + 0.6 + 0.2) / 3)


@settings(max_examples=200)
@given(st.lists(st.tuples(chances, st.booleans()), max_size=60))
def test_the_calibration_error_is_the_mean_distance_over_bins_of_equal_mass(scores: Scores) -> None:
    shown = sorted(one for one in scores if one[0] > 0.1)
    parts = _parts(shown, min(BINS, len(shown)))
    distances = [abs(sum(c for c, _ in part) - sum(v for _, v in part)) for part in parts]

    if shown:
        assert calibration_error(scores) == pytest.approx(sum(distances) / len(shown))
    else:
        assert calibration_error(scores) is None


def test_nobody_above_the_shown_chances_has_no_error_rather_than_none_at_all() -> None:
    assert calibration_error([(0.1, True), (0.05, False)]) is None
    assert calibration_error([]) is None


def test_false_positives_are_shares_of_the_benign_by_source_group_and_language() -> None:
    judged = [
        _judged(0.5, source="spring", group="news", language="latin"),
        _judged(0.49, source="spring", group="news", language="arabic"),
        _judged(0.9, source="autumn", language="latin"),
        _judged(0.1, source="autumn", language="latin"),
        _judged(0.9, violating=True, source="winter", group="relief"),
    ]

    assert false_positives(judged) == {
        "autumn": 0.5,
        "group:news": 0.5,
        "language:arabic": 0.0,
        "language:latin": 2 / 3,
        "spring": 0.5,
    }


def test_a_source_is_judged_by_every_figure() -> None:
    judged = [_judged(0.9, violating=True), _judged(0.7), _judged(0.6, violating=True), _judged(0.2)]

    found = judge("spring", judged)

    assert (found.source, found.roc_auc, found.reason) == ("spring", 0.75, None)
    assert found.pr_auc == pytest.approx(0.5 * 1.0 + 0.5 * 2 / 3)
    assert found.recall_at_precision == {"0.95": 0.5, "0.99": 0.5}
    assert found.false_positives == {"language:latin": 0.5, "spring": 0.5}


def test_where_there_is_nothing_to_say_figures_are_null_and_say_why() -> None:
    found = nothing_to_say("spring", "nobody was benign")

    figures = (found.roc_auc, found.pr_auc, found.recall_at_precision, found.calibration_error, found.false_positives)
    assert figures == (None,) * 5
    assert found.reason == "nobody was benign"


def _judged(
    chance: float, *, violating: bool = False, source: str = "spring", group: str | None = None, language: str = "latin"
) -> ScoredAccount:
    return ScoredAccount(chance=chance, violating=violating, source=source, group=group, language=language)


def _thresholds(scores: Scores) -> list[float]:
    return sorted({chance for chance, _ in scores})


def _precision(scores: Scores, at: float) -> float:
    named = [violating for chance, violating in scores if chance >= at]
    return sum(named) / len(named)


def _recall(scores: Scores, at: float) -> float:
    return sum(v for chance, v in scores if chance >= at) / sum(v for _, v in scores)


def _parts(shown: Sequence[tuple[float, bool]], bins: int) -> list[list[tuple[float, bool]]]:
    """Fill bins one after another; the first ones take what is left over."""
    left, parts = list(shown), []
    for number in range(bins):
        size = len(shown) // bins + (number < len(shown) % bins)
        parts.append(left[:size])
        left = left[size:]
    return parts
