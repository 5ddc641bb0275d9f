"""The runbook is what somebody types: each of its commands is run, in its order, as the page has it."""

import re
import shlex
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import httpx
import msgspec
import pytest

from tests import postgres
from tests.cli.terminal import Done, Terminal
from tests.cli.test_serve import served
from tests.pipeline.personal_data.people import NIMUE, life

PAGE = Path(__file__).parents[2] / "docs" / "howto" / "operate.md"
_numbers = count()


@pytest.fixture
def postgres_server() -> Iterator[str]:
    """Run a PostgreSQL server of its own."""
    with postgres.running() as url:
        yield url


def commands() -> Iterator[list[str]]:
    """Give the commands of the page, without their comments."""
    for block in re.findall(r"```\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL):
        for line in block.splitlines():
            words = shlex.split(line, comments=True)
            if words and words[0] == "cautery":
                yield words[1:]


@pytest.mark.xdist_group("postgres")
def test_every_command_of_the_runbook_does_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, postgres_server: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mnt" / "safe").mkdir(parents=True)
    write_events(tmp_path / "events.ndjson")
    database = postgres.new_database(postgres_server, f"runbook{next(_numbers)}")
    place = {
        "ACCOUNT": NIMUE.id,
        "postgresql://cautery@127.0.0.1/cautery": database,
        "checkpoints/latest.note": str(tmp_path / "home" / "checkpoints" / "latest.note"),
    }
    terminal, ran = Terminal(home=tmp_path / "home"), 0
    for words in commands():
        typed = [re.sub(r"^/(mnt|srv)", str(tmp_path / r"\1"), place.get(word, word)) for word in words]
        if typed[0] == "serve":
            served_and_ready(tmp_path / "home" if "--home" not in typed else Path(typed[-1]))
            continue
        done = terminal.run(*typed, env={"LOGNAME": "ben"} if "approve" in typed else {"LOGNAME": "ada"})
        assert done.code == 0, f"{words}: {done.err}{done.out}"
        remember(place, typed, done)
        ran += 1

    assert ran > 15
    assert len(Terminal(home=tmp_path / "srv" / "on-postgresql").run("person", "list", "--json").listed) == 0


def write_events(file: Path) -> None:
    file.write_bytes(b"".join(msgspec.json.encode(event) + b"\n" for event in life()))


def remember(place: dict[str, str], typed: list[str], done: Done) -> None:
    """Put the name of an erasure in the place where the page says ID."""
    if typed[:2] == ["person", "erase"]:
        found = re.search(r"person approve (\w+)", done.err)
        assert found
        place["ID"] = found.group(1)


def served_and_ready(home: Path) -> None:
    with served(home) as (where, _):
        give_up_at = time.monotonic() + 30
        while httpx.get(f"{where}/readyz").status_code != 200 and time.monotonic() < give_up_at:
            time.sleep(0.2)
        assert httpx.get(f"{where}/readyz").status_code == 200


def test_the_page_names_files_that_are_there() -> None:
    folders = re.findall(r"`(deploy/[a-z]+)`", PAGE.read_text(encoding="utf-8"))

    assert folders
    assert all((PAGE.parents[2] / folder).is_dir() for folder in folders)
