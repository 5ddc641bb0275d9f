"""`make quick` runs where neither a server nor another program may be started, by several processes."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_guard_of_quick_lets_pytest_and_its_processes_begin() -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-n", "1", "-p", "no:cacheprovider", "tests/kit/test_percent.py"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "CAUTERY_NO_SERVERS": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )

    assert done.returncode == 0, done.stdout
