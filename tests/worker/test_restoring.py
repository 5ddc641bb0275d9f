"""A restored installation is whole: history is computed, the doors are closed, and a killed restore leaves nothing behind."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from cautery.app import App, opened
from cautery.pipeline.backup.backing_up import back_up
from cautery.pipeline.backup.manifest import manifests
from cautery.pipeline.history.lake import lake_of
from cautery.worker.restoring import restore
from tests.pipeline.conftest import app, town

__all__ = ["app", "town"]
KILLS = 3


def test_a_restored_installation_has_all_of_history(town: App, tmp_path: Path) -> None:
    back_up(town, tmp_path / "b")
    report = restore(tmp_path / "b", tmp_path / "new")

    assert (report.ok, report.behind, report.entries) == (True, 0, 12)
    with opened(tmp_path / "new") as again:
        for table in ("posts", "follows"):
            ours, theirs = (lake_of(one).scan(table).sort("id").collect() for one in (town, again))
            assert ours.equals(theirs)


def test_a_backup_or_a_restore_that_is_killed_leaves_nothing_that_looks_whole(town: App, tmp_path: Path) -> None:
    """Each is killed at random moments, and then done again over what that left."""
    home, folder, new = town.config.home, tmp_path / "b", tmp_path / "new"
    town.close()
    for moment in random.Random(7).choices(range(4, 30), k=KILLS):
        killed("backup", str(folder), "--home", str(home), after_s=moment / 10)
    with opened(home) as app:
        back_up(app, folder)
    for path in manifests(folder):
        assert restore(folder, tmp_path / path.stem, name=path.name).ok
    for moment in random.Random(8).choices(range(4, 30), k=KILLS):
        killed("restore", str(folder), "--home", str(new), after_s=moment / 10)
        if new.exists():
            with opened(new) as again:
                assert lake_of(again).scan("posts").collect().height > 0
            new.rename(tmp_path / f"whole-{moment}-{time.monotonic_ns()}")

    assert restore(folder, new).ok


def killed(*words: str, after_s: float) -> None:
    """Type a command, and end it with `kill -9` unless it is over before."""
    command = [sys.executable, "-m", "cautery.cli.main", *words]
    with subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ)
    ) as process:
        try:
            process.wait(timeout=after_s)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
