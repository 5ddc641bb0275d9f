"""Leap seconds are times, and a time without an offset is asked for."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from cautery.errors import Invalid
from cautery.events.times import mended_time, zone_named

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("said", "mended"),
    [
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59.999999Z"),
        ("2017-01-01T00:59:60.5+01:00", "2017-01-01T00:59:59.999999+01:00"),
        ("2016-12-31t23:59:60z", "2016-12-31t23:59:59.999999z"),
        ("2016-12-31T23:60:59Z", "2016-12-31T23:60:59Z"),
        ("2016-06-30T10:00:00", "2016-06-30T10:00:00"),
        (7, 7),
        (None, None),
    ],
)
def test_a_leap_second_is_the_last_moment_before_it(said: object, mended: object) -> None:
    assert mended_time(said, None) == mended


@pytest.mark.parametrize(
    ("said", "mended"),
    [
        ("2016-06-30T10:00:00", "2016-06-30T10:00:00+02:00"),
        ("2016-12-30 10:00:00.25", "2016-12-30T10:00:00.250000+01:00"),
        ("2016-06-30T10:00:00Z", "2016-06-30T10:00:00Z"),
        ("2016-12-31T23:59:60", "2016-12-31T23:59:59.999999+01:00"),
    ],
)
def test_a_time_without_an_offset_is_read_as_told(said: object, mended: object) -> None:
    assert mended_time(said, BERLIN) == mended


def test_a_zone_has_a_name_or_an_offset() -> None:
    assert zone_named("utc") is UTC
    assert zone_named("Europe/Berlin") == BERLIN
    assert zone_named("-05:30").utcoffset(datetime(2020, 1, 1)) == -timedelta(hours=5, minutes=30)  # noqa: DTZ001
    for name in ("Atlantis/Poseidonis", "+2", "", "../etc/passwd", "+99:00"):
        with pytest.raises(Invalid, match="time zone"):
            zone_named(name)
