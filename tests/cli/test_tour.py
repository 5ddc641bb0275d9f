"""`cautery tour`: the whole story, which ends by itself or goes on with a guest."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import httpx

ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+/visit/[\w-]+")


def test_the_tour_ends_by_itself_and_shows_the_proof(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cautery.cli.main", "tour", "--once", "--home", str(tmp_path / "home")]
    environment = {**os.environ, "COLUMNS": "300"}
    done = subprocess.run(
        command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False, env=environment
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert "Audit log verified" in done.stdout
    assert ": verified." in done.stdout
    assert "FAILED" not in done.stdout
    assert "Approved by a second person" in done.stdout
    assert "verified again; takedown finished." in done.stdout
    assert "appeal upheld, account restored." in done.stdout
    assert done.stdout.index("  Review  (") < done.stdout.index("  Enforcement  (")
    assert re.search(r"  Effect .*\n +(Of )?\d+ accounts suspended", done.stdout)
    assert "Simulated review policies" in done.stdout
    assert (tmp_path / "home" / "cautery.toml").exists()


def test_without_once_it_prints_an_address_where_a_first_case_waits(tmp_path: Path) -> None:
    """And lives on until it is interrupted."""
    command = [sys.executable, "-m", "cautery.cli.main", "tour", "--home", str(tmp_path / "home")]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1", "COLUMNS": "200"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stdout is not None
            printed = next(found for line in process.stdout if (found := ADDRESS.search(line)))
            with httpx.Client(follow_redirects=True, timeout=60) as guest:
                page = guest.post(printed.group())
        finally:
            process.send_signal(signal.SIGINT)
            said, _ = process.communicate(timeout=60)

    assert "Your first case" in page.text
    assert process.returncode == 0
    assert "Stopped." in said
