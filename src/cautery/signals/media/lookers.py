"""Several limited processes, so that one file holds up no other: some for what is quick, one for what may take long.

A line that is full says so at once (Temporary): whoever serves others must never wait for strangers' files without end.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from queue import LifoQueue
from threading import BoundedSemaphore
from time import monotonic
from types import TracebackType
from typing import Self

from cautery.errors import Temporary
from cautery.model.content import MediaContent
from cautery.signals.media.looker import DecoderProcess, MediaDecoder
from cautery.signals.media.shares import Shares
from cautery.signals.media.sniff import sort_of

QUICK = frozenset({"picture", "heif", "rich", "text"})
QUICK_WITHIN_S, LONG_WITHIN_S = 10, 30
MOST_BYTES = 128 * 2**20
ASK_AGAIN_S = 5


class DecoderPool:
    """Limited processes behind two lines."""

    def __init__(self, *, quick: int = 2, long: int = 1, most_waiting: int = 8) -> None:
        """Say how many processes serve each line, and how many files may wait in it."""
        self._quick = _Line(
            [DecoderProcess(within_s=QUICK_WITHIN_S, most_bytes=MOST_BYTES) for _ in range(quick)], most_waiting
        )
        self._long = _Line(
            [DecoderProcess(within_s=LONG_WITHIN_S, most_bytes=MOST_BYTES) for _ in range(long)], most_waiting
        )

    def look(self, data: bytes, *, to_bank: bool = False, person: str = "") -> MediaContent:
        """Give a file's fingerprints; `Unreadable` says why there are none, Temporary that too many files wait.

        Args:
            person: whose share it is counted in (TooOften beyond it); '': nobody's.
        """
        line = self._quick if sort_of(data).reader in QUICK else self._long
        return line.look(data, to_bank=to_bank, person=person)

    def of(self, person: str) -> MediaDecoder:
        """Give those who look at files, as one person has them."""
        return _Theirs(self, person)

    def close(self) -> None:
        """End the processes."""
        self._quick.close()
        self._long.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Theirs:
    def __init__(self, lookers: DecoderPool, person: str) -> None:
        self._lookers, self._person = lookers, person

    def look(self, data: bytes, *, to_bank: bool = False) -> MediaContent:
        return self._lookers.look(data, to_bank=to_bank, person=self._person)


class _Line:
    def __init__(self, lookers: Sequence[DecoderProcess], most_waiting: int) -> None:
        self._lookers = tuple(lookers)
        self._places = BoundedSemaphore(len(lookers) + most_waiting)
        self._shares = Shares(processes=len(lookers), places=len(lookers) + most_waiting)
        self._free: LifoQueue[DecoderProcess] = LifoQueue()
        for looker in lookers:
            self._free.put(looker)

    def look(self, data: bytes, *, to_bank: bool, person: str) -> MediaContent:
        with self._shares.place(person) if person else nullcontext():
            if not self._places.acquire(blocking=False):
                raise Temporary(
                    "Too many files wait to be looked at; ask again in a moment.", retry_after_s=ASK_AGAIN_S
                )
            try:
                return self._looked_at(data, to_bank=to_bank, person=person)
            finally:
                self._places.release()

    def _looked_at(self, data: bytes, *, to_bank: bool, person: str) -> MediaContent:
        looker, began = self._free.get(), monotonic()
        try:
            return looker.look(data, to_bank=to_bank)
        finally:
            self._free.put(looker)
            self._shares.took(person, monotonic() - began)

    def close(self) -> None:
        for looker in self._lookers:
            looker.close()
