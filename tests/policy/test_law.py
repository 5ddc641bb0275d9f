"""A clock of a law gives the last moment, wherever the order was written and whatever the wall clock does that night."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from cautery.errors import Invalid
from cautery.policy.law import LegalClock, ServiceProfile
from cautery.policy.laws.eu_tco_2021_784 import TerroristContentOnline


def clock(length: str) -> LegalClock:
    return LegalClock(id="x", starts="", length=length, article="", action="")


@pytest.mark.parametrize(
    ("length", "start", "due"),
    [
        ("PT1H", datetime(2026, 10, 25, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"), fold=0), "2026-10-25T01:30"),
        ("PT1H", datetime(2026, 3, 29, 1, 30, tzinfo=ZoneInfo("Europe/Berlin")), "2026-03-29T01:30"),
        ("PT1H", datetime(2026, 1, 1, 0, 30, tzinfo=timezone(timedelta(hours=5, minutes=30))), "2025-12-31T20:00"),
        ("P6M", datetime(2026, 8, 31, 12, tzinfo=UTC), "2027-02-28T12:00"),
        ("P3M", datetime(2026, 11, 30, tzinfo=UTC), "2027-02-28T00:00"),
        ("P1Y", datetime(2028, 2, 29, tzinfo=UTC), "2029-02-28T00:00"),
        ("P6W", datetime(2026, 1, 1, tzinfo=UTC), "2026-02-12T00:00"),
        ("P2BD", datetime(2026, 11, 27, 9, tzinfo=UTC), "2026-12-01T09:00"),
        ("before 1 March", datetime(2026, 12, 31, tzinfo=UTC), "2027-03-01T00:00"),
        ("before 1 March", datetime(2027, 1, 1, tzinfo=UTC), "2027-03-01T00:00"),
    ],
)
def test_a_length_is_counted_in_real_time(length: str, start: datetime, due: str) -> None:
    assert clock(length).due(start) == datetime.fromisoformat(due + "+00:00")


def test_a_law_that_gives_no_length_gives_no_moment() -> None:
    assert clock("undue_delay").due(datetime(2026, 1, 1, tzinfo=UTC)) is None


def test_a_clock_is_found_by_its_name() -> None:
    assert TerroristContentOnline.clock("tco.remove").length == "PT1H"
    with pytest.raises(Invalid, match=r"tco\.remove"):
        TerroristContentOnline.clock("tco.coffee")


def test_an_enterprise_is_small_below_fifty_people_and_up_to_ten_millions() -> None:
    def small(staff: int, turnover: float) -> bool:
        return ServiceProfile(established="DE", users=frozenset(), staff=staff, turnover=turnover).is_small

    assert [small(49, 10.0), small(50, 1.0), small(1, 10.1)] == [True, False, False]
