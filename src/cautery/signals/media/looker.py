"""Has files from strangers looked at in a process of its own, which is ended when it takes too long.

A fault there is a refusal with a reason here. One process serves many files, one after another; starting it takes half a
second, a picture then some hundredths.
"""

import os
import select
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from types import TracebackType
from typing import IO, Protocol, Self

import msgspec

from cautery.kit.extras import needs
from cautery.model.content import MediaContent
from cautery.signals.media.refusal import Unreadable
from cautery.signals.media.wire import ANSWER_HEAD, Request, length_of_answer, read_answer, written_request

WORKER = (sys.executable, "-I", "-m", "cautery.signals.media.worker")
_AT_ONCE = 65536


class MediaDecoder(Protocol):
    """Whoever has files looked at: one process, or several."""

    def look(self, data: bytes, *, to_bank: bool = False) -> MediaContent:
        """Give a file's fingerprints; `Unreadable` says why there are none."""


class DecoderProcess:
    """A limited process, started when it is first needed and again after each that was ended."""

    def __init__(
        self,
        *,
        within_s: float = 30,
        memory_mb: int = 2048,
        most_bytes: int = 512 * 2**20,
        worker: Sequence[str] = WORKER,
    ) -> None:
        """Set the limits: seconds for a file (of the clock, and of a processor), memory, and how large a file may be."""
        self._within_s, self._memory_mb, self._most_bytes = within_s, memory_mb, most_bytes
        self._worker = tuple(worker)
        self._process: subprocess.Popen[bytes] | None = None
        self._turn = threading.Lock()

    def look(self, data: bytes, *, to_bank: bool = False) -> MediaContent:
        """Give a file's fingerprints; `Unreadable` says why there are none."""
        if len(data) > self._most_bytes:
            raise Unreadable(f"This file has {len(data):,} bytes; more than {self._most_bytes:,} are not looked at.")
        if not data:
            raise Unreadable("This file is empty.")
        with self._turn:
            process = self._started()
            try:
                answer = read_answer(_ask(process, Request(data=data, to_bank=to_bank), until=self._deadline()))
            except TimeoutError:
                self._end()
                raise Unreadable(f"This file was not decoded within {self._within_s:g} seconds.") from None
            except (OSError, EOFError, ValueError, msgspec.MsgspecError):
                self._end()
                raise Unreadable("This file broke its decoder, or took more time or memory than it may have.") from None
        if answer.media is None:
            raise Unreadable(answer.refused or "This file was refused without a reason.")
        return answer.media

    def close(self) -> None:
        """End the process."""
        with self._turn:
            self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _deadline(self) -> float:
        return time.monotonic() + self._within_s

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            needs("av")
            self._process = subprocess.Popen(  # noqa: S603
                [*self._worker, str(max(1, int(self._within_s))), str(self._memory_mb)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={"OPENBLAS_NUM_THREADS": "1", "PATH": os.defpath},
            )
        return self._process

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _ask(process: subprocess.Popen[bytes], request: Request, *, until: float) -> bytes:
    """Send a request and take the answer's bytes, whichever of the two stalls."""
    for part in written_request(request):
        _write(_pipe(process.stdin), part, until=until)
    length = length_of_answer(_read(_pipe(process.stdout), ANSWER_HEAD, until=until))
    return _read(_pipe(process.stdout), length, until=until)


def _pipe(pipe: IO[bytes] | None) -> int:
    if pipe is None:
        raise EOFError
    return pipe.fileno()


def _write(descriptor: int, data: bytes, *, until: float) -> None:
    os.set_blocking(descriptor, False)
    left = memoryview(data)
    while left:
        _, ready, _ = select.select([], [descriptor], [], _left(until))
        if ready:
            left = left[os.write(descriptor, left[:_AT_ONCE]) :]


def _read(descriptor: int, length: int, *, until: float) -> bytes:
    parts, missing = [], length
    while missing:
        ready, _, _ = select.select([descriptor], [], [], _left(until))
        if ready:
            parts.append(os.read(descriptor, min(missing, _AT_ONCE)))
            if not parts[-1]:
                raise EOFError
            missing -= len(parts[-1])
    return b"".join(parts)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left
