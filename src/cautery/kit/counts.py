"""What a process counts as it works: numbers by name and labels, for whoever asks. No library, so that commands start at once.

Labels are few and known beforehand: a platform, a state, a route. An account, a handle or a text is never one.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Lock

Labels = tuple[tuple[str, str], ...]
BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0, 600.0)
"""Upper ends of the classes in which times are counted; the last class has none."""


@dataclass(slots=True)
class TimeCounts:
    """How many took how long."""

    counts: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS_S) + 1))
    sum_s: float = 0.0


class Counts:
    """Numbers of one process; safe for threads."""

    def __init__(self) -> None:
        self._turn = Lock()
        self._numbers: dict[str, dict[Labels, float]] = {}
        self._times: dict[str, dict[Labels, TimeCounts]] = {}

    def add(self, name: str, many: float = 1, **labels: str) -> None:
        """Count some more."""
        with self._turn:
            of = self._numbers.setdefault(name, {})
            key = tuple(sorted(labels.items()))
            of[key] = of.get(key, 0) + many

    def took(self, name: str, seconds: float, **labels: str) -> None:
        """Count a time."""
        with self._turn:
            of = self._times.setdefault(name, {}).setdefault(tuple(sorted(labels.items())), TimeCounts())
            of.counts[bisect_left(BUCKETS_S, seconds)] += 1
            of.sum_s += seconds

    def numbers(self) -> Mapping[str, Mapping[Labels, float]]:
        """Give all numbers as they are now."""
        with self._turn:
            return {name: dict(of) for name, of in self._numbers.items()}

    def times(self) -> Mapping[str, Mapping[Labels, TimeCounts]]:
        """Give all times as they are now."""
        with self._turn:
            return {
                name: {labels: TimeCounts(list(one.counts), one.sum_s) for labels, one in of.items()}
                for name, of in self._times.items()
            }


COUNTS = Counts()
"""Those of this process."""
EVENTS, ACTIONS, REJECTED = "cautery_events_accepted", "cautery_actions", "cautery_events_rejected"
ACTION_SECONDS, HTTP_SECONDS = "cautery_action_seconds", "cautery_http_request_seconds"
