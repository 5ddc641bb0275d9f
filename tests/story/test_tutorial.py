"""The tutorial's commands, typed from its own text, print what it shows."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[2] / "docs" / "tutorial" / "first-return.md"
WIDE = {**os.environ, "COLUMNS": "160", "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}


def commands() -> Iterator[tuple[str, list[str]]]:
    """Give each command of the page with the lines that it shows; `...` stands for anything."""
    for block in re.findall(r"```console\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL):
        typed, *shown = block.splitlines()
        yield typed.removeprefix("$ "), shown


@pytest.mark.slow
def test_its_commands_print_what_it_shows(tmp_path: Path) -> None:
    folder = shutil.copytree(PAGE.parent / "forum", tmp_path / "forum")
    for command, shown in commands():
        done = subprocess.run(
            command, shell=True, cwd=folder, env=WIDE, capture_output=True, text=True, timeout=300, check=False
        )
        assert done.returncode == 0, (command, done.stderr)
        said = [line.rstrip() for line in (done.stdout + done.stderr).splitlines()]
        missing = [line for line in shown if line != "..." and not _is_said(line, said)]

        assert missing == [], (command, said)


def test_it_says_how_large_the_forum_is() -> None:
    rows = {
        path.stem: len(path.read_text(encoding="utf-8").splitlines()) - 1
        for path in (PAGE.parent / "forum").glob("*.csv")
    }

    assert f"{rows['members']}\nmembers, {rows['posts']:,} posts, six banned accounts" in PAGE.read_text(
        encoding="utf-8"
    )
    assert rows["banned"] == 6


def _is_said(line: str, said: list[str]) -> bool:
    """Compare but for how wide a table is."""
    pattern = re.escape(" ".join(line.split())).replace(r"\.\.\.", ".*")
    return any(re.fullmatch(pattern, " ".join(one.split())) for one in said)
