"""How a bench tells its figures: one line of JSON, with the machine they were measured on and the memory they took."""

import json
import os
import platform
import resource
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from cautery.suspicion.operators.alarms import wilson

DATA = Path(os.environ.get("CAUTERY_DATA", Path(__file__).parents[2] / "shared" / "data"))


def tell(
    name: str,
    figures: Mapping[str, object],
    *,
    beside: Mapping[str, object],
    limit: Mapping[str, object],
    seed: int | None = None,
) -> None:
    """Print a bench's line: figures, what stands beside them, and the goals."""
    line = {
        "name": name,
        "figures": {**figures, "peak_mb": peak_mb()},
        "beside": beside,
        "limit": limit,
        "machine": {"python": platform.python_version(), "cores": os.cpu_count(), "memory_gb": _memory_gb()},
        "seed": seed,
    }
    print(json.dumps(line, ensure_ascii=False), flush=True)


def peak_mb() -> float:
    """Give the largest memory that this process or one of its children held, in MB."""
    kb = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return round(kb / 1024, 1)


def doing(what: str) -> None:
    """Say on stderr what is being measured."""
    print(what, file=sys.stderr, flush=True)


def data(folder: str) -> Path:
    """Give a folder of the research data, or end with the one thing to do about its absence."""
    found = DATA / folder
    if not found.is_dir():
        sys.exit(f"This bench needs the research data: '{found}' is missing; say where it is with CAUTERY_DATA.")
    return found


def counted(hits: Sequence[bool]) -> list[float]:
    """Give hits, of how many, and the 95 % interval of their share (Wilson)."""
    return within(sum(hits), len(hits))


def within(hits: int, of: int) -> list[float]:
    """Give hits, of how many, and the 95 % interval of their share (Wilson)."""
    low, high = wilson(hits, of)
    return [hits, of, rounded(low), rounded(high)]


def rounded(value: float) -> float:
    """Round a figure to what can be read off it."""
    return round(value, 4)


def _memory_gb() -> float:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1)
