"""The queue, as the terminal shows it. Apart from `judge`, because it must answer at once. On SQLite only: see `review`."""

from datetime import datetime

from cautery.cases.queue import QueuedCase, in_order
from cautery.config import Config
from cautery.kit.clock import Clock
from cautery.store.queue import latest_event, read_queue


def queue(
    config: Config, clock: Clock, *, at: datetime | None = None, everything: bool = False
) -> tuple[QueuedCase, ...]:
    """List the cases that wait for a person, or all of them; 'now' is the latest event unless told."""
    cases, decided = read_queue(config.sqlite)
    shown = cases if everything else [case for case in cases if case.id not in decided]
    return in_order(shown, at=at or latest_event(config.sqlite) or clock.now(), decided=decided)
