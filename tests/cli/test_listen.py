"""`cautery listen`: a real server's stream comes in, all of it, once, whatever happens to the listener."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from cautery.app import opened
from cautery.pipeline.history.lake import lake_of
from tests.cli.terminal import Terminal
from tests.servers.atproto import Pds, Person

pytestmark = pytest.mark.xdist_group("pds")
SECRET = "CAUTERY_SECRET_PLAZA"


def configured(terminal: Terminal, pds: Pds) -> dict[str, str]:
    with (terminal.home / "cautery.toml").open("a") as settings:
        settings.write(f'[platforms.plaza]\nconnector = "atproto"\naddress = "{pds.address}"\n')
    return {SECRET: pds.password}


def test_what_happened_comes_in_and_then_what_is_new(empty: Terminal, pds: Pds) -> None:
    env = configured(empty, pds)
    ada = Person(pds, "ada-who-is-heard")
    ada.posts("first light")
    first = empty.run("listen", "plaza", "--once", "--json", env=env).said
    ada.posts("second light")
    second = empty.run("listen", "plaza", "--once", "--json", env=env).said

    assert first["platform"] == "plaza"
    assert int(str(first["accepted"])) >= 3
    assert (second["accepted"], second["duplicate"]) == (1, 0)


def test_who_is_killed_while_listening_loses_nothing_and_keeps_nothing_twice(
    empty: Terminal, pds: Pds, tmp_path: Path
) -> None:
    """`kill -9` at moments that nobody chose, while people post."""
    env = configured(empty, pds)
    ada, moments = Person(pds, "ada-who-goes-on"), random.Random(7)
    words = [f"light number {n}" for n in range(60)]
    for part in range(3):
        with (tmp_path / "said").open("ab") as out:
            listener = subprocess.Popen(
                [sys.executable, "-m", "cautery.cli.main", "listen", "plaza", "--home", empty.home],
                env={**os.environ, **env},
                stdout=out,
                stderr=out,
            )
        for said in words[20 * part : 20 * part + 20]:
            ada.posts(said)
        time.sleep(moments.uniform(1.0, 4.0))
        listener.send_signal(signal.SIGKILL)
        listener.wait()
    empty.run("listen", "plaza", "--once", env=env)

    assert sorted(_texts(empty.home, ada.did)) == sorted(words)
    assert empty.run("doctor", env=env).code == 0


def test_doctor_says_who_answers_and_who_does_not_let_us_in(empty: Terminal, pds: Pds) -> None:
    env = configured(empty, pds)
    well = empty.run("doctor", "--json", env=env)
    ill = empty.run("doctor", "--json", env={SECRET: "a wrong password 4711"})

    assert {"name": "platform plaza", "ok": True, "says": _checked(well.part("checks")), "waits": False} in well.part(
        "checks"
    )
    assert (well.code, ill.code) == (0, 1)
    assert "refuses us" in _checked(ill.part("checks"))
    assert "4711" not in ill.out + ill.err


def test_a_platform_that_nobody_configured_is_missing(empty: Terminal) -> None:
    done = empty.run("listen", "plaza", "--once")

    assert done.code == 3
    assert "There is no platform 'plaza'" in done.err


def test_a_secret_that_is_nowhere_is_asked_for(empty: Terminal, pds: Pds) -> None:
    configured(empty, pds)
    done = empty.run("listen", "plaza", "--once")

    assert done.code == 3
    assert SECRET in done.err


def _checked(checks: list[dict[str, object]]) -> str:
    return str(next(check["says"] for check in checks if check["name"] == "platform plaza"))


def _texts(home: Path, account: str) -> list[str]:
    with opened(home) as app:
        mine = lake_of(app).scan("posts").filter(pl.col("account") == account)
    return mine.collect()["text"].to_list()
