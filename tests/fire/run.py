"""One run under fire: a takedown, a platform that fails, and a worker that is killed again and again."""

import json
import random
import signal
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cautery.app import App
from cautery.config import read_config
from cautery.kit.clock import WallClock
from cautery.pipeline.installation.install import install
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.takedowns.planning import approve
from cautery.pipeline.takedowns.status import look_at
from cautery.store.migrate import migrate
from tests.takedowns import planned

LIMITS = """
[takedown]
a_day = 1000000
stage_wait_minutes = 0
batch = 1000
at_once = 32
lease_s = 8
tries = 25
"""
KILLS = 6
"""How often the worker is killed, each time when the platform has carried out a number of suspensions drawn by chance."""
ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a run, as the platform and the log tell it."""

    accounts: int
    once: int
    """Accounts that the platform suspended exactly once."""
    twice: int
    """Accounts that it suspended more than once."""
    confirmed: int
    parked: int
    kills: int
    faults: dict[str, int]
    log_ok: bool
    seconds: float


def run(folder: Path, *, accounts: int, seed: int, database: str = "", within_s: float = 900.0) -> Outcome:
    """Take a network down while its worker is killed at random moments, and count what happened."""
    home, began = _installation(folder, database), time.monotonic()
    chance = random.Random(seed)
    app = App(read_config(home), clock=WallClock(), person="local:ada")
    made = planned(app, accounts)
    approve(app.acting_as("ben"), made.id)
    kills = 0
    with _process("platform", str(seed), "0.1") as platform:
        assert platform.stdout is not None
        port = int(platform.stdout.readline())
        for kill_at in (*sorted(chance.sample(range(1, accounts), KILLS)), accounts * 2):
            with _process("worker", str(home), str(port)) as worker:
                while _asked(port, "count") < kill_at and look_at(app, made.id).state == "approved":
                    assert worker.poll() is None, "the worker ended by itself"
                    assert time.monotonic() < began + within_s, look_at(app, made.id).tallies
                    time.sleep(0.2)
                time.sleep(chance.uniform(0.0, 0.5))
            kills += kill_at < accounts
        counts = _asked(port, "counts")
    times, standing = Counter(counts["times"].values()), look_at(app, made.id)
    log_ok = verify_log(app).ok
    app.close()
    return Outcome(
        accounts=accounts,
        once=times[1],
        twice=sum(many for often, many in times.items() if often > 1),
        confirmed=standing.count("confirmed"),
        parked=standing.count("parked"),
        kills=kills,
        faults=counts["faults"],
        log_ok=log_ok,
        seconds=round(time.monotonic() - began, 1),
    )


def _installation(folder: Path, database: str) -> Path:
    home = install(folder / "home", name="test.example").home
    settings = home / "cautery.toml"
    named = f'database = "{database}"\n' if database else ""
    settings.write_text(named + settings.read_text() + LIMITS)
    if database:
        migrate(database)
    return home


def _asked(port: int, what: str) -> Any:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/{what}") as answer:
        return json.load(answer)


@contextmanager
def _process(name: str, *said: str) -> Iterator[subprocess.Popen[str]]:
    """Run one of the programs beside this file, and kill it with -9 at the end."""
    command = [sys.executable, "-m", f"tests.fire.{name}", *said]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGKILL)
