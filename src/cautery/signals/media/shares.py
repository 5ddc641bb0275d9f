"""Shares of the processes that look at files: within an hour nobody has more than half of them, whatever they send.

A file of fifty kilobytes can take a decoder thirty seconds, so that files are counted by the time that they take.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from time import monotonic

from cautery.errors import RateLimited

WITHIN_S = 3600.0


class Shares:
    """What each person took of one line of processes; counted in one process that serves."""

    def __init__(self, *, processes: int, places: int, clock: Callable[[], float] = monotonic) -> None:
        """Halve a line.

        Args:
            processes: how many look at files in it.
            places: how many files may be in it at once.
            clock: seconds since whenever.
        """
        self._most_s, self._places, self._clock = processes * WITHIN_S / 2, max(1, places // 2), clock
        self._took: dict[str, deque[tuple[float, float]]] = {}
        self._here: Counter[str] = Counter()
        self._turn = Lock()

    @contextmanager
    def place(self, person: str) -> Iterator[None]:
        """Hold a place in the line; refuse (TooOften) who had half of the hour, or holds half of the places."""
        with self._turn:
            self._refuse(person)
            self._here[person] += 1
        try:
            yield
        finally:
            with self._turn:
                self._here[person] -= 1

    def took(self, person: str, seconds: float) -> None:
        """Count what a file took."""
        with self._turn:
            self._took.setdefault(person, deque()).append((self._clock(), seconds))

    def _refuse(self, person: str) -> None:
        took, now = self._took.get(person, deque()), self._clock()
        while took and now - took[0][0] > WITHIN_S:
            took.popleft()
        if sum(seconds for _, seconds in took) >= self._most_s:
            raise RateLimited(
                "Your files took half of what looks at files within an hour, and others wait too; try again later.",
                retry_after_s=WITHIN_S - (now - took[0][0]),
            )
        if self._here[person] >= self._places:
            raise RateLimited(
                "Many of your files wait to be looked at; send the next when one is done.", retry_after_s=5
            )
