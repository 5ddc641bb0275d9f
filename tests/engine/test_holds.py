"""What somebody reads stays on disk for as long as they read, and no longer, however they end."""

import gc
import subprocess
import sys
from pathlib import Path

from cautery.engine.holds import VersionHold, oldest_held

HOLD = """
import sys
from pathlib import Path
from cautery.engine.holds import VersionHold
hold = VersionHold(Path(sys.argv[1]), int(sys.argv[2]))
print("held", flush=True)
sys.stdin.read()
"""


def test_the_oldest_version_that_is_read_is_known(tmp_path: Path) -> None:
    assert oldest_held(tmp_path) is None
    first, second = VersionHold(tmp_path, 7), VersionHold(tmp_path, 12)
    assert oldest_held(tmp_path) == 7
    first.close()
    assert oldest_held(tmp_path) == 12
    second.close()
    assert oldest_held(tmp_path) is None


def test_a_reader_that_forgets_to_let_go_lets_go_when_it_is_forgotten(tmp_path: Path) -> None:
    hold = VersionHold(tmp_path, 7)
    assert oldest_held(tmp_path) == 7
    del hold
    gc.collect()

    assert oldest_held(tmp_path) is None


def test_another_process_holds_until_it_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(tmp_path), "3"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        assert oldest_held(tmp_path) == 3
        other.kill()
    assert oldest_held(tmp_path) is None
    assert list((tmp_path / "holds").iterdir()) == []
