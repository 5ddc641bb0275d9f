"""Two processes that serve one installation, on one PostgreSQL database: whatever holds in one must hold in both at once.

Run as a program, it is one of the two: `python -m tests.attacks.twins HOME`.
"""

import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from cautery.app import opened
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.install import install
from cautery.serve import bind, serving
from tests import postgres
from tests.attacks import provider
from tests.attacks.site import SETTINGS, Site, url_of
from tests.staffed import join
from tests.world import neighbourhood

T = TypeVar("T")
ROOT = Path(__file__).parents[2]


class Twins:
    """Both of them."""

    def __init__(self, one: Site, other: Site) -> None:
        self.one, self.other = one, other

    def both(self, do: Callable[[Site], T], *, times: int = 1) -> list[T]:
        """Do something at both at the same moment, several times each; gives what came of all."""
        sites = [self.one, self.other] * times
        with ThreadPoolExecutor(len(sites)) as together:
            return list(together.map(do, sites))

    def at_once(self, *doings: Callable[[], T]) -> list[T]:
        """Do different things at the same moment."""
        with ThreadPoolExecutor(len(doings)) as together:
            return [one.result() for one in [together.submit(do) for do in doings]]


@contextmanager
def served_twice(home: Path) -> Iterator[Twins]:
    """Make an installation on PostgreSQL, and serve it by two processes."""
    with postgres.running() as server, provider.running() as trusted:
        install(home, name="attacked.example")
        for name in ("plaza.token", "plaza.webhook"):
            (home / "keys" / name).write_text("harbour")
        url = postgres.new_database(server, "twins")
        with (home / "cautery.toml").open("a") as settings:
            settings.write(f'database = "{url}"\n' + SETTINGS + provider.SETTINGS.format(issuer=trusted.issuer))
        install(home, name="attacked.example")
        with opened(home) as app:
            with Ingestion(app) as door:
                door.accept(neighbourhood().events)
                door.catch_up()
            join(app, "boss", "admin")
            processes = [_started(home) for _ in range(2)]
            try:
                one, other = (Site(home, app, process, url_of(process), trusted) for process in processes)
                yield Twins(one, other)
            finally:
                _end(processes)


def _started(home: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.attacks.twins", str(home)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _end(processes: "Sequence[subprocess.Popen[str]]") -> None:
    for process in processes:
        process.terminate()
    for process in processes:
        process.wait(timeout=60)


def main(home: Path) -> None:
    """Serve the doors alone, until standard input ends."""
    with (
        opened(home) as app,
        bind("127.0.0.1", 0) as listening,
        serving(app, listening, host="127.0.0.1", follows=False),
    ):
        print(f"Console: http://127.0.0.1:{listening.getsockname()[1]}/", file=sys.stderr, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
