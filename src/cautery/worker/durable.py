"""Work that goes on after a crash: one process at a time works at a subject, and what was left by a dead one is taken over.

What is to be done stands in the ledgers, and is found there again each second; here stands only who is at it. Whoever works
beats; whoever would work watches the beats by its own clock that only goes forward, so neither a host's name nor a clock that
jumps matters. Steps may come twice, when a process dies between a step and what tells of it, and are made for that.
"""

import logging
import secrets
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from threading import Lock

from cautery.app import App
from cautery.errors import CauteryError, Temporary
from cautery.store import services, work_leases
from cautery.store.work_leases import Lease

Workflow = Callable[[str, Callable[[], bool]], None]
"""Works at what it is told to until nothing is to be done now. It asks before each step whether it may go on."""
AT_ONCE = 4
"""Subjects under way at a time in one process; each keeps its own actions under way."""
BEATS_EVERY_S = 3.0
EXPIRES_S = 15.0
"""How long somebody who beats no more is waited for: five beats, so that a database that restarts costs nobody their work."""
FIRST_WAIT_S, LONGEST_WAIT_S = 1.0, 60.0
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Watched:
    lease: Lease
    since: float
    """When it was first seen so, by this process's own clock."""


@dataclass(frozen=True, slots=True)
class _Trouble:
    times: int
    again_at: float


class DurableWork:
    """The work of one process at an installation."""

    def __init__(self, app: App, workflows: Mapping[str, Workflow], *, expires_s: float = EXPIRES_S) -> None:
        """Make ready.

        Args:
            workflows: by name; each is told what it is about.
        """
        self.owner = secrets.token_hex(8)
        self._app, self._workflows, self._expires_s = app, workflows, expires_s
        self._pool = ThreadPoolExecutor(max_workers=AT_ONCE, thread_name_prefix="work")
        self._turn = Lock()
        self._mine, self._watched, self._trouble = set[str](), dict[str, _Watched](), dict[str, _Trouble]()
        self._closing, self._beaten_at = False, time.monotonic()

    def start(self, name: str, about: str) -> bool:
        """Work at something, unless somebody is at it, or it failed a moment ago; says whether it was begun."""
        subject = f"{name} {about}"
        trouble = self._trouble.get(subject)
        with self._turn:
            if self._closing or subject in self._mine or len(self._mine) >= AT_ONCE:
                return False
            if trouble is not None and time.monotonic() < trouble.again_at:
                return False
            if not self._take(subject):
                return False
            self._mine.add(subject)
        self._pool.submit(self._work, name, about)
        return True

    def work_now(self, name: str, about: str) -> bool:
        """Work at something and come back when it is over; False: somebody else is at it, and alive."""
        give_up_at = time.monotonic() + self._expires_s + 1
        while not self.start(name, about):
            if time.monotonic() > give_up_at:
                return False
            time.sleep(0.2)
        while self.under_way():
            if time.monotonic() - self._beaten_at > BEATS_EVERY_S:
                self.beat()
            time.sleep(0.02)
        return True

    def beat(self) -> float:
        """Say of all that is under way that it is; a service's turn."""
        with self._turn:
            at_work = bool(self._mine)
        if at_work:
            with self._app.noting() as connection:
                work_leases.beat(connection, owner=self.owner)
        self._beaten_at = time.monotonic()
        return BEATS_EVERY_S

    def under_way(self) -> int:
        """Count what this process works at."""
        with self._turn:
            return len(self._mine)

    def close(self) -> None:
        """Begin nothing more, and wait for what is under way: it asks whether it may go on, and may not."""
        with self._turn:
            self._closing = True
        self._pool.shutdown(wait=True)

    def _take(self, subject: str) -> bool:
        """Take a subject that is free, or whose holder has not been seen to beat for long enough."""
        with self._app.reading() as connection:
            lease = work_leases.holder(connection, subject)
        if lease is not None:
            watched = self._watched.get(subject)
            if watched is None or watched.lease != lease:
                self._watched[subject] = _Watched(lease, time.monotonic())
                return False
            if time.monotonic() - watched.since < self._expires_s:
                return False
            log.warning("'%s' was left by a process that is gone, and is taken over", subject)
        self._watched.pop(subject, None)
        with self._app.noting() as connection:
            return work_leases.take(connection, subject, owner=self.owner, instead_of=lease)

    def _work(self, name: str, about: str) -> None:
        subject = f"{name} {about}"
        try:
            self._workflows[name](about, lambda: self._may_go_on(subject))
            self._is_well(subject)
        except BaseException as error:
            self._failed(subject, error)
        finally:
            with suppress(CauteryError), self._app.noting() as connection:
                work_leases.give_back(connection, subject, owner=self.owner)
            with self._turn:
                self._mine.discard(subject)

    def _may_go_on(self, subject: str) -> bool:
        """Tell whether this process is to go on with a subject: it is not ending, and nobody took it over meanwhile."""
        if self._closing:
            return False
        if time.monotonic() - self._beaten_at < self._expires_s / 2:
            return True
        with self._app.reading() as connection:  # nobody has beaten for a while: somebody may have taken it
            lease = work_leases.holder(connection, subject)
        return lease is not None and lease.owner == self.owner

    def _failed(self, subject: str, error: BaseException) -> None:
        earlier = self._trouble.get(subject)
        times = earlier.times + 1 if earlier else 1
        wait_s = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0 ** min(times - 1, 10))
        self._trouble[subject] = _Trouble(times, time.monotonic() + wait_s)
        log.warning("'%s' is tried again in %d s", subject, wait_s, exc_info=error)
        if not isinstance(error, Temporary) or times > 3:
            problem = str(error) if isinstance(error, CauteryError) else f"{type(error).__name__}: {error}"
            self._say(subject, problem, times)

    def _is_well(self, subject: str) -> None:
        if self._trouble.pop(subject, None) is not None:
            self._say(subject, "", 0)

    def _say(self, subject: str, problem: str, failures: int) -> None:
        with suppress(CauteryError), self._app.noting() as connection:
            at_s = self._app.wall.now().timestamp()
            services.say(connection, subject, problem=problem, failures=failures, at_s=at_s)
