"""How many attacks were tried and held, and what they cost everybody else: make bench NAME=attacks.

Each file of `tests/attacks` is one attack on a served installation. While it goes on, somebody honest in a process of their own
asks for a page twenty times a second (`bench/honest.py`). `latency_ratio` is the worst p95 of an anonymous attack that lasts
long enough for one, against the p95 of the quiet seconds around it; `memory_growth_mb` the most by which the server grew under
one. `beside` says the same of honest callers: a person who signs in ten times, and a program that sends 4 MB of events.
Attackers with a key or a session are told apart in `each`. Attacks and server share the machine, so that ratios hold only where
nothing else runs; `load` tells.
"""

import json
import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bench.report import tell
from tests.attacks.site import Growth, Site
from tests.staffed import PASSWORD

ROOT = Path(__file__).parents[1]
QUIET_S = 1.0
WINDOW = 5
"""Quiet times around an attack that it is compared with."""
LEAST = 20
"""Answers without which a p95 says nothing."""
KNOWN = ("site.program(", "site.secret_key(", "site.browser(", "site.write(", "site.command(", "ada:", "twins:")
"""What an attack uses that no stranger has: a key, a session, the folder, a passkey; or another site than the one watched."""


@dataclass(slots=True, kw_only=True)
class Seen:
    """What an attack did, and what others noticed of it."""

    name: str
    anonymous: bool
    held: bool = False
    growth: Growth = field(default_factory=Growth)
    waits_ms: list[float] = field(default_factory=list)
    quiet_ms: list[float] = field(default_factory=list)


class Honest:
    """The honest caller, and when each answer of theirs was asked for."""

    def __init__(self, site: Site) -> None:
        command = [sys.executable, "-c", f"from bench.honest import main; main({site.url!r})"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self._answers: list[tuple[float, float]] = []
        threading.Thread(target=self._read, daemon=True).start()

    def between(self, since: float, until: float) -> list[float]:
        """Give what answers took that were asked for in a time, in milliseconds."""
        return [wait for at, wait in self._answers if since <= at < until]

    def _read(self) -> None:
        for line in self._process.stdout or ():
            at, wait = line.split()
            self._answers.append((float(at), float(wait)))


class Recorder:
    """Measures beside pytest."""

    def __init__(self) -> None:
        self.seen: list[Seen] = []
        self.beside: dict[str, float] = {}
        self.honest: Honest | None = None

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        """Watch the server while an attack goes on."""
        said = item.path.read_text()
        seen = Seen(name=item.path.stem.removeprefix("test_"), anonymous=not any(word in said for word in KNOWN))
        self.seen.append(seen)
        site: Site | None = item.funcargs.get("site")  # type: ignore[attr-defined]
        if site is None:
            yield
            seen.held = True
            return
        if self.honest is None:
            self.honest = Honest(site)
            self.beside = _of_honest_callers(self.honest, site)
        with _watched(self.honest, site, seen):
            yield
        seen.held = True


@contextmanager
def _watched(honest: Honest, site: Site, seen: Seen) -> Iterator[None]:
    """Watch what a block costs: a quiet time, and the block."""
    began = time.monotonic()
    time.sleep(QUIET_S)
    attacked = time.monotonic()
    seen.quiet_ms = honest.between(began, attacked)
    with site.growing() as seen.growth:
        try:
            yield
        finally:
            seen.waits_ms = honest.between(attacked, time.monotonic())


def _of_honest_callers(honest: Honest, site: Site) -> dict[str, float]:
    """Measure the same under what honest callers do."""
    person, program = site.person("reviewer"), site.program("admin")
    event = {"type": "session.started", "platform": "harbour", "account": "guard 1", "at": "2020-01-01T00:00:00Z"}
    lines = "\n".join(json.dumps({**event, "id": f"honest {n}", "traits": {}}) for n in range(30_000)).encode()
    found: dict[str, float] = {}
    for name, do in (
        ("signs_in", lambda: [_sign_in(site, person) for _ in range(10)]),
        (
            "sends_events",
            lambda: program.post("/v1/events", content=lines, headers={"Content-Type": "application/x-ndjson"}),
        ),
    ):
        seen = Seen(name=name, anonymous=False)
        with _watched(honest, site, seen):
            do()
        found |= {f"{name}_mb": round(seen.growth.mb, 1), f"{name}_p95_ms": round(_p95(seen.waits_ms), 1)}
    return found


def _sign_in(site: Site, person: str) -> None:
    with site.stranger() as one:
        one.post("/sign-in", data={"person": person, "password": PASSWORD})
        one.get("/queue")


def main() -> None:
    """Attack, and tell."""
    recorder = Recorder()
    options = ("-q", "-n0", "-p", "no:cacheprovider", "--no-header", "-o", "addopts=--import-mode=importlib")
    pytest.main([*options, *(sys.argv[1:] or [str(ROOT / "tests" / "attacks")])], plugins=[recorder])
    tell("attacks", _figures(recorder), beside=recorder.beside, limit=LIMIT, seed=0)


LIMIT = {"memory_growth_mb": 64, "latency_ratio": 2}


def _figures(recorder: Recorder) -> dict[str, object]:
    anonymous = [one for one in recorder.seen if one.anonymous]
    ratios = [ratio for one in anonymous if (ratio := _ratio(one, recorder.seen)) is not None]
    quiet = [wait for one in recorder.seen for wait in one.quiet_ms]
    return {
        "tried": len(recorder.seen),
        "held": sum(one.held for one in recorder.seen),
        "memory_growth_mb": round(max((one.growth.mb for one in anonymous), default=0.0), 1),
        "latency_ratio": max(ratios, default=None),
        "latency_ratios_over": sum(ratio > LIMIT["latency_ratio"] for ratio in ratios),
        "latency_measured": len(ratios),
        "quiet_p95_ms": round(_p95(quiet), 1),
        "load": os.getloadavg()[0],
        "each": [
            (
                one.name,
                one.held,
                one.anonymous,
                round(one.growth.mb, 1),
                round(_p95(one.waits_ms), 1),
                _ratio(one, recorder.seen),
            )
            for one in recorder.seen
        ],
    }


def _ratio(one: Seen, every: list[Seen]) -> float | None:
    """Compare an attack's p95 with that of the quiet times around it; None where it was over too soon."""
    place = every.index(one)
    around = every[max(0, place - WINDOW // 2) : place + WINDOW // 2 + 1]
    quiet = [wait for other in around for wait in other.quiet_ms]
    if len(one.waits_ms) < LEAST or len(quiet) < LEAST:
        return None
    return round(_p95(one.waits_ms) / _p95(quiet), 2)


def _p95(waits_ms: list[float]) -> float:
    return statistics.quantiles(waits_ms, n=20)[-1] if len(waits_ms) > 1 else sum(waits_ms)


if __name__ == "__main__":
    main()
