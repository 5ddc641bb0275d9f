"""A day is written as its reader writes days; a moment says its zone."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from cautery.translations.dates import day_in, moment_in

AT = datetime(2026, 3, 1, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "day"),
    [
        ("ar", "1 مارس 2026"),
        ("de", "1. März 2026"),
        ("en", "1 March 2026"),
        ("es", "1 de marzo de 2026"),
        ("fr", "1 mars 2026"),
        ("ru", "1 марта 2026 г."),
        ("tr", "1 Mart 2026"),
    ],
)
def test_a_day_is_written_in_each_language(language: str, day: str) -> None:
    assert " ".join(day_in(language, AT).split()) == day
    assert moment_in(language, AT).startswith(day_in(language, AT))
    assert moment_in(language, AT).endswith("23:59 UTC")


def test_a_time_of_another_zone_is_told_in_utc() -> None:
    east = datetime(2026, 3, 2, 1, 59, tzinfo=timezone(timedelta(hours=2)))

    assert moment_in("en", east) == "1 March 2026, 23:59 UTC"
