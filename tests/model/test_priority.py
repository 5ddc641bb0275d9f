"""What is worse, surer, further heard, earlier due or longer waiting is looked at earlier; an order and a life before all."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.model.priority import FIRST, look_by, why

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
share = st.none() | st.floats(0, 1)
followers = st.none() | st.integers(0, 10**9)


def a_case(*, hours: float = 72, chance: float | None = None, harm: float | None = None) -> Case:
    about = Account(platform=Platform("harbour"), id=AccountId("ana"))
    due = NOON + timedelta(hours=hours)
    return Case(
        id=CaseId("c"), about=about, origin="notice", chance=chance, reasons=(), opened_at=NOON, due=due, harm=harm
    )


@given(hours=st.floats(1.1, 1000), chance=share, harm=share, follow=followers)
def test_a_case_is_looked_at_before_it_is_due_and_after_a_quarter_of_its_time(
    hours: float, chance: float | None, harm: float | None, follow: int | None
) -> None:
    case = a_case(hours=hours, chance=chance, harm=harm)
    soonest = case.opened_at + (case.due - case.opened_at) * 0.25

    assert soonest - timedelta(seconds=1) <= look_by(case, followers=follow) <= case.due


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (look_by(a_case(chance=0.9)), look_by(a_case(chance=0.6))),
        (look_by(a_case(chance=0.1)), look_by(a_case())),
        (look_by(a_case(harm=1.0)), look_by(a_case(harm=0.8))),
        (look_by(a_case(), followers=10_000), look_by(a_case(), followers=100)),
        (look_by(a_case(hours=24)), look_by(a_case(hours=72))),
        (look_by(replace(a_case(), opened_at=NOON - timedelta(hours=1))), look_by(a_case())),
        (look_by(a_case(hours=1)), look_by(a_case(chance=1.0, harm=1.0), followers=10**9)),
        (look_by(a_case(), threatened=True), look_by(a_case(hours=2, chance=1.0, harm=1.0))),
    ],
)
def test_what_matters_more_comes_first(first: datetime, second: datetime) -> None:
    assert first < second


def test_of_two_orders_the_one_that_is_due_first_comes_first() -> None:
    earlier, later = a_case(hours=0.5), a_case(hours=1)

    assert look_by(earlier) < look_by(later) < later.due - FIRST + timedelta(seconds=1)


def test_what_brings_a_case_forward_is_said_in_words() -> None:
    assert why(a_case(chance=0.93, harm=1.0), followers=12_300) == (
        "chance 93%",
        "much harm if it is so (1.0 of 1)",
        "12,300 followers",
        "had 72 h when it was opened",
    )
    assert why(a_case(hours=1), threatened=True)[:2] == (
        "somebody's life may be in danger: ahead of everything",
        "an order that gives an hour: ahead of everything",
    )


def test_the_formula_in_figures() -> None:
    """What weighs all that it can is looked at after a quarter of its time; each part counts as the module says."""
    hundred = 100.0

    def hours_before_due(**known: float) -> float:
        reach = known.pop("followers", None)
        case = a_case(hours=hundred, **known)
        return (case.due - look_by(case, followers=None if reach is None else int(reach))).total_seconds() / 3600

    assert hours_before_due(chance=1.0, harm=1.0, followers=10_000_000) == pytest.approx(75.0, abs=0.01)
    assert hours_before_due(chance=1.0, harm=0.0) == pytest.approx(30.0)
    assert hours_before_due(harm=1.0) == pytest.approx(30.0)
    assert hours_before_due(harm=0.0, followers=10_000_000) == pytest.approx(15.0, abs=0.01)
    assert hours_before_due() == pytest.approx(15.0)  # nothing named: half of the most harm


def test_orders_stand_a_year_ahead_and_no_followers_are_too_many() -> None:
    order = a_case(hours=1)

    assert look_by(order) == order.due - timedelta(days=366)
    assert look_by(a_case(), followers=10**9) == look_by(a_case(), followers=10**7)
    assert look_by(a_case(), followers=0) == look_by(a_case())


@pytest.mark.parametrize(
    ("harm", "said"), [(0.8, "much harm if it is so (0.8 of 1)"), (0.79, "harm if it is so (0.8 of 1)")]
)
def test_much_harm_begins_at_four_fifths(harm: float, said: str) -> None:
    assert why(a_case(hours=10_000, harm=harm)) == (said, "had 10000 h when it was opened")
