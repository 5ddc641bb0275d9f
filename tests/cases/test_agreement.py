"""Agreement is counted beyond chance, and not told where there is too little to count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.cases.agreement import FEWEST, agreement, is_sampled
from cautery.model.case import CaseId

words = st.sampled_from(("suspend", "none", "remove"))


def test_a_worked_example() -> None:
    """Cohen's own kind of table: 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no give 0.4."""
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15

    assert agreement(pairs).kappa == pytest.approx(0.4)
    assert agreement(pairs).same == 35


@given(pairs=st.lists(st.tuples(words, words), min_size=FEWEST, max_size=60))
def test_it_is_the_same_from_either_side_and_never_above_one(pairs: list[tuple[str, str]]) -> None:
    one, other = agreement(pairs).kappa, agreement([(second, first) for first, second in pairs]).kappa

    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert one == pytest.approx(other)
        assert -1 <= one <= 1


def test_too_few_say_nothing() -> None:
    assert agreement([("y", "y"), ("n", "n")]).kappa is None
    assert agreement([]).kappa is None


def test_about_a_tenth_is_judged_twice_and_always_the_same_tenth() -> None:
    names = [CaseId(f"case {number}") for number in range(5000)]
    sampled = [name for name in names if is_sampled(name)]

    assert 400 < len(sampled) < 600
    assert all(map(is_sampled, sampled))
