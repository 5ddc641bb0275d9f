"""Whoever looked at much is handed nothing more for a while."""

from datetime import UTC, datetime, timedelta

from cautery.cases.exposure import CASES_A_DAY, CASES_AN_HOUR, exposure

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_a_usual_hour_needs_no_rest() -> None:
    found = exposure([NOON - number * MINUTE for number in range(CASES_AN_HOUR - 1)], at=NOON)

    assert (found.last_hour, found.rest_until) == (CASES_AN_HOUR - 1, None)


def test_after_a_full_hour_one_rests_until_the_first_look_is_an_hour_old() -> None:
    looks = [NOON - number * MINUTE for number in range(CASES_AN_HOUR)]

    assert exposure(looks, at=NOON).rest_until == looks[-1] + timedelta(hours=1)


def test_after_a_full_day_one_rests_until_tomorrow() -> None:
    looks = [NOON - timedelta(hours=2) - number * MINUTE for number in range(CASES_A_DAY)]

    assert exposure(looks, at=NOON).rest_until == looks[-1] + timedelta(days=1)
    assert exposure(looks, at=NOON + timedelta(days=1)).last_day == 0
