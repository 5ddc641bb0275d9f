"""What a live installation costs an event, through the real door: `cautery serve`, HTTP, SQLite; and what `kill -9` costs it.

SECONDS (30), HISTORY (0), KILLS (4) and BULK_BATCHES (16) say how long; YEAR lets it live through a year of so many events a
day (0: not); HOMES names a folder that keeps what was taken in before, for the next run. The goal's own run takes hours:
SECONDS=600 HISTORY=0,1000000,10000000 KILLS=50 BULK_BATCHES=200 YEAR=100000 make bench NAME=live

CPU is that of the server's process, idle work included: other processes on the machine change it little. Wall clock is noisy.
"""

import os
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import polars as pl

from bench.live_load import CIRCLE, Sender, accounts_at, labels, lines, platform, served
from bench.live_watch import Pages, Probes
from bench.live_year import DAY_S, DAYS, year
from bench.report import doing, rounded, tell
from cautery.app import opened
from cautery.model.event import AnyEvent
from cautery.pipeline.detection.labelling import label
from cautery.pipeline.entrance.staff import make_key
from cautery.pipeline.history.lake import lake_of
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.install import install
from cautery.pipeline.installation.verify_log import verify_log
from cautery.store import failed_events, parts, places, work_leases
from cautery.store.journal import Journal
from cautery.worker.stages import follow_all
from tests.staffed import join

SECONDS, KILLS = float(os.environ.get("SECONDS", "30")), int(os.environ.get("KILLS", "4"))
HISTORY = [int(size) for size in os.environ.get("HISTORY", "0").split(",") if size]
BULK_BATCHES, HOMES = int(os.environ.get("BULK_BATCHES", "16")), os.environ.get("HOMES", "")
YEAR = int(os.environ.get("YEAR", "0"))
RATE, BATCH, CLIENTS, CROWD, BULK, SEED = 500, 50, 4, 80, 5000, 1
CAUGHT_UP_WITHIN_S = 300.0
TABLES = ("posts", "follows", "sessions", "reactions", "profiles")
MONTH_S = 30 * 86400.0
TICKS = os.sysconf("SC_CLK_TCK")
NOW = time.time()


def main() -> None:
    """Measure, and print the line."""
    figures: dict[str, object] = {"seconds": SECONDS}
    cpu: dict[int, float] = {}
    for size in HISTORY:
        with installation(size) as (home, key, prepared):
            found = prepared | steady(home, key, size)
            cpu[size] = found.pop("cpu_ms_per_event")
            figures |= {f"{name}" if size == HISTORY[-1] else f"{name}_{size}": value for name, value in found.items()}
    figures |= {"cpu_ms_per_event": cpu, **(killed() if KILLS else {})}
    if YEAR:
        figures |= year(YEAR, ends=NOW, make=year_old, caught_up=caught_up, cpu_s=cpu_s)
    tell(
        "live",
        figures,
        beside=bare(),
        limit={
            "cpu_ms_per_event": 0.5,
            "bulk_events_per_s": 20_000,
            "suspicion_p95_s": 10,
            "queue_p95_ms": 150,
            "lost": 0,
            "duplicates": 0,
            "stuck": 0,
            "disk_bytes_per_event": 60,
            "year_ratio": 1.2,
        },
        seed=SEED,
    )


def made(home: Path) -> str:
    """Make an installation; gives a key with which a program sends and reads."""
    install(home, name="bench.example")
    with opened(home) as app:
        join(app, "forum", "admin", "reviewer")
        return make_key(app, "forum", name="bench", scopes=["send_events", "see_cases"], days=1)[1]


def year_old(home: Path) -> str:
    """Make an installation that removed accounts a year ago; gives a key."""
    key = made(home)
    filled(home, 0, begins=NOW - DAYS * DAY_S)
    return key


@contextmanager
def installation(size: int) -> Iterator[tuple[Path, str, dict[str, float]]]:
    """Give an installation that has so many events, its key, and what it took to take them in."""
    with tempfile.TemporaryDirectory(prefix="cautery-live-") as folder:
        home, kept = Path(folder) / "home", Path(HOMES) / f"{size}"
        if HOMES and kept.exists():
            shutil.copytree(kept, home)
            yield home, (home / "bench.key").read_text(), {}
            return
        key = made(home)
        (home / "bench.key").write_text(key)
        taken = filled(home, size)
        if HOMES:
            shutil.copytree(home, kept)
        yield home, key, taken


def filled(home: Path, size: int, *, begins: float = NOW - MONTH_S) -> dict[str, float]:
    """Let an installation have a month of history, taken in by files, and removed accounts in it."""
    doing(f"a history of {size:,} events")
    accounts, step_s = accounts_at(size), MONTH_S / max(1, size)
    with opened(home) as app, tempfile.TemporaryDirectory() as folder:
        file, decided = Path(folder) / "events.ndjson", Path(folder) / "removed.csv"
        with Ingestion(app) as door:
            file.write_bytes(b"".join(platform(begins)))
            door.read_files([file], format_name="canonical", progress=lambda *_: None)
            took_s = 0.0
            for first in range(0, size, 500_000):
                many = min(500_000, size - first)
                some = lines(f"h{first}", many, accounts=accounts, begins=begins + first * step_s, step_s=step_s)
                file.write_bytes(b"".join(some))
                before = time.process_time()
                door.read_files([file], format_name="canonical", progress=lambda *_: None)
                took_s += time.process_time() - before
        decided.write_text(labels())
        label(app, decided)
        before = time.process_time()
        follow_all(app)
        followed_s = time.process_time() - before
    if not size:
        return {}
    return {
        "files_cpu_us_per_event": rounded(1e6 * took_s / size),
        "catch_up_cpu_us_per_event": rounded(1e6 * followed_s / size),
    }


def steady(home: Path, key: str, size: int) -> dict[str, float]:
    """Send at a steady rate, then as fast as it goes; say what it cost."""
    accounts, each = accounts_at(size), int(SECONDS * RATE / BATCH / CLIENTS)
    began = time.monotonic()
    with served(home) as (process, where):
        ready_s = time.monotonic() - began
        caught_up(home)
        idle_from = cpu_s(process.pid)
        time.sleep(3)
        idle_a_second = (cpu_s(process.pid) - idle_from) / 3
        pages, probes = Pages(where, key), Probes(home, where, key, name=f"{size}")
        pages.start()
        probes.start()
        doing(f"{size:,} events of history: {RATE}/s for {SECONDS:.0f} s")
        before, began = cpu_s(process.pid), time.monotonic()
        senders = run_senders(where, key, f"s{size}", size=BATCH, batches=each, accounts=accounts)
        wall_s, used, memory = time.monotonic() - began, cpu_s(process.pid) - before, memory_mb(process.pid)
        pages.stop = probes.stop = True
        probes.join()
        pages.join()
        caught_up(home)
        began, before = time.monotonic(), cpu_s(process.pid)
        doing("bulk")
        bulk = run_senders(
            where, key, f"b{size}", size=BULK, batches=BULK_BATCHES // CLIENTS, accounts=accounts, pace=False
        )
        took_s, bulk_cpu = time.monotonic() - began, cpu_s(process.pid) - before
        caught_up(home)
        followed_cpu = cpu_s(process.pid) - before
        crowd = crowded(where, key, f"c{size}", accounts=accounts)
        caught_up(home)
    taken, events = disk(home), events_in(home)
    sent, many = (sum(len(one.acknowledged) for one in some) for some in (senders, bulk))
    answers = [one for sender in senders for one in sender.took_s]
    to_queue = {
        f"{kind}_p{share}_s": rounded(percentile(found, share / 100))
        for kind, found in probes.took_s.items()
        for share in (50, 95)
    }
    return to_queue | {
        **crowd,
        "cpu_ms_per_event": rounded(1000 * used / sent),
        "events_per_s": rounded(sent / wall_s),
        "idle_cpu_ms_per_s": rounded(1000 * idle_a_second),
        "bulk_events_per_s": rounded(many / took_s),
        "bulk_cpu_ms_per_event": rounded(1000 * bulk_cpu / many),
        "bulk_followed_cpu_ms_per_event": rounded(1000 * followed_cpu / many),
        "post_p95_ms": rounded(1000 * percentile(answers, 0.95)),
        "queue_p50_ms": rounded(1000 * percentile(pages.took_s, 0.5)),
        "queue_p95_ms": rounded(1000 * percentile(pages.took_s, 0.95)),
        "cases_missed": float(probes.missed()),
        "restart_to_ready_s": rounded(ready_s),
        "server_mb": memory,
        "refused_429": float(sum(one.refused for one in (*senders, *bulk))),
        "disk_bytes_per_event": rounded(sum(taken.values()) / events),
        **{f"disk_{name}_bytes_per_event": rounded(size / events) for name, size in taken.items()},
    }


def run_senders(
    where: str,
    key: str,
    name: str,
    *,
    size: int,
    batches: int,
    accounts: int,
    pace: bool = True,
    clients: int = CLIENTS,
) -> list[Sender]:
    """Let all clients send, and come back when they have."""
    every_s = CLIENTS * size / RATE if pace else 0.0
    senders = [
        Sender(where, key, name=f"{name}-{n}", size=size, batches=batches, every_s=every_s, accounts=accounts)
        for n in range(clients)
    ]
    for one in senders:
        one.start()
    for one in senders:
        one.join()
    return senders


def crowded(where: str, key: str, name: str, *, accounts: int) -> dict[str, float]:
    """Let many send at once, while somebody asks for the queue; say how long the slowest answers took."""
    doing(f"{CROWD} senders at once")
    pages = Pages(where, key)
    pages.start()
    senders = run_senders(where, key, name, size=BATCH, batches=3, accounts=accounts, pace=False, clients=CROWD)
    pages.stop = True
    pages.join()
    return {
        "crowd_post_max_s": rounded(max(one for sender in senders for one in sender.took_s)),
        "crowd_queue_max_s": rounded(max(pages.took_s)),
        "crowd_refused_429": float(sum(one.refused for one in senders)),
    }


def killed() -> dict[str, object]:
    """Kill the server again and again under load, every second time to start under another host name; say what was lost."""
    rng = random.Random(SEED)
    with tempfile.TemporaryDirectory(prefix="cautery-live-") as folder:
        home = Path(folder) / "home"
        key = made(home)
        acknowledged: list[str] = []
        ready: list[float] = []
        for number in range(KILLS):
            doing(f"kill {number + 1} of {KILLS}")
            began = time.monotonic()
            with served(home, host=f"other{number}" if number % 2 else "") as (process, where):
                ready.append(time.monotonic() - began)
                senders = [
                    Sender(where, key, name=f"k{number}-{n}", size=BATCH, batches=10**6, every_s=CLIENTS * BATCH / RATE)
                    for n in range(CLIENTS)
                ]
                for one in senders:
                    one.start()
                time.sleep(rng.uniform(0.5, 4.0))
                process.kill()
                process.wait()
                for one in senders:
                    one.stop = True
                for one in senders:
                    one.join()
                    acknowledged += one.acknowledged
        with served(home):
            caught_up(home)
        with opened(home) as app:
            lake = lake_of(app)
            there = pl.concat([lake.scan(table).select("id") for table in TABLES]).collect()["id"]
            with app.reading() as connection:
                left = sum(failed_events.how_many(connection).values())
                held = work_leases.holder(connection, "takedown ") is not None
            whole = verify_log(app).ok
    return {
        "kills": KILLS,
        "acknowledged_under_kills": len(acknowledged),
        "lost": len(set(acknowledged) - set(there)),
        "duplicates": there.len() - there.n_unique(),
        "stuck": left + held + (not whole),
        "ready_s": rounded(max(ready, default=0.0)),
    }


def caught_up(home: Path) -> None:
    """Wait until everything that follows events has."""
    give_up_at = time.monotonic() + CAUGHT_UP_WITHIN_S
    with opened(home) as app:
        while time.monotonic() < give_up_at:
            journal = Journal(app.config.journal)
            with app.reading() as connection:
                waits = [name for name, (place, _) in places.every(connection).items() if journal.behind(place) > 0]
            if not waits:
                return
            time.sleep(0.2)
    raise RuntimeError(f"These did not catch up: {waits}")


def bare() -> dict[str, float]:
    """Measure what no door can pass: parsing an event, and one fdatasync."""
    some = lines("x", BATCH, accounts=CIRCLE + 1)
    decoder = msgspec.json.Decoder(AnyEvent)
    began = time.process_time()
    for _ in range(200):
        for line in some:
            decoder.decode(line)
    parse_ms = 1000 * (time.process_time() - began) / (200 * BATCH)
    with tempfile.NamedTemporaryFile() as file:
        began = time.monotonic()
        for _ in range(50):
            file.write(b"x" * 4096)
            file.flush()
            os.fdatasync(file.fileno())
        sync_ms = 1000 * (time.monotonic() - began) / 50
    return {"parse_cpu_ms_per_event": rounded(parse_ms), "fdatasync_ms": rounded(sync_ms)}


def cpu_s(pid: int) -> float:
    """Give the CPU time of a process, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def memory_mb(pid: int) -> float:
    """Give the memory that a process holds now."""
    status = Path(f"/proc/{pid}/status").read_text()
    return round(int(status.partition("VmRSS:")[2].split()[0]) / 1024, 1)


def disk(home: Path) -> dict[str, int]:
    """Give the bytes of what grows with events: by folder or file."""
    engine = home / "engine"
    return {
        "journal": _bytes_of(home / "journal"),
        "history": _bytes_of(engine / "lake"),
        "seen": _bytes_of(engine / "seen"),
        "search": sum(_bytes_of(path) for path in engine.glob("search.db*")),
        "detection": _bytes_of(engine / "detection") + sum(_bytes_of(path) for path in engine.glob("newcomers*")),
    }


def _bytes_of(place: Path) -> int:
    files = place.rglob("*") if place.is_dir() else (place,)
    return sum(path.stat().st_size for path in files if path.is_file())


def events_in(home: Path) -> int:
    """Count the events in history."""
    with opened(home) as app, app.reading() as connection:
        return sum(part.rows for part in parts.present(connection))


def percentile(values: list[float], share: float) -> float:
    """Give the value below which a share of some values lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else float("nan")


if __name__ == "__main__":
    main()
