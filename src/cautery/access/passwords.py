"""Passwords: long ones, kept as slow hashes, compared without telling which part was wrong, and a few at a time.

argon2-cffi saves us Argon2id (RFC 9106); this is its one door. Its memory is what strangers could make us use: two hashes at a
time hold 40 MiB, and whoever comes when the line is full is told to come again. Both give way to whatever else is computed.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import BoundedSemaphore, Lock, get_native_id
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from cautery.errors import Invalid, RateLimited
from cautery.model.person import PersonId

SHORTEST = 12
LONGEST = 200
MEMORY_KIB, PASSES = 20 * 1024, 4
"""At least as slow to guess as OWASP's least (19 MiB, two passes), and small enough for two at once."""
AT_ONCE = 2
MOST_WAITING = 6
"""How many wait for their turn: each holds a thread that pages need too."""
WAITS_S = 20.0
NICENESS = 10
"""Of the threads that hash: pages are answered first."""
T = TypeVar("T")
_hasher = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=1)
_NOBODY = _hasher.hash("there is nobody of that name")


class _Turns:
    """Lets a few compute, some wait, and tells the others to come again."""

    def __init__(self) -> None:
        self._turns, self._counting, self._waiting = BoundedSemaphore(AT_ONCE), Lock(), 0

    @contextmanager
    def turn(self, *, known: bool) -> Iterator[None]:
        """Wait for a turn; refuse (TooOften) a stranger when the line is full."""
        with self._counting:
            if self._waiting >= MOST_WAITING and not known:
                raise RateLimited("Many people are signing in at once; try again in a moment.", retry_after_s=2)
            self._waiting += 1
        try:
            if not self._turns.acquire(timeout=WAITS_S):
                raise RateLimited("Many people are signing in at once; try again in a moment.", retry_after_s=2)
        finally:
            with self._counting:
                self._waiting -= 1
        try:
            yield
        finally:
            self._turns.release()


def _give_way() -> None:
    """Let the system prefer other threads to this one."""
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, get_native_id(), NICENESS)


_turns = _Turns()
_aside = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="passwords", initializer=_give_way)


def _computed(do: Callable[[], T]) -> T:
    return _aside.submit(do).result()


def hash_password(password: str, *, person: PersonId) -> str:
    """Hash a new password; refuse one that is too easy to guess. Only for who showed something that lets them set one."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise Invalid(f"A password has at least {SHORTEST} letters, and at most {LONGEST}; a few words are best.")
    if person.casefold() in password.casefold() or len(set(password)) < 5:
        raise Invalid("A password must not hold the person's name, nor one letter over and over; a few words are best.")
    with _turns.turn(known=True):
        return _computed(lambda: _hasher.hash(password))


def is_password(password: str, kept: str | None, *, known: bool = False) -> bool:
    """Say whether a password is the one that was kept; takes as long when nobody of that name has one.

    Args:
        known: asked from a browser that its owner used before: strangers do not keep it waiting outside.
    """
    with _turns.turn(known=known):
        try:
            return _computed(lambda: _hasher.verify(_NOBODY if kept is None else kept, password)) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


def is_dated(kept: str) -> bool:
    """Say whether a hash was made with other settings than today's, and should be made anew."""
    return _hasher.check_needs_rehash(kept)
