"""How many events a second come in: from a file to store and history, and acknowledged one synced batch at a time.

Beside it: how quickly the same file's lines are only parsed as JSON by msgspec, which no intake can pass. Memory is measured
in a process of its own for each size, so that it can be seen to stay bounded: EVENTS=10000000 make bench NAME=ingest.
"""

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from bench.report import doing, peak_mb, rounded, tell
from cautery.app import opened
from cautery.model.event import AnyEvent
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.install import install
from cautery.simulator import texts

EVENTS, BATCH, BATCHES, SEED = int(os.environ.get("EVENTS", "1000000")), 500, 200, 1


def main() -> None:
    """Measure, and print the line."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "events.ndjson"
        doing(f"writing {EVENTS:,} events")
        write_events(file, EVENTS)
        bulk = _alone("bulk", file)
        acknowledged = _alone("acknowledged", file)
        tell(
            "ingest",
            {
                "bulk_events_per_s": bulk["events_per_s"],
                "acknowledged_events_per_s": acknowledged["events_per_s"],
                "bulk_peak_mb": bulk["peak_mb"],
                "events": EVENTS,
            },
            beside={"msgspec_parse_only_events_per_s": rounded(_parse_only(file))},
            limit={"bulk_events_per_s": 150_000, "acknowledged_events_per_s": 6_000},
            seed=SEED,
        )


def write_events(file: Path, count: int) -> None:
    """Write invented posts and follows of a month, in the order of their times."""
    rng = random.Random(SEED)
    said = [
        texts.say(role, rng, link="https://paste.example/x", contact="nobody")
        for role in ("ordinary", "fan", "believer", "reporter")
        for _ in range(2500)
    ]
    with file.open("w", encoding="utf-8") as out:
        for number in range(count):
            at = 1454284800 + number * 2_592_000 // count
            moment = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))
            head = f'"id":"e{number}","at":"{moment}","platform":"bench","account":"a{rng.randrange(200000)}"'
            if rng.random() < 0.2:
                out.write(f'{{"type":"follow.created",{head},"target":"a{rng.randrange(200000)}"}}\n')
            else:
                text = msgspec.json.encode(f"{rng.choice(said)} {number}").decode()
                links = f',"links":["https://news.example/{rng.randrange(9999)}"]' if rng.random() < 0.2 else ""
                out.write(
                    f'{{"type":"post.created",{head},"post":{{"id":"p{number}","text":{text},"lang":"en"{links}}}}}\n'
                )


def bulk(file: Path) -> float:
    """Take the whole file in; returns events a second."""
    with tempfile.TemporaryDirectory() as folder:
        home = install(Path(folder) / "home", name="bench").home
        with opened(home) as app:
            begin = time.perf_counter()
            with Ingestion(app) as door:
                report = door.read_files([file], format_name="canonical", progress=lambda *_: None)
            return report.accepted / (time.perf_counter() - begin)


def acknowledged(file: Path) -> float:
    """Take batches in one after another, each synced to disk before the next; returns events a second."""
    decoder = msgspec.json.Decoder(AnyEvent)
    with file.open("rb") as lines:
        batches = [[decoder.decode(next(lines)) for _ in range(BATCH)] for _ in range(min(BATCHES, EVENTS // BATCH))]
    with tempfile.TemporaryDirectory() as folder:
        home = install(Path(folder) / "home", name="bench").home
        with opened(home) as app, Ingestion(app) as door:
            begin = time.perf_counter()
            accepted = sum(door.accept(batch).accepted for batch in batches)
            return accepted / (time.perf_counter() - begin)


def _parse_only(file: Path) -> float:
    decoder = msgspec.json.Decoder(AnyEvent)
    begin, count = time.perf_counter(), 0
    with file.open("rb") as lines:
        for line in lines:
            decoder.decode(line)
            count += 1
    return count / (time.perf_counter() - begin)


def _alone(what: str, file: Path) -> dict[str, float]:
    """Run one measurement in a process of its own, so that its memory is its own."""
    doing(f"measuring: {what}")
    done = subprocess.run([sys.executable, "-m", "bench.ingest", what, str(file)], check=True, capture_output=True)
    return dict(msgspec.json.decode(done.stdout, type=dict[str, float]))


if __name__ == "__main__":
    if len(sys.argv) == 3:
        rate = {"bulk": bulk, "acknowledged": acknowledged}[sys.argv[1]](Path(sys.argv[2]))
        print(msgspec.json.encode({"events_per_s": round(rate), "peak_mb": peak_mb()}).decode())
    else:
        main()
