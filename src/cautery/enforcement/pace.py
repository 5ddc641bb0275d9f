"""The pace of one platform: how many actions a second, patience where it asks for some, and longer waits after each failure."""

import time
from collections.abc import Callable
from threading import Lock

LONGEST_S = 300.0


class Pace:
    """Says when the next action may begin; shared by all who send to one platform."""

    def __init__(
        self,
        *,
        a_second: float,
        patient: bool = True,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Begin at once.

        Args:
            a_second: how many may begin in a second; 0: as many as there are.
            patient: whether all wait when the platform asks one for patience; not where somebody wants it tried now.
        """
        self._gap = 1 / a_second if a_second else 0.0
        self._now, self._sleep, self._lock, self._patient = now, sleep, Lock(), patient
        self._next = now()

    def turn(self, *, until: float) -> bool:
        """Wait for one's turn; False when it would come later than `until`, on the same clock."""
        with self._lock:
            begins = max(self._now(), self._next)
            if begins > until:
                return False
            self._next = begins + self._gap
        self._sleep(max(0.0, begins - self._now()))
        return True

    def patience(self, seconds: float) -> None:
        """Begin nothing for a while: the platform asked for it."""
        if self._patient:
            with self._lock:
                self._next = max(self._next, self._now() + seconds)


def wait_after(tries: int, *, asked_s: float | None, draw: float) -> float:
    """Say how long to wait after so many failures: twice as long each time, with jitter, and never less than was asked for.

    Args:
        draw: a number between 0 and 1; one draw each, so that not all come back at the same moment.
    """
    own = min(LONGEST_S, 2.0 ** min(tries, 12)) * (0.5 + 0.5 * draw)
    return max(own, asked_s or 0.0)
