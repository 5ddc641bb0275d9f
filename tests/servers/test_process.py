"""Servers of tests start, say why when they do not, and leave nothing behind."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.servers import installed, process

LISTENS = """
import os, socket, sys
os.fork()
with socket.create_server(("127.0.0.1", int(sys.argv[1])), reuse_port=True) as door:
    os.write(1, f"{os.getpid()}\\n".encode())
    while True:
        door.accept()
"""


def test_a_server_and_its_children_are_gone_when_the_block_ends(tmp_path: Path) -> None:
    port = process.free_port()
    command = [sys.executable, "-c", LISTENS, str(port)]

    def both(log: Path) -> bool:
        return len(log.read_text().split()) == 2 and process.answers(port)

    with process.running(command, ready=both, log=tmp_path / "log") as log:
        pids = log.read_text().split()

    assert not process.answers(port)
    assert [pid for pid in pids if process.runs(int(pid))] == []


def test_a_server_goes_when_a_test_fails(tmp_path: Path) -> None:
    port = process.free_port()
    command = [sys.executable, "-c", LISTENS, str(port)]
    with (
        pytest.raises(ZeroDivisionError),
        process.running(command, ready=lambda _: process.answers(port), log=tmp_path / "log"),
    ):
        1 / 0  # noqa: B018

    assert not process.answers(port)


def test_a_server_goes_with_a_run_of_tests_that_is_killed(tmp_path: Path) -> None:
    port = process.free_port()
    command = [sys.executable, "-c", LISTENS.replace("os.fork()", ""), str(port)]
    runner = f"""
import time
from pathlib import Path
from tests.servers import process
with process.running({command!r}, ready=lambda _: process.answers({port}), log=Path({str(tmp_path / "log")!r})):
    print("runs", flush=True)
    time.sleep(600)
"""
    with subprocess.Popen([sys.executable, "-c", runner], stdout=subprocess.PIPE) as tests:
        assert tests.stdout is not None
        assert tests.stdout.readline() == b"runs\n"
        tests.kill()
    served_by = int((tmp_path / "log").read_text())
    give_up_at = time.monotonic() + 30
    while process.runs(served_by) and time.monotonic() < give_up_at:
        time.sleep(0.05)

    assert not process.runs(served_by)


def test_a_server_that_does_not_start_fails_with_its_last_words(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "raise SystemExit('the cellar is flooded')"]
    with (
        pytest.raises(RuntimeError, match="the cellar is flooded"),
        process.running(command, ready=lambda _: False, log=tmp_path / "log"),
    ):
        pytest.fail("it is said to run")


def test_what_is_not_installed_is_said_with_what_to_type(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installed, "PLACE", tmp_path)
    for missing in (installed.node, installed.python, lambda: installed.script("pds.mjs")):
        with pytest.raises(FileNotFoundError, match="make servers"):
            missing()
    with pytest.raises(FileNotFoundError, match="apt-get install no-such-package"):
        installed.program("no-such-program", "no-such-package")
