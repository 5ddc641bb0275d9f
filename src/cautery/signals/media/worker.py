"""The process in which bytes from strangers are decoded: it may use some time and memory, and write nothing.

It reads requests from its standard input and answers on its standard output (`wire`), until that is closed. What breaks it
is the fault of one file: whoever started it says so and starts another.
"""

import resource
import sys
from typing import BinaryIO

from cautery.signals.media.look import look
from cautery.signals.media.refusal import Unreadable
from cautery.signals.media.wire import DecodeResult, read_request, write_answer

MOST_OPEN_FILES = 64


def main() -> None:
    """Limit this process, then answer requests."""
    cpu_s, memory_mb = int(sys.argv[1]), int(sys.argv[2])
    _limit(memory_mb)
    serve(sys.stdin.buffer, sys.stdout.buffer, cpu_s=cpu_s)


def serve(requests: BinaryIO, answers: BinaryIO, *, cpu_s: int | None) -> None:
    """Answer each request; every one has its own time."""
    while (request := read_request(requests)) is not None:
        if cpu_s is not None:
            _allow(cpu_s)
        try:
            answer = DecodeResult(media=look(request.data, to_bank=request.to_bank))
        except Unreadable as reason:
            answer = DecodeResult(refused=str(reason))
        except MemoryError:
            answer = DecodeResult(refused="This file needs more memory to be decoded than it may have.")
        write_answer(answers, answer)


def _limit(memory_mb: int) -> None:
    for what, most in (
        (resource.RLIMIT_AS, memory_mb * 2**20),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, MOST_OPEN_FILES),
    ):
        resource.setrlimit(what, (most, most))


def _allow(cpu_s: int) -> None:
    """Let the next file use some seconds; the kernel ends this process when they are over."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + 1 + cpu_s, hard))


if __name__ == "__main__":
    main()
