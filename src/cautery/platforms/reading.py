"""Reads items one by one: one that cannot be read is kept with its bytes and its place, and stops none of the others."""

from collections.abc import Callable, Iterable

from cautery.errors import CauteryError, Invalid, Permanent, RateLimited, Temporary
from cautery.model.event import AnyEvent
from cautery.model.intake import UnreadableItem

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
        except Exception as error:  # a fault of ours, or of a library, in one part: the others are read
            self._failed(name, Permanent(f"{type(error).__name__}: {str(error)[:_LONGEST]}"))
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
            read: gives its events; None among them is no event. What it gives before it raises is kept.
        """
        try:
            for event in read():
                self.events += [event] if event is not None else []
        except Invalid as error:
            return self._unread(reader, place, raw, error)
        except CauteryError:
            raise  # a server that did not answer says nothing about the item
        except Exception as error:  # whatever a stranger's item makes a parser raise: it costs this item alone
            return self._unread(reader, place, raw, error)
        return True

    def _unread(self, reader: str, place: str, raw: bytes, error: Exception) -> bool:
        self.unread.append(UnreadableItem(reader=reader, place=place, reason=why(error), raw=raw))
        return False


def why(error: Exception) -> str:
    """Say in words what is wrong with an item, without what it says."""
    if isinstance(error, RecursionError):
        return "It is nested too deeply."
    said = str(error)[:_LONGEST]
    return said if isinstance(error, Invalid) else f"{type(error).__name__}: {said}"
