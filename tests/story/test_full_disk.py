"""A disk that runs full: it is said, nothing that was acknowledged is lost, and work goes on when there is room."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cautery.app import opened
from cautery.errors import Temporary
from cautery.pipeline.backup.backing_up import back_up
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.install import install
from cautery.pipeline.installation.verify_log import verify_log
from cautery.store.journal import Journal
from tests.engine.lakes import a_follow


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """Give a folder on a file system of 6 MB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=6m", "none", str(folder)], check=False)
    if mounted.returncode:
        pytest.skip("only root mounts a small file system")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_what_was_acknowledged_before_a_disk_ran_full_is_kept_and_work_goes_on(small: Path) -> None:
    home = install(small / "home", name="test.example").home
    filler, acknowledged = small / "filler", 0
    with opened(home) as app:
        with Ingestion(app) as door:
            acknowledged += door.accept([a_follow(number, days=0) for number in range(50)]).accepted
        left = os.statvfs(small)
        filler.write_bytes(b"x" * max(0, left.f_bavail * left.f_frsize - 4096))
        told = ""
        try:
            with Ingestion(app) as door:
                for batch in range(1, 200):
                    events = [a_follow(batch * 100 + number, days=batch % 9) for number in range(50)]
                    acknowledged += door.accept(events).accepted
        except Temporary as error:
            told = str(error)
        assert "make room" in told
    filler.unlink()
    with opened(home) as app:
        kept = sum(frame.count for frame in Journal(app.config.journal).read())
        with Ingestion(app) as door:
            assert door.accept([a_follow(99_999, days=1)]).accepted == 1

        assert kept >= acknowledged
        assert verify_log(app).ok


def test_a_command_on_a_full_disk_ends_in_a_sentence(small: Path, tmp_path: Path) -> None:
    home = install(small / "home", name="test.example").home
    left = os.statvfs(small)
    (small / "filler").write_bytes(b"x" * (left.f_bavail * left.f_frsize))
    events = tmp_path / "events.ndjson"
    events.write_text(json.dumps({"type": "follow.created", "id": "1", "at": "2020-01-01T00:00:00Z"}) + "\n")
    for words in (["ingest", str(events)], ["rebuild"], ["keys", "rotate"]):
        done = subprocess.run(
            [sys.executable, "-m", "cautery.cli.main", *words, "--home", str(home)],
            capture_output=True,
            text=True,
            check=False,
        )

        assert "Traceback" not in done.stderr
        assert done.returncode != 0


def test_a_backup_onto_a_full_disk_leaves_the_last_one_whole(small: Path, tmp_path: Path) -> None:
    home = install(tmp_path / "home", name="test.example").home
    with opened(home) as app:
        first = back_up(app, small / "b")
        left = os.statvfs(small)
        (small / "filler").write_bytes(b"x" * (left.f_bavail * left.f_frsize))
        (home / "mine").write_bytes(os.urandom(100_000))
        with pytest.raises((Temporary, OSError)):
            back_up(app, small / "b")
        (small / "filler").unlink()
        again = back_up(app, small / "b")

    assert first.backup != again.backup
    assert len(list((small / "b").glob("*.backup"))) == 2
