"""Nobody has more than half of the processes that look at files: neither of their time, nor of their places."""

import pytest

from cautery.errors import RateLimited
from cautery.signals.media.shares import WITHIN_S, Shares


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_half_of_the_hour_is_everybodys_share_and_comes_back_after_it() -> None:
    clock = Clock()
    shares = Shares(processes=2, places=10, clock=clock)
    shares.took("eve", WITHIN_S - 1)
    with shares.place("eve"):
        pass
    shares.took("eve", 1)
    with pytest.raises(RateLimited) as refused, shares.place("eve"):
        pass
    assert refused.value.retry_after_s == WITHIN_S
    with shares.place("ada"):
        pass
    clock.now = WITHIN_S + 1

    with shares.place("eve"):
        pass


def test_half_of_the_places_are_for_others() -> None:
    shares = Shares(processes=1, places=4)
    with shares.place("eve"), shares.place("eve"):
        with pytest.raises(RateLimited), shares.place("eve"):
            pass
        with shares.place("ada"):
            pass

    with shares.place("eve"), shares.place("eve"):
        pass
