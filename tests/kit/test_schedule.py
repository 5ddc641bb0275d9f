"""When something is next done by itself."""

from datetime import UTC, datetime

import pytest

from cautery.errors import Invalid
from cautery.kit.schedule import read_schedule

NOON = datetime(2020, 1, 31, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "next_at"),
    [
        ("daily 03:00", datetime(2020, 2, 1, 3, tzinfo=UTC)),
        ("daily 12:00", datetime(2020, 2, 1, 12, tzinfo=UTC)),
        ("daily 12:01", datetime(2020, 1, 31, 12, 1, tzinfo=UTC)),
        ("every 6 hours", datetime(2020, 1, 31, 18, tzinfo=UTC)),
        ("every 1 minute", datetime(2020, 1, 31, 12, 1, tzinfo=UTC)),
        ("every 2 days", datetime(2020, 2, 2, 12, tzinfo=UTC)),
        ("off", None),
    ],
)
def test_it_is_done_next_at_its_time(said: str, next_at: datetime | None) -> None:
    assert read_schedule(said).next_after(NOON) == next_at


@pytest.mark.parametrize(
    "said", ["", "sometimes", "daily 24:00", "daily 3:00", "daily 03:60", "every 0 hours", "every hour"]
)
def test_what_is_no_schedule_is_refused_with_how_one_is_written(said: str) -> None:
    with pytest.raises(Invalid, match="every 6 hours"):
        read_schedule(said)


@pytest.mark.parametrize("said", ["daily 03:00", "off", "every 90 minutes"])
def test_a_schedule_is_told_as_it_is_written(said: str) -> None:
    assert str(read_schedule(said)) == said
