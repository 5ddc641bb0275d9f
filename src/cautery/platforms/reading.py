"""Reads items one by one: one that cannot be read is kept with its bytes and its place, and stops none of the others."""

from collections.abc import Callable, Iterable

import msgspec

from cautery.errors import CauteryError, Invalid, RateLimited, Temporary
from cautery.model.event import AnyEvent
from cautery.model.intake import UnreadableItem

UNREADABLE = (msgspec.MsgspecError, ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError,
              RecursionError, OSError, Invalid)  # fmt: skip
"""What strangers' items raise in whoever reads them: all of it is about the item, and none of it about us."""
_LONGEST = 300


class PartReader:
    """Reads a platform part by part: where one does not answer, the others are read all the same.

    Where it asks for patience, no further part is asked. Where none answers, the first error is raised: it is not reached.
    """

    def __init__(self) -> None:
        self.problems: list[str] = []
        self.retry_after_s: float | None = None
        self._answered, self._first, self._stopped = 0, list[CauteryError](), False

    def ask(self, name: str, read: Callable[[], object]) -> bool:
        """Read one part; tells whether it answered."""
        if self._stopped:
            return False
        try:
            read()
        except CauteryError as error:
            self._failed(name, error)
            return False
        self._answered += 1
        return True

    def raise_if_silent(self) -> None:
        """Raise what went wrong, where nothing answered at all."""
        if self._first and not self._answered:
            raise self._first[0]

    def _failed(self, name: str, error: CauteryError) -> None:
        self._first.append(error)
        self.problems.append(f"{name}: {error}")
        if isinstance(error, Temporary) and error.retry_after_s is not None:
            self.retry_after_s = max(self.retry_after_s or 0.0, error.retry_after_s)
        self._stopped = self._stopped or isinstance(error, RateLimited)


class Items:
    """Gathers what was read, and what could not be."""

    def __init__(self) -> None:
        self.events: list[AnyEvent] = []
        self.unread: list[UnreadableItem] = []

    def read(self, reader: str, place: str, raw: bytes, read: Callable[[], Iterable[AnyEvent | None]]) -> bool:
        """Read one item; tells whether it could be read.

        Args:
            reader: which reader it is for, so that a later version can read it again.
            read: gives its events; None among them is no event.
        """
        try:
            found = [event for event in read() if event is not None]
        except UNREADABLE as error:
            self.unread.append(UnreadableItem(reader=reader, place=place, reason=why(error), raw=raw))
            return False
        self.events += found
        return True


def why(error: Exception) -> str:
    """Say in words what is wrong with an item, without what it says."""
    if isinstance(error, RecursionError):
        return "It is nested too deeply."
    said = str(error)[:_LONGEST]
    return said if isinstance(error, Invalid) else f"{type(error).__name__}: {said}"
