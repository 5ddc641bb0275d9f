"""An invented platform's life as files: events, the decisions of its own moderators, and, if asked for, the truth."""

import csv
import random
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from cautery.errors import Invalid
from cautery.kit.canonical import canonical_json, plain_row
from cautery.kit.clock import rfc3339
from cautery.model.account import Account
from cautery.platforms.connectors.simulator import Simulator
from cautery.simulator.truth import Truth, truth_of
from cautery.simulator.world import PLATFORM, WorldSize
from cautery.simulator.written import SimulationFiles

CLOSED_A_DAY = 0.06
"""Chance that the platform's own moderators suspend an account of the network on a day."""


def simulate(
    out: Path, size: WorldSize, *, seed: int, with_truth: bool, progress: Callable[[], None] = lambda: None
) -> SimulationFiles:
    """Let a platform live for some days, and write what happened; the same seed writes the same bytes."""
    platform, rng = Simulator(size, seed=seed), random.Random(seed)  # noqa: S311  a simulation, not a secret
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Invalid(f"'{out}' cannot be written to: {error.strerror}.") from None
    events, labels, truth = out / "events.ndjson", out / "labels.csv", out / "truth.csv"
    removed: list[dict[str, str]] = []
    cursor: str | None = None
    with events.open("wb") as lines:
        for _ in range(size.days):
            platform.live(24)
            removed += _moderate(platform, rng)
            batch = platform.read_events(cursor)
            cursor = batch.cursor
            lines.writelines(canonical_json(event) + b"\n" for event in batch.events)
            progress()
    _write(labels, ("account", "label", "at", "source"), removed)
    if with_truth:
        _write(truth, Truth.__slots__, map(plain_row, truth_of(platform.world)))
    return SimulationFiles(events=str(events), labels=str(labels), truth=str(truth) if with_truth else None)


def _moderate(platform: Simulator, rng: random.Random) -> list[dict[str, str]]:
    """Suspend some accounts of the network, as the platform's own moderators find them."""
    found = [p for p in platform.world.people.values() if p.operator and not p.closed and rng.random() < CLOSED_A_DAY]
    for person in found:
        platform.close_by_itself(Account(platform=PLATFORM, id=person.id))
    at = rfc3339(platform.world.now())
    return [{"account": p.id, "label": "violating", "at": at, "source": "the platform"} for p in found]


def _write(path: Path, names: Sequence[str], rows: Iterable[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, names)
        writer.writeheader()
        writer.writerows(rows)
