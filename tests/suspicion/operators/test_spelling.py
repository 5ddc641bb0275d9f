"""A name that is spelled again is known, and what everybody is called says little."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.signals.fold import fold
from cautery.suspicion.operators.spelling import LONGEST, grams, learn_spelling, respelled, skeleton
from tests.hands import name_of

SPELLING = learn_spelling([name_of(number) for number in range(300)] + ["maria"] * 300)
names = st.text(max_size=30)


def gained(new: str, earlier: str) -> float:
    return respelled(fold(new), SPELLING.cost(fold(new)), fold(earlier))


@pytest.mark.parametrize(
    ("one", "other"),
    [("Red_Morning", "redmorning7"), ("red.morning", "REDMORNING"), ("redmorning", "r3dm0rning"), ("lamp", "laamp")],
)
def test_case_separators_counters_and_doubling_are_not_seen(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@given(names)
def test_a_skeleton_is_short_and_its_own_skeleton(name: str) -> None:
    bones = skeleton(name)

    assert len(bones) <= LONGEST
    assert all(one != other for one, other in pairwise(bones))


@given(names)
def test_a_name_without_letters_leads_nowhere_and_any_other_leads_somewhere(name: str) -> None:
    assert bool(grams(name)) == bool(skeleton(name))


@given(names, names)
def test_whatever_names_are_compared_the_bits_are_a_number(new: str, earlier: str) -> None:
    assert math.isfinite(gained(new, earlier))


@given(names)
def test_a_missing_name_says_nothing(name: str) -> None:
    assert gained(name, "") == 0.0
    assert gained("", name) == 0.0


@given(names.filter(lambda name: fold(name) != ""), names)
def test_no_earlier_name_explains_a_name_better_than_itself(new: str, earlier: str) -> None:
    assert gained(new, earlier) <= max(gained(new, new), 0.0) + 1e-9


def test_a_respelled_name_is_better_explained_than_another_one() -> None:
    assert gained("zquelmorp77", "zquelmorp") > 10
    assert gained("zqpelm", "wickerharrow") < 0


def test_what_everybody_is_called_says_less_than_a_rare_name() -> None:
    assert gained("maria", "maria") < gained("xuhqz", "xuhqz")


def test_nothing_learnt_still_gives_a_number() -> None:
    empty = learn_spelling([])

    assert math.isfinite(respelled("lamp", empty.cost("lamp"), "lamp"))
