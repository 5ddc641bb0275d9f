"""`cautery serve` prints where to go, and answers there until it is stopped."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from cautery.pipeline.installation.install import install
from cautery.serve import bind
from tests.cli.terminal import Terminal

PRINTED = re.compile(r"(http://127\.0\.0\.1:\d+)(/setup/[\w-]+)?")


@contextmanager
def served(home: Path, *options: str) -> Iterator[tuple[str, str]]:
    """Serve in a process of its own; gives the address that it prints, and the path of the setup link."""
    command = [sys.executable, "-m", "cautery.cli.main", "serve", "--home", str(home), "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
        try:
            assert process.stderr is not None
            printed = PRINTED.search(process.stderr.readline())
            assert printed
            yield printed.group(1), printed.group(2) or ""
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)


def test_the_first_time_it_prints_the_link_for_the_first_admin(tmp_path: Path) -> None:
    install(tmp_path / "home", name="test.example")
    with served(tmp_path / "home") as (where, setup), httpx.Client(base_url=where) as client:
        assert setup
        page = client.get(setup)

        assert page.status_code == 200
        assert "first admin" in page.text
        assert client.get("/v1/cases").status_code == 401


def test_a_port_that_is_taken_is_told(empty: Terminal) -> None:
    with bind("127.0.0.1", 0) as taken:
        done = empty.run("serve", "--port", str(taken.getsockname()[1]))

    assert done.code == 2
    assert "choose another --port" in done.err


def test_where_there_is_no_installation_nothing_is_served(nowhere: Terminal) -> None:
    assert nowhere.run("serve").code == 3
