"""No platform is asked faster than it takes, nor before it said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.enforcement.pace import LONGEST_S, Pace, wait_after


class Watch:
    """A clock that passes by sleeping."""

    def __init__(self) -> None:
        self.at = 0.0

    def now(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.at += seconds


def paced(a_second: float) -> tuple[Pace, Watch]:
    watch = Watch()
    return Pace(a_second=a_second, now=watch.now, sleep=watch.sleep), watch


def test_no_more_begin_in_a_second_than_allowed() -> None:
    pace, watch = paced(4)
    turns = [pace.turn(until=100) for _ in range(9)]

    assert all(turns)
    assert watch.at == 2.0


def test_without_a_limit_nobody_waits() -> None:
    pace, watch = paced(0)
    for _ in range(1000):
        pace.turn(until=1)

    assert watch.at == 0.0


def test_a_platform_that_asks_for_patience_is_left_alone_that_long() -> None:
    pace, watch = paced(0)
    pace.patience(30)

    assert not pace.turn(until=29)
    assert pace.turn(until=31)
    assert watch.at == 30.0


def test_a_turn_at_the_very_end_of_the_time_is_taken() -> None:
    pace, watch = paced(0)
    pace.patience(30)

    assert pace.turn(until=30)
    assert watch.at == 30.0


@pytest.mark.parametrize(
    ("tries", "asked_s", "draw", "wait"),
    [
        (0, None, 0.0, 0.5),
        (3, None, 1.0, 8.0),
        (3, None, 0.0, 4.0),
        (3, 10.0, 1.0, 10.0),
        (8, None, 1.0, 256.0),
        (9, None, 1.0, 300.0),
        (1000, None, 0.0, 150.0),
    ],
)
def test_waits_in_figures(tries: int, asked_s: float | None, draw: float, wait: float) -> None:
    """Seconds double with each failure up to five minutes; the draw takes up to a half of them off."""
    assert wait_after(tries, asked_s=asked_s, draw=draw) == wait


@given(st.integers(min_value=0, max_value=100), st.floats(min_value=0, max_value=1))
def test_waits_grow_have_an_end_and_are_never_all_alike(tries: int, draw: float) -> None:
    wait = wait_after(tries, asked_s=None, draw=draw)

    assert 0 < wait <= LONGEST_S
    assert wait_after(tries, asked_s=None, draw=0) <= wait <= wait_after(tries, asked_s=None, draw=1)
    assert wait_after(tries, asked_s=1000, draw=draw) >= 1000
    assert wait <= wait_after(tries + 1, asked_s=None, draw=1)
