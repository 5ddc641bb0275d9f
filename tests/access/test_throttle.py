"""Whoever guesses waits longer with each failure, and whoever mistypes once does not wait at all."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cautery.access.throttle import FREE, FREE_FROM_ADDRESS, LONGEST_WAIT_S, counters_of, wait_s

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


def test_a_fifth_failure_within_the_hour_waits_a_quarter_of_a_minute_and_a_fourth_does_not_wait() -> None:
    """Written out, for a guesser gets as many tries as the constant says."""
    assert (wait_s(just_now(4), at=NOON), wait_s(just_now(5), at=NOON), wait_s(just_now(6), at=NOON)) == (0, 15, 30)
    assert (FREE_FROM_ADDRESS, LONGEST_WAIT_S) == (20, 900)


def test_a_name_has_five_tries_and_an_address_twenty() -> None:
    of_name, of_address = counters_of("ada", address="203.0.113.9", browser=None)

    assert (of_name.free, of_address.free) == (5, 20)
