"""The command as a shell sees it: exit codes of every kind of error, one document on stdout, and a light start."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from cautery.cli.main import COMMANDS
from tests.cli.terminal import Terminal

HEAVY = {"polars", "numpy", "sklearn", "alembic", "numba"}


def typed(terminal: Terminal, *words: str | Path, options: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    command = [sys.executable, *options, "-m", "cautery.cli.main", *map(str, words)]
    environment = {**os.environ, "CAUTERY_HOME": str(terminal.home)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def loaded_by(terminal: Terminal, *words: str) -> set[str]:
    """Name the top-level packages that a command loads."""
    told = typed(terminal, *words, options=("-X", "importtime")).stderr
    return {name.split(".")[0] for name in re.findall(r"^import time:.*\|\s+(\S+)$", told, re.MULTILINE)}


def the_case(terminal: Terminal) -> str:
    terminal.run("suspects")
    return str(terminal.run("cases", "--json").listed[0]["case"])


def test_help_lists_every_command_with_what_it_does(nowhere: Terminal) -> None:
    done = nowhere.run("--help")

    assert done.code == 0
    for name in (*(command.__name__.replace("_", "-") for command in COMMANDS), "banks", "audit"):
        assert re.search(rf"^\s+{name}\s+\S+", done.out, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(nowhere: Terminal, command: Callable[..., None]) -> None:
    done = nowhere.run(command.__name__.replace("_", "-"), "--help")

    assert done.code == 0
    assert " ".join((command.__doc__ or "none").split()) in " ".join(done.out.split())


@pytest.mark.parametrize("words", [("--help",), ("cases",)])
def test_what_is_typed_often_loads_nothing_heavy(town: Terminal, words: tuple[str, ...]) -> None:
    loaded = loaded_by(town, *words)

    assert "typer" in loaded
    assert loaded & HEAVY == set()


def test_what_needs_columns_loads_them(town: Terminal) -> None:
    """So that the test above would see it if a light command did."""
    assert "polars" in loaded_by(town, "ingest", "nowhere.ndjson")


def _no_installation(terminal: Terminal) -> tuple[str, ...]:
    return ("cases", "--home", str(terminal.home / "nowhere"))


def _bad_time(terminal: Terminal) -> tuple[str, ...]:
    return ("suspects", "--at", "tomorrow")


def _bad_settings(terminal: Terminal) -> tuple[str, ...]:
    (terminal.home / "cautery.toml").write_text("[")
    return ("cases",)


def _not_allowed(terminal: Terminal) -> tuple[str, ...]:
    return ("decide", the_case(terminal), "--measure", "mark", "--clause", "threatens", "--reason", "so")


def _decided_already(terminal: Terminal) -> tuple[str, ...]:
    case = the_case(terminal)
    terminal.run("decide", case, "--measure", "none", "--reason", "so")
    return ("decide", case, "--measure", "none", "--reason", "so")


def _database_out_of_reach(terminal: Terminal) -> tuple[str, ...]:
    for file in terminal.home.glob("cautery.db*"):
        file.unlink()
    (terminal.home / "cautery.db").mkdir()
    return ("cases",)


def _database_damaged(terminal: Terminal) -> tuple[str, ...]:
    for file in terminal.home.glob("cautery.db-*"):
        file.unlink()
    (terminal.home / "cautery.db").write_bytes(b"a diary, page after page. " * 500)
    return ("cases",)


@pytest.mark.parametrize(
    ("prepare", "code", "hint"),
    [
        (_bad_time, 2, "write it like 2016-02-05T12:00:00Z"),
        (_bad_settings, 2, "is not TOML"),
        (_no_installation, 3, "cautery init --home"),
        (_not_allowed, 4, "it allows: suspend"),
        (_decided_already, 5, "say --replace"),
        (_database_out_of_reach, 6, "try again"),
        (_database_damaged, 7, "restore it from a backup"),
    ],
)
def test_every_kind_of_error_is_a_sentence_and_its_exit_code(
    town: Terminal, prepare: Callable[[Terminal], tuple[str, ...]], code: int, hint: str
) -> None:
    done = typed(town, *prepare(town))

    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith("cautery: ")
    assert hint in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("words", [("dance",), ("cases", "--colour"), ("label",), ("suspects", "--limit", "many")])
def test_a_command_that_is_none_is_invalid(nowhere: Terminal, words: tuple[str, ...]) -> None:
    assert nowhere.run(*words).code == 2


@pytest.mark.parametrize(
    "words",
    [
        ("ingest", "events.ndjson"),
        ("label", "labels.csv"),
        ("fit",),
        ("suspects",),
        ("cases",),
        ("match", "--text", "x"),
        ("banks", "list"),
        ("audit", "verify"),
        ("doctor",),
    ],
)
def test_every_command_needs_an_installation_and_says_how_to_make_one(
    nowhere: Terminal, words: tuple[str, ...]
) -> None:
    done = nowhere.run(*words, "--json")

    assert (done.code, done.out) == (3, "")
    assert f"cautery init --home {nowhere.home}" in done.err
    assert not nowhere.home.exists()


@pytest.mark.parametrize(
    ("words", "kind"), [(("init",), dict), (("cases",), list), (("doctor",), dict), (("audit", "verify"), dict)]
)
def test_with_json_a_shell_reads_one_document(town: Terminal, words: tuple[str, ...], kind: type) -> None:
    done = typed(town, *words, "--json")

    assert (done.returncode, done.stdout.count("\n")) == (0, 1)
    assert isinstance(json.loads(done.stdout), kind)


@pytest.mark.parametrize("words", ["cases --json", "cases"])
def test_a_reader_that_has_seen_enough_is_told_no_error(town: Terminal, words: str) -> None:
    """`cautery cases | head -1` must not end in a page about a broken pipe."""
    line = f"'{sys.executable}' -m cautery.cli.main {words} --home '{town.home}' | true"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False)

    assert "Traceback" not in done.stderr
    assert "roken pipe" not in done.stderr
