"""A day and a moment as the readers of a language write them, from the Unicode CLDR. Times are told in UTC, and say so."""

from datetime import UTC, datetime

from babel.dates import format_date

from cautery.translations.languages import PSEUDO, SOURCE

BRITISH = {SOURCE: "en_GB", PSEUDO: "en_GB"}
"""English with the day before the month: what most readers of English outside of the United States write."""


def day_in(language: str, at: datetime) -> str:
    """Write a day.

    >>> day_in("de", datetime(2026, 3, 1, tzinfo=UTC))
    '1. März 2026'
    """
    return format_date(at.astimezone(UTC), "long", locale=BRITISH.get(language, language))


def moment_in(language: str, at: datetime) -> str:
    """Write a moment, to the minute.

    >>> moment_in("en", datetime(2026, 3, 1, 23, 59, tzinfo=UTC))
    '1 March 2026, 23:59 UTC'
    """
    return f"{day_in(language, at)}{'،' if language == 'ar' else ','} {at.astimezone(UTC):%H:%M} UTC"
