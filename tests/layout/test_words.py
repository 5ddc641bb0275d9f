"""How we write, as far as a machine can hold it."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VAGUE = {"utils", "helpers", "manager", "base", "common", "misc", "tools"}
MARKS = ("TYPE_CHECKING", "TODO", "FIXME", "XXX", "NotImplementedError", "pytest.mark.skip", "pytest.mark.xfail")
LONGEST_FILE = 450


def committed() -> list[Path]:
    """The files of the repository, the licence and this one left out."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    own = Path(__file__).relative_to(ROOT).as_posix()
    return [ROOT / name for name in listed if name not in (own, "LICENSE", "uv.lock") and (ROOT / name).is_file()]


def python() -> list[Path]:
    return [path for path in committed() if path.suffix == ".py"]


def test_no_file_has_a_vague_name() -> None:
    assert [path for path in committed() if path.stem in VAGUE] == []


@pytest.mark.parametrize("mark", MARKS)
def test_no_mark_of_unfinished_work(mark: str) -> None:
    assert [str(path) for path in python() if mark in path.read_text(encoding="utf-8")] == []


def test_no_file_hides_a_second_idea() -> None:
    assert [str(path) for path in python() if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_FILE] == []


def test_nothing_names_a_machine() -> None:
    """No absolute path of somebody's machine, and no host that packages came from."""
    place = re.compile(r"(?<![\w.])/(?:work|farm|root|home/\w+)/|https?://[^\s\"']*(?:simple/|pypi\.(?!org))")
    named = [
        str(path)
        for path in committed()
        if path.suffix != ".svg" and place.search(path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert named == []


def test_every_module_begins_with_what_it_is() -> None:
    silent = [
        str(path)
        for path in python()
        if path.is_relative_to(ROOT / "src") and not path.read_text(encoding="utf-8").startswith('"""')
    ]

    assert silent == []
