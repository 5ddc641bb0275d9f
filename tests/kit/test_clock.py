"""Times are UTC, read one way and written one way."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.errors import Invalid
from cautery.kit.clock import FrozenClock, WallClock, parse_time, rfc3339

offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.datetimes(datetime(1970, 1, 2), datetime(2100, 1, 1), timezones=offsets)  # noqa: DTZ001 - Hypothesis adds it


@given(times)
@settings(max_examples=300)
def test_a_time_that_was_written_reads_back_as_the_same_instant_in_utc(at: datetime) -> None:
    read = parse_time(rfc3339(at))

    assert read == at
    assert read.tzinfo is UTC


@given(times)
@settings(max_examples=200)
def test_one_instant_is_written_one_way_wherever_it_was_told(at: datetime) -> None:
    assert rfc3339(at) == rfc3339(at.astimezone(timezone(timedelta(hours=5, minutes=30))))
    assert rfc3339(at).endswith("Z")


@given(st.text())
@settings(max_examples=300)
def test_whatever_is_sent_as_a_time_is_read_or_refused_in_words(text: str) -> None:
    try:
        said = rfc3339(parse_time(text))
    except Invalid as error:
        said = str(error)

    assert said.endswith("Z") or text in said


def test_a_time_without_a_zone_is_utc() -> None:
    assert parse_time("2016-02-05T12:30:00") == datetime(2016, 2, 5, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "yesterday", "2016-13-01", "2016-02-30T00:00:00Z", "12:00"])
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="is not a time"):
        parse_time(text)


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_time_that_falls_off_the_calendar_in_utc_is_refused(text: str) -> None:
    with pytest.raises(Invalid, match="UTC"):
        parse_time(text)


def test_a_frozen_clock_stands_still() -> None:
    at = datetime(2020, 1, 1, tzinfo=UTC)
    clock = FrozenClock(at)

    assert clock.now() == clock.now() == at


def test_the_wall_clock_says_its_zone() -> None:
    assert WallClock().now().utcoffset() == timedelta(0)
