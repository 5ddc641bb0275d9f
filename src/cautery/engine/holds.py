"""Who reads which version of history: a file each, locked while the reader lives. A reader that was killed holds nothing."""

import fcntl
import os
import secrets
import weakref
from pathlib import Path


class VersionHold:
    """Keeps the parts of a version, and of all later ones, on disk until it is closed or forgotten."""

    def __init__(self, folder: Path, version: int) -> None:
        holds = folder / "holds"
        holds.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = holds / f"{version:012d}-{secrets.token_hex(6)}"
        descriptor = _locked(path)
        self._end = weakref.finalize(self, _let_go, path, descriptor)

    def close(self) -> None:
        """Let go."""
        self._end()


def oldest_held(folder: Path) -> int | None:
    """Say which version is the oldest that somebody reads; None: nobody reads. What the dead left is cleared away."""
    alive = [int(path.name.split("-")[0]) for path in sorted((folder / "holds").glob("*-*")) if _is_held(path)]
    return min(alive, default=None)


def _locked(path: Path) -> int:
    """Make a file and lock it; again where it was taken for a dead one's before it was locked."""
    while True:
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        if path.exists():
            return descriptor
        os.close(descriptor)


def _let_go(path: Path, descriptor: int) -> None:
    path.unlink(missing_ok=True)
    os.close(descriptor)


def _is_held(path: Path) -> bool:
    try:
        descriptor = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    else:
        path.unlink(missing_ok=True)
        return False
    finally:
        os.close(descriptor)
