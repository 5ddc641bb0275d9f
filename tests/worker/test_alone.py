"""One process serves a home, and one home has a database."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cautery.app import App
from cautery.errors import Conflict
from cautery.kit.clock import WallClock
from cautery.pipeline.installation.install import install
from cautery.worker.alone import claim_database, serving_alone

SERVES = """
import sys
from pathlib import Path
from cautery.config import read_config
from cautery.worker.alone import serving_alone
with serving_alone(read_config(Path(sys.argv[1]))):
    print("serves", flush=True)
    sys.stdin.read()
"""


def test_a_second_process_that_would_serve_the_same_home_is_refused_until_the_first_is_gone(tmp_path: Path) -> None:
    config = install(tmp_path / "home", name="test.example")
    command = [sys.executable, "-c", SERVES, str(config.home)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(Conflict, match="served by another process"), serving_alone(config):
            pass
        other.kill()
    with serving_alone(config):
        pass


def test_a_second_home_on_the_same_database_is_refused_in_words(tmp_path: Path) -> None:
    config = install(tmp_path / "home", name="test.example")
    other = install(tmp_path / "other", name="test.example")
    shared = replace(other, database_url=None, home=other.home)
    first = App(config, clock=WallClock(), person="cautery")
    second = App(shared, clock=WallClock(), person="cautery")
    second.__dict__["database"] = first.database
    claim_database(first)
    claim_database(first)

    with pytest.raises(Conflict, match="half of history"):
        claim_database(second)
    first.close()
