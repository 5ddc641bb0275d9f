"""What is built is what people install: a wheel, an empty environment, and the whole story from it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_MB = 430
"""Of the base, bytecode and all, in millions of bytes; 36 of them are Babel's, by which letters write dates."""
Install = Callable[..., Path]
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("wheel")]


def run(*command: str | Path, fails: bool = False, **more: str) -> str:
    """Run a program away from the repository; give what it said."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, cwd=ROOT, env=environment | more, check=False
    )
    assert fails == (done.returncode != 0), done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def uv() -> Path:
    found = shutil.which("uv") or shutil.which(ROOT / ".tools" / "bin" / "uv")
    assert found, "make setup installs uv"
    return Path(found)


@pytest.fixture(scope="module")
def wheel(uv: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the wheel, built as a release is."""
    folder = tmp_path_factory.mktemp("dist")
    run(uv, "build", "--quiet", "--wheel", "--out-dir", folder)
    return next(folder.glob("*.whl"))


@pytest.fixture(scope="module")
def pins(uv: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the versions of the lock file."""
    file = tmp_path_factory.mktemp("pins") / "pins.txt"
    run(uv, "export", "--quiet", "--frozen", "--all-extras", "--no-hashes", "--no-emit-project", "--output-file", file)
    return file


@pytest.fixture
def installed(uv: Path, pins: Path, wheel: Path, tmp_path: Path) -> Install:
    """Give the way to install the wheel with extras into an empty environment."""

    def with_extras(*extras: str) -> Path:
        folder = tmp_path / "environment"
        run(uv, "venv", "--quiet", "--python", sys.executable, folder)
        named = f"cautery[{','.join(extras)}] @ {wheel.as_uri()}" if extras else str(wheel)
        run(uv, "pip", "install", "--quiet", "--compile-bytecode", "--constraint", pins, named, VIRTUAL_ENV=str(folder))
        return folder / "bin"

    return with_extras


def test_the_base_is_small_ingests_matches_keeps_cases_and_says_which_extra_is_missing(
    installed: Install, tmp_path: Path
) -> None:
    programs = installed()
    library = next((programs.parent / "lib").glob("python*")) / "site-packages"
    size = sum(file.lstat().st_size for file in library.rglob("*"))
    home = tmp_path / "home"
    run(programs / "cautery", "init", "--home", home)
    event = tmp_path / "events.ndjson"
    event.write_text(
        '{"type": "account.created", "id": "e1", "at": "2020-01-01T12:00:00Z", "platform": "harbour", "account": "ana", '
        '"profile": {"handle": "ana"}}\n'
    )

    assert size <= MOST_MB * 1e6
    assert "No open cases." in run(programs / "cautery", "cases", "--home", home)
    assert "1 events ingested" in run(programs / "cautery", "ingest", event, "--home", home)
    assert "Added to 'house'" in run(programs / "cautery", "banks", "add", "term", "lantern", "--home", home)
    assert "The same material is known." in run(programs / "cautery", "match", "--text", "a lantern", "--home", home)
    assert ": verified." in run(programs / "cautery", "audit", "verify", "--home", home)
    assert "pip install 'cautery[learn]'" in run(programs / "cautery", "suspects", "--home", home, fails=True)


def test_the_story_runs_from_the_wheel(installed: Install, tmp_path: Path) -> None:
    programs = installed("learn", "charts")
    told = run(programs / "cautery", "tour", "--once", HOME=str(tmp_path), COLUMNS="100")

    assert "Audit log verified" in told
    assert ": verified." in told
    assert (next((programs.parent / "lib").glob("python*")) / "site-packages" / "cautery" / "py.typed").exists()
