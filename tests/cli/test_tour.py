"""`cautery tour --once`: the whole story, which ends by itself."""

import subprocess
import sys
from pathlib import Path


def test_the_tour_ends_by_itself_and_shows_the_proof(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cautery.cli.main", "tour", "--once", "--home", str(tmp_path / "home")]
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert "The log proves itself" in done.stdout
    assert ": whole." in done.stdout
    assert "NOT whole" not in done.stdout
    assert done.stdout.index("A person decides") < done.stdout.index("It happens on the platform")
    assert (tmp_path / "home" / "cautery.toml").exists()
