"""How many attacks were tried and held, and what they cost everybody else: make bench NAME=attacks.

Each file of `tests/attacks` is one attack on one served installation. While it goes on, somebody else asks for a page twenty
times a second: `latency_ratio` is the worst p95 of any anonymous attack against the quiet one of the same run, and
`memory_growth_mb` the most by which the server grew under one. Attackers with a key or a session are told apart in `each`.
Attacks and server share the machine, so that ratios hold only where nothing else runs; `load` tells.
"""

import os
import statistics
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest

from bench.report import tell
from tests.attacks.site import Site

FOLDER = Path(__file__).parents[1] / "tests" / "attacks"
QUIETLY = ("-q", "-n0", "--no-header", "-o", "addopts=--import-mode=importlib")
EVERY_S, QUIET_S = 0.05, 5.0
LEAST = 20
"""Answers without which a p95 says nothing."""
KNOWN = ("site.program(", "site.secret_key(", "site.browser(", "site.write(", "site.command(")


@dataclass(slots=True, kw_only=True)
class Seen:
    """What an attack did."""

    name: str
    anonymous: bool
    held: bool = False
    memory_mb: float = 0.0
    waits_ms: list[float] = field(default_factory=list)


class Recorder:
    """Measures beside pytest."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.quiet_ms: list[float] = []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        """Watch the server while an attack goes on."""
        site: Site = item.funcargs["site"]  # type: ignore[attr-defined]
        if not self.quiet_ms:
            self.quiet_ms = _asked(site, threading.Event(), lasts_s=QUIET_S)
        anonymous = not any(word in item.path.read_text() for word in KNOWN)
        seen, over = Seen(name=item.path.stem.removeprefix("test_"), anonymous=anonymous), threading.Event()
        asking = threading.Thread(target=lambda: seen.waits_ms.extend(_asked(site, over)), daemon=True)
        asking.start()
        try:
            with site.growing() as growth:
                yield
            seen.held = True
        finally:
            over.set()
            asking.join()
            seen.memory_mb = growth.mb
            self.seen.append(seen)


def main() -> None:
    """Attack, and tell."""
    recorder = Recorder()
    pytest.main(
        ["-q", "-n0", "-p", "no:cacheprovider", "--no-header", "-o", "addopts=--import-mode=importlib", str(FOLDER)],
        plugins=[recorder],
    )
    quiet, anonymous = _p95(recorder.quiet_ms), [one for one in recorder.seen if one.anonymous]
    ratios = {one.name: _p95(one.waits_ms) / quiet for one in anonymous if len(one.waits_ms) >= LEAST}
    figures: dict[str, object] = {
        "tried": len(recorder.seen),
        "held": sum(one.held for one in recorder.seen),
        "memory_growth_mb": round(max(one.memory_mb for one in anonymous), 1),
        "latency_ratio": round(max(ratios.values()), 2),
        "quiet_p95_ms": round(quiet, 1),
        "load": os.getloadavg()[0],
        "each": [
            [one.name, one.held, one.anonymous, round(one.memory_mb, 1), round(_p95(one.waits_ms), 1)]
            for one in recorder.seen
        ],
    }
    tell("attacks", figures, beside={}, limit={"memory_growth_mb": 64, "latency_ratio": 2}, seed=0)


def _asked(site: Site, over: threading.Event, *, lasts_s: float = 600.0) -> list[float]:
    """Ask for a page again and again, and give how long each answer took, in milliseconds."""
    waits, until = [], time.monotonic() + lasts_s
    with httpx.Client(base_url=site.url, headers={"X-Forwarded-For": "203.0.113.77"}, timeout=60) as page:
        while not over.is_set() and time.monotonic() < until:
            began = time.monotonic()
            page.get("/sign-in")
            waits.append(1000 * (time.monotonic() - began))
            over.wait(EVERY_S)
    return waits


def _p95(waits_ms: list[float]) -> float:
    return statistics.quantiles(waits_ms, n=20)[-1] if len(waits_ms) > 1 else sum(waits_ms)


if __name__ == "__main__":
    main()
