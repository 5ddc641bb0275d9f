"""The drills of running it: back up, be killed, restore, erase; and what an idle process holds.

EVENTS (100,000) and KILLS (4) say how much; the goal's own run: EVENTS=1000000 KILLS=20 make bench NAME=operations
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from bench.ingest import write_events
from bench.report import doing, tell
from cautery.app import opened
from cautery.errors import CauteryError
from cautery.model.account import Account
from cautery.pipeline.backup.backing_up import back_up
from cautery.pipeline.backup.manifest import manifests
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.install import install
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.personal_data.planning import answer, ask
from cautery.store.journal import Journal
from cautery.worker.erasing import erase_approved
from cautery.worker.restoring import restore
from cautery.worker.stages import follow_all

EVENTS, KILLS, SEED = int(os.environ.get("EVENTS", "100000")), int(os.environ.get("KILLS", "4")), 1
IDLE_S = 15.0


def main() -> None:
    """Measure, and print the line."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        home = install(place / "home", name="bench.example").home
        filled(home, place / "events.ndjson")
        figures = {"events": EVENTS, **drills(home, place), **erased(home), "idle_mb": idle_mb(home)}
        tell(
            "operations",
            {**figures, "upgrade_failed_decisions": None, "upgrade_lost_events": None, "upgrade": "not measured"},
            beside={},
            limit={"restore_s": 300, "lost_after_restore": 0, "erase_found": 0, "erase_s": 600, "idle_mb": 300},
            seed=SEED,
        )


def filled(home: Path, file: Path) -> None:
    """Take events in, and let all stages follow."""
    doing(f"taking in {EVENTS:,} events")
    write_events(file, EVENTS)
    with opened(home) as app:
        with Ingestion(app) as door:
            door.read_files([file], format_name=None, progress=lambda *_: None)
        follow_all(app)


def drills(home: Path, place: Path) -> dict[str, object]:
    """Back up and restore, each killed at random moments first."""
    folder, rng = place / "backup", random.Random(SEED)
    began = time.monotonic()
    with opened(home) as app:
        first = back_up(app, place / "timed")
    backup_s = time.monotonic() - began
    doing(f"killing {KILLS} backups and {KILLS} restores")
    for _ in range(KILLS):
        killed("backup", folder, home, after_s=rng.uniform(0.3, 1.2 * backup_s + 1))
    with opened(home) as app:
        again = back_up(app, folder)
    began = time.monotonic()
    report = restore(folder, place / "new")
    restore_s = time.monotonic() - began
    broken = 0
    for number in range(KILLS):
        killed("restore", folder, place / f"killed{number}", after_s=rng.uniform(0.3, 1.1 * restore_s))
        broken += not whole(place / f"killed{number}")
    lost = counted(home) - min(counted(place / "new"), kept(folder, place))
    return {
        "backup_s": round(backup_s, 1),
        "backup_mb": round(first.added / 1e6, 1),
        "backup_again_mb": round(again.added / 1e6, 1),
        "restore_s": round(restore_s, 1),
        "restored_rows": report.rows,
        "kill_points": 2 * KILLS,
        "broken_after_kill": broken,
        "lost_after_restore": lost,
    }


def kept(folder: Path, place: Path) -> int:
    """Restore the oldest backup that a kill left whole; gives how many events it has."""
    home = place / "oldest"
    restore(folder, home, name=manifests(folder)[0].name)
    return counted(home)


def counted(home: Path) -> int:
    """Count the events in a journal."""
    return sum(frame.count for frame in Journal(home / "journal").read())


def whole(home: Path) -> bool:
    """Tell whether what a killed restore left is nothing, or an installation that verifies."""
    if not home.exists():
        return True
    try:
        with opened(home) as app:
            return verify_log(app).ok
    except CauteryError:
        return False


def killed(command: str, folder: Path, home: Path, *, after_s: float) -> None:
    """Type a command, and end it with `kill -9` unless it is over before."""
    words = [sys.executable, "-m", "cautery.cli.main", command, str(folder), "--home", str(home)]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            process.wait(timeout=after_s)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)


def erased(home: Path) -> dict[str, object]:
    """Erase an account in the middle of everything."""
    doing("erasing an account")
    with opened(home) as app:
        about = somebody(home)
        asked, plan = ask(app, about)
        answer(app.acting_as("local:second"), asked.id, "approved")
        began = time.monotonic()
        [report] = erase_approved(app)
        return {
            "erase_s": round(time.monotonic() - began, 1),
            "erase_events": plan.events,
            "erase_mentions": plan.mentions,
            "erase_found": len(report.found),
            "log_verifies": verify_log(app).ok,
        }


def somebody(home: Path) -> Account:
    """Choose the account of the first post."""
    for frame in Journal(home / "journal").read():
        for line in frame.lines.splitlines():
            said = msgspec.json.decode(line)
            if said["type"] == "post.created":
                return Account(platform=said["platform"], id=said["account"])
    raise AssertionError("there are posts")


def idle_mb(home: Path) -> float:
    """Measure the memory of a process that serves and has nothing to do."""
    words = [sys.executable, "-m", "cautery.cli.main", "serve", "--home", str(home), "--port", "0"]
    with subprocess.Popen(words, stderr=subprocess.DEVNULL) as process:
        time.sleep(IDLE_S)
        held = next(line for line in Path(f"/proc/{process.pid}/status").read_text().splitlines() if "VmRSS" in line)
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=60)
    return round(int(held.split()[1]) / 1024, 1)


if __name__ == "__main__":
    main()
