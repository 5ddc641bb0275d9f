"""One server as a process: in a group of its own, on loopback, with its data where it is gone afterwards."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

STARTS_WITHIN_S = 180.0
"""Long, because a machine that tests may have much to do."""
STOPS_WITHIN_S = 10.0
_MEMORY = Path("/dev/shm")
_WITH_US = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []
"""A server ends with whoever started it, also when that one is killed before it can end anything."""


@contextmanager
def running(
    command: Sequence[str | Path],
    *,
    ready: Callable[[Path], bool],
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
    log: Path,
) -> Iterator[Path]:
    """Run a server until the block ends; gives its log. One that does not start fails, with its last words.

    Args:
        ready: is asked again and again, with the log, whether the server answers.
    """
    with log.open("wb") as out:
        process = subprocess.Popen(
            [*_WITH_US, *(str(part) for part in command)],
            stdout=out,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            env={**os.environ, **(env or {})},
            cwd=cwd,
            start_new_session=True,
        )
    try:
        _wait(process, command, ready, log)
        yield log
    finally:
        _stop(process)


@contextmanager
def folder(name: str) -> Iterator[Path]:
    """Give a folder in memory where there is one: a server that syncs every write is slow on a disk."""
    where = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix=f"cautery-{name}-", dir=where, ignore_cleanup_errors=True) as made:
        yield Path(made)


def free_port() -> int:
    """Give a port of loopback that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def answers(port: int) -> bool:
    """Tell whether somebody listens on a port."""
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _wait(
    process: subprocess.Popen[bytes], command: Sequence[str | Path], ready: Callable[[Path], bool], log: Path
) -> None:
    give_up_at = time.monotonic() + STARTS_WITHIN_S
    while not ready(log):
        if process.poll() is not None or time.monotonic() > give_up_at:
            said = log.read_text(encoding="utf-8", errors="replace")[-3000:]
            raise RuntimeError(f"'{Path(command[0]).name} {Path(command[-1]).name}' did not start: {said}")
        time.sleep(0.05)


def _stop(process: subprocess.Popen[bytes]) -> None:
    for last_word in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, last_word)
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=STOPS_WITHIN_S)
    give_up_at = time.monotonic() + STOPS_WITHIN_S
    while any(_runs_in(process.pid, one) for one in Path("/proc").glob("[0-9]*")):
        assert time.monotonic() < give_up_at, f"what process {process.pid} started was killed and still runs"
        time.sleep(0.01)


def runs(pid: int) -> bool:
    """Tell whether a process runs; one that ended and is only still listed does not."""
    return _state(Path(f"/proc/{pid}"))[0] not in ("", "Z")


def _runs_in(group: int, process: Path) -> bool:
    """Tell whether a process runs and is of a group."""
    state, its_group = _state(process)
    return its_group == str(group) and state != "Z"


def _state(process: Path) -> tuple[str, str]:
    """Give a process's state and group, or nothing when there is none."""
    try:
        words = (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return "", ""
    return words[0], words[2]
