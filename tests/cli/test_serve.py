"""`cautery serve` prints where to go, and answers there until it is stopped."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
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


def test_a_served_installation_is_probed_measured_and_logged_without_anybodys_words(tmp_path: Path) -> None:
    """Through the real process: a name, a text and an address that were asked about stand in no entry and no figure."""
    install(tmp_path / "home", name="test.example")
    command = [sys.executable, "-m", "cautery.cli.main", "serve", "--home", str(tmp_path / "home"), "--port", "0"]
    said = [*command, "--log", "json", "--drain", "2"]
    with subprocess.Popen(said, stderr=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
        assert process.stderr is not None
        where = PRINTED.search(process.stderr.readline())
        figures = re.search(r"http://127\.0\.0\.1:\d+/metrics", process.stderr.readline())
        assert where
        assert figures
        with httpx.Client(base_url=where.group(1), headers={"Host": "localhost"}) as client:
            answers = [client.get(path).status_code for path in ("/healthz", "/readyz", "/sign-in")]
            client.post("/sign-in", data={"person": "ada-of-the-harbour", "password": "a-secret-text"})
            client.get("/accounts/harbour/ada-of-the-harbour")
            client.get("/v1/accounts/harbour/ada-of-the-harbour", headers={"Authorization": "Bearer cautery_x"})
            client.post("/v1/deliveries/harbour", content=b"ada@harbour.example")
            shown = httpx.get(figures.group(0)).text
            process.send_signal(signal.SIGTERM)
            drains = wait_for(lambda: client.get("/readyz").status_code == 503)
            still = client.get("/sign-in").status_code
        entries = [json.loads(line) for line in process.stderr if line.startswith("{")]
        process.wait(timeout=60)

    assert (answers, drains, still, process.returncode) == ([200, 200, 200], True, 200, 0)
    assert "cautery_http_request_seconds_bucket" in shown
    assert "process_" not in shown
    requests = [entry for entry in entries if entry["logger"] == "cautery.gate.measured"]
    assert len({entry["request"] for entry in requests}) == len(requests) > 4
    for word in ("ada-of-the-harbour", "ada@harbour.example", "a-secret-text"):
        assert word not in json.dumps(entries) + shown


def wait_for(happened: Callable[[], bool]) -> bool:
    give_up_at = time.monotonic() + 10
    while time.monotonic() < give_up_at:
        if happened():
            return True
        time.sleep(0.05)
    return False


def test_a_port_that_is_taken_is_told(empty: Terminal) -> None:
    with bind("127.0.0.1", 0) as taken:
        done = empty.run("serve", "--port", str(taken.getsockname()[1]))

    assert done.code == 2
    assert "choose another --port" in done.err


def test_where_there_is_no_installation_nothing_is_served(nowhere: Terminal) -> None:
    assert nowhere.run("serve").code == 3
