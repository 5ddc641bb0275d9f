"""What a live installation costs an event, through the real door: `cautery serve`, HTTP, SQLite; and what `kill -9` costs it.

SECONDS (30), HISTORY (0), KILLS (4) and BULK_BATCHES (16) say how long. The goal's own run takes hours:
SECONDS=600 HISTORY=0,1000000,10000000 KILLS=50 BULK_BATCHES=200 make bench NAME=live

CPU is that of the server's process, idle work included: other processes on the machine change it little. Wall clock is noisy.
"""

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import msgspec
import polars as pl

from bench.report import doing, rounded, tell
from cautery.app import opened
from cautery.model.event import AnyEvent
from cautery.pipeline.entrance.staff import make_key
from cautery.pipeline.history.lake import lake_of
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.install import install
from cautery.pipeline.installation.verify_log import verify_log
from cautery.store import failed_events, places, work_leases
from cautery.store.journal import Journal
from tests.staffed import join

SECONDS, KILLS = float(os.environ.get("SECONDS", "30")), int(os.environ.get("KILLS", "4"))
HISTORY = [int(size) for size in os.environ.get("HISTORY", "0").split(",")]
BULK_BATCHES = int(os.environ.get("BULK_BATCHES", "16"))
RATE, BATCH, CLIENTS, BULK, SEED = 500, 50, 4, 5000, 1
READY_WITHIN_S, CAUGHT_UP_WITHIN_S = 120.0, 300.0
TICKS = os.sysconf("SC_CLK_TCK")
NOW = time.time()


def main() -> None:
    """Measure, and print the line."""
    figures: dict[str, object] = {"seconds": SECONDS}
    cpu: dict[int, float] = {}
    for size in HISTORY:
        with tempfile.TemporaryDirectory(prefix="cautery-live-") as folder:
            home, key = made(Path(folder) / "home")
            filled(home, size)
            found = steady(home, key, size)
            cpu[size] = found.pop("cpu_ms_per_event")
            figures |= {f"{name}" if size == HISTORY[-1] else f"{name}_{size}": value for name, value in found.items()}
    figures |= {"cpu_ms_per_event": cpu, **killed()}
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
        },
        seed=SEED,
    )


def made(home: Path) -> tuple[Path, str]:
    """Make an installation, and a key with which a program sends and reads."""
    install(home, name="bench.example")
    with opened(home) as app:
        join(app, "forum", "admin", "reviewer")
        _, secret = make_key(app, "forum", name="bench", scopes=["send_events", "see_cases"], days=1)
    return home, secret


def filled(home: Path, size: int) -> None:
    """Let an installation have a history of a month, taken in by files."""
    if not size:
        return
    doing(f"a history of {size:,} events")
    with opened(home) as app, Ingestion(app) as door, tempfile.TemporaryDirectory() as folder:
        for begin in range(0, size, 500_000):
            file = Path(folder) / "events.ndjson"
            many = min(500_000, size - begin)
            month = 30 * 86400 / size
            file.write_bytes(b"".join(a_line(f"h{n}", NOW - (size - n) * month) for n in range(begin, begin + many)))
            door.read_files([file], format_name="canonical", progress=lambda *_: None)


def a_line(name: str, at: float | None = None) -> bytes:
    """An invented event: posts, mostly, of one of 20,000 accounts."""
    rng = random.Random(name)
    moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at or time.time() - 1))
    head = f'"id":"{name}","at":"{moment}","platform":"bench","account":"a{rng.randrange(20_000)}"'
    if rng.random() < 0.2:
        return f'{{"type":"follow.created",{head},"target":"a{rng.randrange(20_000)}"}}\n'.encode()
    words = " ".join(f"w{rng.randrange(3000)}" for _ in range(12))
    return f'{{"type":"post.created",{head},"post":{{"id":"p{name}","text":"{words}","lang":"en"}}}}\n'.encode()


@contextmanager
def served(home: Path, *, host: str = "") -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """Serve an installation in a process of its own; `host`: under another host name, where this machine allows it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = [sys.executable, "-m", "cautery.cli.main", "serve", "--port", str(port), "--home", str(home)]
    other = (
        ["unshare", "-u", "sh", "-c", f'hostname {host}; exec "$@"', "sh"] if host and shutil.which("unshare") else []
    )
    process = subprocess.Popen([*other, *serve], stderr=(home / "serve.log").open("ab"))
    where, give_up_at = f"http://127.0.0.1:{port}", time.monotonic() + READY_WITHIN_S
    try:
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=5).close()
                httpx.get(f"{where}/sign-in", timeout=60)
                break
            except (OSError, httpx.HTTPError):
                if time.monotonic() > give_up_at or process.poll() is not None:
                    raise RuntimeError((home / "serve.log").read_text()[-3000:]) from None
                time.sleep(0.05)
        yield process, where
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)


class Sender(threading.Thread):
    """One client: sends batches at its pace, each until it is acknowledged."""

    def __init__(self, where: str, key: str, *, name: str, size: int, batches: int, every_s: float) -> None:
        super().__init__(daemon=True)
        self.where, self.key, self.size, self.batches, self.every_s = where, key, size, batches, every_s
        self.sender, self.acknowledged, self.refused, self.stop = name, [], 0, False

    def run(self) -> None:
        """Send all, or until told to stop."""
        client = httpx.Client(headers={"Authorization": f"Bearer {self.key}"}, timeout=60)
        begin = time.monotonic()
        for number in range(self.batches):
            names = [f"{self.sender}-{number}-{place}" for place in range(self.size)]
            body = b"".join(a_line(name) for name in names)
            while not self.stop:
                try:
                    answer = client.post(f"{self.where}/v1/events", content=body)
                except httpx.HTTPError:
                    time.sleep(0.05)
                    continue
                if answer.status_code == 202:
                    self.acknowledged += names
                    break
                self.refused += 1
                time.sleep(min(1.0, float(answer.headers.get("retry-after", "0.2"))))
            time.sleep(max(0.0, begin + (number + 1) * self.every_s - time.monotonic()))
            if self.stop:
                return


def steady(home: Path, key: str, size: int) -> dict[str, float]:
    """Send at a steady rate, then as fast as it goes; say what it cost."""
    each = int(SECONDS * RATE / BATCH / CLIENTS)
    with served(home) as (process, where):
        caught_up(home)
        idle_from = cpu_s(process.pid)
        time.sleep(3)
        idle_a_second = (cpu_s(process.pid) - idle_from) / 3
        watch = Watch(home, where, key)
        watch.start()
        doing(f"{size:,} events of history: {RATE}/s for {SECONDS:.0f} s")
        before, began = cpu_s(process.pid), time.monotonic()
        senders = run_senders(where, key, f"s{size}", size=BATCH, batches=each, every_s=CLIENTS * BATCH / RATE)
        wall_s = time.monotonic() - began
        sent = sum(len(one.acknowledged) for one in senders)
        used, memory = cpu_s(process.pid) - before, memory_mb(process.pid)
        caught_up(home)
        watch.stop = True
        watch.join()
        began, before = time.monotonic(), cpu_s(process.pid)
        doing("bulk")
        bulk = run_senders(where, key, f"b{size}", size=BULK, batches=BULK_BATCHES // CLIENTS, every_s=0.0)
        took, bulk_cpu = time.monotonic() - began, cpu_s(process.pid) - before
        many = sum(len(one.acknowledged) for one in bulk)
        caught_up(home)
    return {
        "cpu_ms_per_event": rounded(1000 * used / sent),
        "events_per_s": rounded(sent / wall_s),
        "idle_cpu_ms_per_s": rounded(1000 * idle_a_second),
        "bulk_events_per_s": rounded(many / took),
        "bulk_cpu_ms_per_event": rounded(1000 * bulk_cpu / many),
        "suspicion_p95_s": rounded(percentile(watch.lags(), 0.95)),
        "queue_p95_ms": rounded(1000 * percentile(watch.pages, 0.95)),
        "server_mb": memory,
        "refused_429": float(sum(one.refused for one in (*senders, *bulk))),
        "disk_bytes_per_event": rounded(disk(home) / (size + sent + many)),
    }


def run_senders(where: str, key: str, name: str, *, size: int, batches: int, every_s: float) -> list[Sender]:
    """Let all clients send, and come back when they have."""
    senders = [
        Sender(where, key, name=f"{name}-{n}", size=size, batches=batches, every_s=every_s) for n in range(CLIENTS)
    ]
    for one in senders:
        one.start()
    for one in senders:
        one.join()
    return senders


class Watch(threading.Thread):
    """Beside the load: how long the queue takes, and how far suspicion is behind the journal."""

    def __init__(self, home: Path, where: str, key: str) -> None:
        super().__init__(daemon=True)
        self.home, self.where, self.key, self.stop = home, where, key, False
        self.pages: list[float] = []
        self._ends: list[tuple[float, int, int]] = []
        self._reached: list[tuple[float, int, int]] = []

    def run(self) -> None:
        """Look four times a second."""
        client = httpx.Client(headers={"Authorization": f"Bearer {self.key}"}, timeout=60)
        with opened(self.home) as app:
            while not self.stop:
                began = time.monotonic()
                client.get(f"{self.where}/v1/cases").raise_for_status()
                self.pages.append(time.monotonic() - began)
                newest = max(app.config.journal.glob("*.frames"))
                self._ends.append((time.monotonic(), int(newest.stem), newest.stat().st_size))
                with app.reading() as connection:
                    place = places.place_of(connection, "suspicion")
                self._reached.append((time.monotonic(), place.segment, place.byte))
                time.sleep(0.25)

    def lags(self) -> list[float]:
        """Say for each moment how long it took until suspicion had followed all that was in the journal then."""
        return [
            next((at for at, *place in self._reached if place >= end), self._reached[-1][0] + 1) - then
            for then, *end in self._ends
        ]


def killed() -> dict[str, object]:
    """Kill the server again and again under load, every second time to start under another host name; say what was lost."""
    rng = random.Random(SEED)
    with tempfile.TemporaryDirectory(prefix="cautery-live-") as folder:
        home, key = made(Path(folder) / "home")
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
            there = pl.concat([lake.scan(table).select("id") for table in ("posts", "follows")]).collect()["id"]
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
    lines = [a_line(f"x{n}") for n in range(BATCH)]
    decoder = msgspec.json.Decoder(AnyEvent)
    began = time.process_time()
    for _ in range(200):
        for line in lines:
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


def disk(home: Path) -> int:
    """Give the bytes of journal and history, and of which events were seen."""
    folders = (home / "journal", home / "engine" / "lake", home / "engine" / "seen")
    return sum(path.stat().st_size for folder in folders for path in folder.rglob("*") if path.is_file())


def percentile(values: list[float], share: float) -> float:
    """Give the value below which a share of some values lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))] if values else float("nan")


if __name__ == "__main__":
    main()
