"""How long there is left is said as a person would."""

from datetime import UTC, datetime, timedelta

import pytest

from cautery.console.clocks import left, span, urgency

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (5, "5 s"),
        (59 * 60, "59 min"),
        (3600, "1 h 0 min"),
        (7800, "2 h 10 min"),
        (40 * 3600, "40 h"),
        (200000, "2 days"),
    ],
)
def test_a_span_has_one_or_two_units(seconds: int, said: str) -> None:
    assert span(timedelta(seconds=seconds)) == said


def test_before_and_after_it_is_due() -> None:
    assert left(NOON + timedelta(minutes=38), NOON) == "in 38 min"
    assert left(NOON - timedelta(minutes=5), NOON) == "5 min overdue"


@pytest.mark.parametrize(("minutes", "how"), [(-1, "late"), (60, "soon"), (61, "calm")])
def test_an_order_of_one_hour_is_urgent_from_the_first_minute(minutes: int, how: str) -> None:
    assert urgency(NOON + timedelta(minutes=minutes), NOON) == how
