"""Whoever guesses waits longer with each failure, and whoever mistypes once does not wait at all."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cautery.access.throttle import FREE, LONGEST_WAIT_S, wait_s

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)


def just_now(failures: int) -> list[datetime]:
    return [NOON] * failures


def test_some_failures_are_free() -> None:
    assert wait_s(just_now(FREE - 1), at=NOON) == 0


@given(failures=st.integers(FREE, 60))
def test_each_further_failure_doubles_the_wait_up_to_a_quarter_of_an_hour(failures: int) -> None:
    wait = wait_s(just_now(failures), at=NOON)

    assert wait == min(2 * wait_s(just_now(failures - 1), at=NOON) or wait, LONGEST_WAIT_S)


def test_the_wait_ends_and_old_failures_are_forgotten() -> None:
    wait = wait_s(just_now(FREE), at=NOON)

    assert wait_s(just_now(FREE), at=NOON + timedelta(seconds=wait)) == 0
    assert wait_s(just_now(50), at=NOON + timedelta(hours=1)) == 0
