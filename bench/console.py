"""How long pages take with a million cases and fifty reviewers at work, on SQLite and on PostgreSQL: make bench NAME=console.

Ten million events are taken in first, as a file would be. Cases, decisions, what waits and what it shows are written straight
into the tables, without the log, which pages do not read. Each reviewer clicks every five seconds: the queue, the next case,
the case with what is like it, a decision; and keeps a queue open that is told of changes. Times are the server's
(`Server-Timing`), after a round that only warms up; `waited` is what the client waited, which includes the client itself.
`posts` is an account's latest posts from all of history, for which few ask. All on whatever else this machine was doing:
`load` tells.
"""

import asyncio
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from sqlalchemy import insert

from bench.report import doing, tell
from cautery.access.tokens import form_token
from cautery.app import App, opened
from cautery.console.entry import COOKIE
from cautery.kit.canonical import canonical_json, digest
from cautery.kit.clock import rfc3339
from cautery.kit.compressed import pack
from cautery.model.case import CaseId
from cautery.model.exhibit import Exhibit, Item, ProfileSnapshot
from cautery.model.person import Person, PersonId
from cautery.model.suspicion import Reason
from cautery.pipeline.entrance.sign_in import begin
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.install import install
from cautery.store import people
from cautery.store.desk_tables import marks
from cautery.store.schema import cases, decisions, exhibits, waiting
from tests import postgres

CASES = int(os.environ.get("BENCH_CASES", "1000000"))
EVENTS = int(os.environ.get("BENCH_EVENTS", "10000000"))
WAITING_SHARE = 0.2
REVIEWERS = 50
BETWEEN_S = 5.0
LASTS_S = float(os.environ.get("BENCH_SECONDS", "60"))
SLICE = 5000
EVENTS_SLICE = 500_000
MARKS = 16
POSTS = 5
"""How many reviewers read an account's history in their first round."""
SEED = 5
Times = tuple[float, float]
"""Milliseconds in the server, and until the client had it all."""
WORDS = "lamps pier market harbour lighthouse bridge statement brothers watch tonight banner lantern keeper".split()


def main() -> None:
    """Measure on both, and tell."""
    figures: dict[str, object] = {"cases": CASES, "waiting": int(CASES * WAITING_SHARE), "events": EVENTS}
    figures["reviewers"] = REVIEWERS
    with tempfile.TemporaryDirectory(prefix="cautery-bench-") as folder, postgres.running() as server:
        history = Path(folder) / "history"
        take_in(history)
        sqlite = measure(Path(folder) / "sqlite", history, database=None)
        postgresql = measure(Path(folder) / "postgresql", history, database=server)
    figures |= {"sqlite": sqlite, "postgresql": postgresql}
    for key in ("queue_p95_ms", "case_p95_ms"):
        figures[key] = max(sqlite[key], postgresql[key])
    tell(
        "console",
        figures,
        beside={"Osprey 1.1.0, Coop 1.0.2": "publish no page times; neither could be run here"},
        limit={"queue_p95_ms": 150, "case_p95_ms": 150},
        seed=SEED,
    )


def take_in(home: Path) -> None:
    """Take the events in, a slice at a time, as files."""
    install(home, name="bench.example")
    rng, began, now = random.Random(SEED), time.monotonic(), datetime.now(UTC) - timedelta(days=30)
    with opened(home) as app, Ingestion(app) as door, tempfile.TemporaryDirectory() as folder:
        for start in range(0, EVENTS, EVENTS_SLICE):
            file = Path(folder) / "events.ndjson"
            with file.open("w", encoding="utf-8") as out:
                out.writelines(an_event(rng, number, now) for number in range(start, min(start + EVENTS_SLICE, EVENTS)))
            door.read_files([file], format_name="canonical", progress=lambda *_: None)
            door.catch_up()
    doing(f"{EVENTS:,} events in {time.monotonic() - began:.0f} s")


def an_event(rng: random.Random, number: int, now: datetime) -> str:
    at, text = rfc3339(now + timedelta(seconds=number / 5)), " ".join(rng.choices(WORDS, k=12))
    who = f'"at":"{at}","platform":"bench","account":"u{rng.randrange(CASES)}"'
    return f'{{"type":"post.created","id":"e{number}",{who},"post":{{"id":"h{number}","text":"{text}","lang":"en"}}}}\n'


def measure(home: Path, history: Path, *, database: str | None) -> dict[str, float]:
    """Fill an installation, let reviewers work in it, and give how long they waited."""
    home.mkdir(parents=True)
    for part in ("journal", "engine"):
        (home / part).symlink_to(history / part)
    if database is not None:
        (home / "cautery.toml").write_text(f'name = "bench.example"\ndatabase = "{database}"\n')
    install(home, name="bench.example")
    with opened(home) as app:
        began = time.monotonic()
        fill(app)
        doing(f"{home.name}: {CASES:,} cases in {time.monotonic() - began:.0f} s")
        secrets = [enter(app, f"reviewer{number}") for number in range(REVIEWERS)]
    with served(home) as where:
        waited = asyncio.run(work(where, secrets))
    found = {"clicks": float(sum(map(len, waited.values()))), "load": round(os.getloadavg()[0], 1)}
    for what, times in waited.items():
        for percent in (50, 95):
            found[f"{what}_p{percent}_ms"] = at_percent([served for served, _ in times], percent)
        found[f"{what}_waited_p95_ms"] = at_percent([waited for _, waited in times], 95)
    return found


def fill(app: App) -> None:
    """Write cases: most are decided, the others wait and show posts."""
    rng, now = random.Random(SEED), datetime.now(UTC)
    for start in range(0, CASES, SLICE):
        rows = [a_case(rng, number, now) for number in range(start, min(start + SLICE, CASES))]
        open_now = [row for row in rows if int(str(row["seq"])) % 5 == 0]
        with app.noting() as connection:
            connection.execute(insert(cases), rows)
            connection.execute(insert(decisions), [a_decision(row) for row in rows if row not in open_now])
            connection.execute(insert(waiting), [a_place(row) for row in open_now])
            connection.execute(insert(exhibits), [an_exhibit(rng, row, now) for row in open_now])
            connection.execute(insert(marks), [mark for row in open_now for mark in its_marks(rng, row)])


def a_case(rng: random.Random, number: int, now: datetime) -> dict[str, object]:
    reasons = tuple(
        Reason(channel=channel, bits=rng.uniform(-1, 7), says=" ".join(rng.choices(WORDS, k=12)), evidence=("p0", "p1"))
        for channel in ("links", "handoffs", "near_texts", "neighbours", "stance")
    )
    opened_at = now - timedelta(hours=rng.uniform(0, 48))
    return {
        "seq": number + 1,
        "id": digest("bench", str(number))[:12],
        "platform": "bench",
        "account": f"u{number}",
        "post": None,
        "origin": "suspicion",
        "chance": rng.uniform(0.5, 1),
        "reasons": canonical_json(reasons).decode(),
        "opened_at": rfc3339(opened_at),
        "due": rfc3339(opened_at + timedelta(hours=72)),
    }


def a_decision(case: dict[str, object]) -> dict[str, object]:
    return {
        "seq": case["seq"],
        "id": f"d{case['seq']}",
        "platform": "bench",
        "account": case["account"],
        "verdict": "benign",
        "measure": "none",
        "reason": "breaks no rule",
        "by": "somebody",
        "at": case["opened_at"],
        "source": "review",
        "case": case["id"],
        "kept": "[]",
    }


def a_place(case: dict[str, object]) -> dict[str, object]:
    due = datetime.fromisoformat(str(case["due"])).timestamp()
    return {
        "case": case["id"],
        "platform": "bench",
        "origin": "suspicion",
        "look_by": due,
        "due": due,
        "followers": None,
        "threatened": False,
        "language": "en",
        "handle": None,
    }


def its_marks(rng: random.Random, case: dict[str, object]) -> list[dict[str, object]]:
    """Mark a case so that a few others share something with it."""
    return [{"case": case["id"], "mark": rng.randrange(CASES)} for _ in range(MARKS)]


def an_exhibit(rng: random.Random, case: dict[str, object], now: datetime) -> dict[str, object]:
    items = tuple(Item(id=f"p{n}", at=now, text=" ".join(rng.choices(WORDS, k=20)), lang="en") for n in range(16))
    shown = Exhibit(
        case=CaseId(str(case["id"])), face=ProfileSnapshot(handle=str(case["account"])), items=items, at=now
    )
    return {"seq": case["seq"], "case": case["id"], "shown": pack(canonical_json(shown)), "at": rfc3339(now)}


def enter(app: App, name: str) -> str:
    """Let a reviewer in; gives the session's secret."""
    with app.writing() as tx:
        people.append(tx, [Person(person=PersonId(name), roles=("reviewer",), by=tx.by, at=tx.at)])
    return begin(app, PersonId(name), how="password")


@contextmanager
def served(home: Path) -> Iterator[str]:
    """Serve in a process of its own."""
    command = [sys.executable, "-m", "cautery.cli.main", "serve", "--home", str(home), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        printed = process.stderr.readline()
        try:
            yield "http://" + printed.split("http://")[1].split("/")[0].strip()
        finally:
            process.terminate()


async def work(where: str, secrets: Sequence[str]) -> dict[str, list[Times]]:
    """Let everybody work at the same time; gives how long each kind of click took."""
    waited: dict[str, list[Times]] = {"queue": [], "case": [], "alike": [], "next": [], "decide": [], "posts": []}
    until = time.monotonic() + LASTS_S
    listening = [asyncio.create_task(listen(where, secret, until)) for secret in secrets]
    await asyncio.gather(*(review(where, secret, until, waited, SEED + n) for n, secret in enumerate(secrets)))
    for task in listening:
        task.cancel()
    await asyncio.gather(*listening, return_exceptions=True)
    return waited


async def listen(where: str, secret: str, until: float) -> None:
    """Keep a queue open that is told of changes, for as long as everybody works."""
    async with httpx.AsyncClient(base_url=where, cookies={COOKIE: secret}, timeout=None) as client:
        while time.monotonic() < until:
            async with client.stream("GET", "/queue/stream", params={"since": "-"}) as told:
                async for _ in told.aiter_lines():
                    pass


async def review(where: str, secret: str, until: float, waited: dict[str, list[Times]], seed: int) -> None:
    """One reviewer: queue, next, case, decide, and again."""
    rng, token = random.Random(seed), form_token(secret)
    async with httpx.AsyncClient(base_url=where, cookies={COOKIE: secret}, timeout=60) as client:
        await asyncio.sleep(rng.uniform(0, BETWEEN_S))
        await click(client, [], "GET", "/queue", rng)
        if seed - SEED < POSTS:
            about = f"/account/posts?platform=bench&id=u{rng.randrange(CASES)}"
            await click(client, waited["posts"], "GET", about, rng)
        while time.monotonic() < until:
            await click(client, waited["queue"], "GET", "/queue", rng)
            taken = await click(client, waited["next"], "POST", "/next", rng, {"form_token": token})
            case = taken.headers["location"]
            await click(client, waited["case"], "GET", case, rng)
            if case.startswith("/cases/"):
                await click(client, waited["alike"], "GET", f"{case}/alike", rng, pause=False)
            said = {"form_token": token, "seen": "0", "measure": "none", "reason": "breaks no rule"}
            await click(client, waited["decide"], "POST", f"{case}/decide", rng, said)


async def click(
    client: httpx.AsyncClient,
    times: list[Times],
    method: str,
    path: str,
    rng: random.Random,
    said: dict[str, str] | None = None,
    *,
    pause: bool = True,
) -> httpx.Response:
    """Click once, take the time, and pause as a person does."""
    began = time.monotonic()
    answer = await client.request(method, path, data=said)
    times.append((float(answer.headers["server-timing"].partition("dur=")[2]), 1000 * (time.monotonic() - began)))
    if answer.status_code not in (200, 303):
        sys.exit(f"{method} {path} answered {answer.status_code}")
    if pause:
        await asyncio.sleep(rng.uniform(0.5, 1.5) * BETWEEN_S)
    return answer


def at_percent(times: Sequence[float], percent: float) -> float:
    """Give the time below which so many percent lie."""
    ordered = sorted(times)
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))], 1) if ordered else 0.0


if __name__ == "__main__":
    main()
