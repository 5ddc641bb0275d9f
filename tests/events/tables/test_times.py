"""Times of tables: what could be two times is none until somebody says which."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from cautery.errors import Invalid
from cautery.events.tables.times import lacks_offset, order_named, order_of, read_time

MARCH = datetime(2026, 3, 15, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "said",
    [
        "2026-03-15T09:30:00Z",
        "2026-03-15 11:30:00+02:00",
        "2026/03/15 09:30",
        "15.03.2026 09:30",
        "15/03/2026, 09:30:00",
        "1773567000",
        "1773567000000",
        "46096.395833333336",
    ],
)
def test_a_time_is_read_however_a_table_writes_it(said: str) -> None:
    at = read_time(said, order="day-first", zone=UTC)

    assert at is not None
    assert abs((at - MARCH).total_seconds()) < 1


def test_a_date_that_can_be_read_in_two_ways_is_refused_until_it_is_said_which() -> None:
    with pytest.raises(Invalid, match="two ways"):
        read_time("03.04.2026", order=None, zone=UTC)

    assert read_time("03.04.2026", order="day-first", zone=UTC) == datetime(2026, 4, 3, tzinfo=UTC)
    assert read_time("03.04.2026", order="month-first", zone=UTC) == datetime(2026, 3, 4, tzinfo=UTC)


def test_the_order_is_told_by_dates_that_have_only_one() -> None:
    assert order_of(["03.04.2026", "04/27/2026"]) == ("month-first", True)
    assert order_of(["12.12.2026", "13.12.2026 10:00"]) == ("day-first", True)
    assert order_of(["03.04.2026", "12.12.2026"]) == (None, True)
    assert order_of(["13.12.2026", "12/13/2026"]) == (None, True)
    assert order_of(["2026-04-03", "1773567000"]) == (None, False)


def test_an_order_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    assert order_named("month-first") == "month-first"
    with pytest.raises(Invalid, match="day-first or month-first"):
        order_named("year-first")


def test_a_time_without_an_offset_is_none_until_it_is_said_where_it_is_meant() -> None:
    assert read_time("2026-03-15 10:30", order=None, zone=None) is None
    assert read_time("2026-03-15 10:30", order=None, zone=ZoneInfo("Europe/Berlin")) == MARCH
    assert lacks_offset("15.03.2026")
    assert not lacks_offset("2026-03-15T09:30:00Z")
    assert not lacks_offset("1773567000")


@pytest.mark.parametrize("said", ["", "soon", "32.01.2026", "2026-13-01", "1.77E+09", "99999999999999999"])
def test_what_is_no_time_is_told(said: str) -> None:
    with pytest.raises(Invalid, match="is no time"):
        read_time(said, order="day-first", zone=UTC)
