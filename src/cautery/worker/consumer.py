"""The one consumer of the journal: all that must follow an event follows it here, whichever door it came in by.

While an installation is served, each stage takes its turns on a thread of its own; a command that took events in by itself
lets all stages follow once (`follow_all`). Both go on from the same places.
"""

import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from cautery.app import App
from cautery.events.stage import Stage
from cautery.pipeline.history.follower import Follower
from cautery.store.journal import JournalPlace
from cautery.worker.supervisor import Service, Supervisor

Progress = Callable[[str, int], None]


class Consumer:
    """The stages of one installation, on their way."""

    def __init__(self, app: App, stages: Sequence[Stage]) -> None:
        self._services: list[Service] = []
        self._measured_at, self._most = -1.0, 0
        self._followers = {stage.name: Follower(app, stage, reached=self._reached) for stage in stages}

    def start(self, supervisor: Supervisor) -> None:
        """Let each stage take turns from now on."""
        self._services = [supervisor.start(name, one.turn) for name, one in self._followers.items()]

    def call(self) -> None:
        """Events were accepted: wake the stages."""
        for service in self._services:
            service.call()

    def follow_all(self, progress: Progress = lambda _stage, _events: None) -> Mapping[str, int]:
        """Follow all that there is, stage after stage in their order; gives how many events each followed.

        Args:
            progress: is told after each batch which stage followed how many events.
        """
        return {name: follower.through(partial(progress, name)) for name, follower in self._followers.items()}

    def behind(self) -> Mapping[str, int]:
        """Count for each stage the bytes of the journal that it has not followed."""
        return {name: one.behind() for name, one in self._followers.items()}

    def most_behind(self) -> int:
        """Count the bytes that the slowest stage has not followed; looked up once a second."""
        now = time.monotonic()
        if now - self._measured_at > 1.0:
            self._measured_at, self._most = now, max(self.behind().values(), default=0)
        return self._most

    def close(self) -> None:
        """Keep how far each has come; once the supervisor has stopped."""
        for follower in self._followers.values():
            follower.close()

    def _reached(self, stage: str) -> JournalPlace | None:
        other = self._followers.get(stage)
        return None if other is None else other.place or JournalPlace(segment=0, byte=0)
