"""Threads that cannot die unseen: what goes wrong in a turn is logged and kept, and the next turn is taken, later each time."""

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Event, Lock, Thread

from cautery.app import App
from cautery.errors import CauteryError, Temporary
from cautery.store import services

FIRST_WAIT_S, LONGEST_WAIT_S = 0.5, 60.0
SAID_EVERY_S = 15.0
"""How often a service that is well says so to the database."""
FORGIVEN = 3
"""Failures of a passing kind (a database that is busy) in a row that are no problem yet."""
log = logging.getLogger(__name__)
Turn = Callable[[], float]
"""Does one piece of work; gives for how many seconds there is nothing to do."""


class Service:
    """One kind of work, taken in turns on a thread of its own."""

    def __init__(self, app: App, name: str, turn: Turn, *, stopping: Event) -> None:
        self.name, self.failures, self.problem = name, 0, ""
        self._app, self._turn, self._stopping = app, turn, stopping
        self._called, self._said_at, self._said = Event(), -SAID_EVERY_S, ""
        self.thread = Thread(target=self._run, name=name, daemon=True)

    def call(self) -> None:
        """Wake it: there is work."""
        self._called.set()

    def _run(self) -> None:
        while not self._stopping.is_set():
            wait_s = self._taken()
            if wait_s > 0 and not self._stopping.is_set():
                self._called.wait(wait_s)
            self._called.clear()

    def _taken(self) -> float:
        """Take a turn, whatever happens in it."""
        try:
            wait_s = self._turn()
        except BaseException as error:
            return self._failed(error)
        self.failures, self.problem = 0, ""
        self._say()
        return wait_s

    def _failed(self, error: BaseException) -> float:
        self.failures += 1
        passing = isinstance(error, Temporary)
        about = "; ".join(getattr(error, "__notes__", ()))
        if not passing or self.failures > FORGIVEN:
            self.problem = f"{error if isinstance(error, CauteryError) else f'{type(error).__name__}: {error}'}" + (
                f" ({about})" if about else ""
            )
        log.warning("'%s' goes on after: %s", self.name, error, exc_info=None if passing else error)
        self._say()
        asked_s = error.retry_after_s if isinstance(error, Temporary) and error.retry_after_s else 0.0
        return max(asked_s, min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(self.failures - 1, 10)))

    def _say(self) -> None:
        """Let others see how it is; when the database cannot be told, the next turn tells it."""
        now = time.monotonic()
        if self.problem == self._said and now - self._said_at < SAID_EVERY_S:
            return
        with suppress(CauteryError), self._app.noting() as connection:
            at_s = self._app.wall.now().timestamp()
            services.say(connection, self.name, problem=self.problem, failures=self.failures, at_s=at_s)
            self._said, self._said_at = self.problem, now


class Supervisor:
    """All services of a process. Use it in a `with`: when the block ends, each finishes its turn, or is left behind in time."""

    def __init__(self, app: App, *, stops_within_s: float = 15.0) -> None:
        self._app, self._stops_within_s = app, stops_within_s
        self.stopping, self._turn = Event(), Lock()
        self.services: dict[str, Service] = {}

    def start(self, name: str, turn: Turn) -> Service:
        """Take turns at something from now on."""
        service = Service(self._app, name, turn, stopping=self.stopping)
        with self._turn:
            self.services[name] = service
        service.thread.start()
        return service

    def call(self) -> None:
        """Wake all."""
        for service in list(self.services.values()):
            service.call()

    def stop(self) -> list[str]:
        """Take no more turns; gives the names of those that did not end in time."""
        self.stopping.set()
        self.call()
        give_up_at = time.monotonic() + self._stops_within_s
        for service in list(self.services.values()):
            service.thread.join(timeout=max(0.0, give_up_at - time.monotonic()))
        late = [name for name, service in self.services.items() if service.thread.is_alive()]
        for name in late:
            log.warning("'%s' did not end in time; what it was at goes on with the next start", name)
        return late

    def __enter__(self) -> "Supervisor":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
