"""How long a hundred million actions take from Parquet to communities, day by day, and how long one more day takes."""

import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import polars as pl

from bench.planted import BEGIN_S, DAY_S, Actions, Planted
from bench.report import doing
from cautery.engine.daily import DailyTables
from cautery.pipeline.detection.networks import keep_pairs, repeated_in
from cautery.suspicion.networks.cohort import UNKNOWN
from cautery.suspicion.networks.days import acts_around
from cautery.suspicion.networks.find import LinkedGroup, candidates, find
from cautery.suspicion.networks.ties import ties_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """What was found in how many seconds, step by step, and how much there was."""

    groups: Sequence[LinkedGroup]
    steps: dict[str, float]
    cpu_seconds: float
    """What the processors worked for it: on a busy machine the seconds say more of the others."""
    actions: int
    pairs: int

    @property
    def seconds(self) -> float:
        """All steps together."""
        return sum(self.steps.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDay:
    """How long one more day takes to be taken in, and how much happened on it."""

    seconds: float
    actions: int


def measure(planted: Planted) -> tuple[Timed, NewDay]:
    """Write a platform to Parquet, untimed; then find its networks, and take in one more day, as busy as its last three."""
    folder = Path(tempfile.mkdtemp(prefix="networks-"))
    try:
        kept = DailyTables(folder)
        days = [_write(kept, number, actions) for number, actions in enumerate(planted.days())]
        doing(f"{len(days)} days are on disk")
        whole = _find(kept, days, planted.plan.accounts)
        return whole, _new_day(kept, days)
    finally:
        shutil.rmtree(folder)


def _write(kept: DailyTables, number: int, actions: Actions) -> str:
    day = datetime.fromtimestamp(BEGIN_S + number * DAY_S, tz=UTC).date().isoformat()
    frame = pl.DataFrame(
        {"number": actions.account, "thing": actions.thing, "at": actions.at, "source": actions.source}
    ).with_columns(trace=pl.lit("repost"))
    kept.put("actions", day, "planted", frame)
    return day


def _find(kept: DailyTables, days: Sequence[str], accounts: int) -> Timed:
    steps: dict[str, float] = {}
    begin, worked = time.perf_counter(), time.process_time()

    def step(name: str) -> None:
        nonlocal begin
        now = time.perf_counter()
        steps[name] = round(now - begin, 2)
        begin = now
        doing(f"{name}: {steps[name]} s")

    keep_pairs(kept, dict.fromkeys(days, "planted"))
    step("pairs")
    pairs = kept.scan("pairs", days).select(pl.len()).collect().item()
    ties = ties_of(
        repeated_in(kept, days, accounts=accounts),
        accounts=accounts,
        opened=np.full(accounts, UNKNOWN, dtype=np.int64),
    )
    step("chance")
    groups = candidates(ties)
    step("groups")
    actions = kept.scan("actions", days)
    acts = acts_around(actions, groups)
    step("actions around them")
    found = find(groups, acts, accounts=accounts)
    step("causes")
    many = actions.select(pl.len()).collect().item()
    return Timed(
        groups=found, cpu_seconds=round(time.process_time() - worked, 1), steps=steps, actions=many, pairs=pairs
    )


def _new_day(kept: DailyTables, days: Sequence[str]) -> NewDay:
    begin_s = BEGIN_S + len(days) * DAY_S
    busy = kept.scan("actions", days[-3:]).with_columns(at=pl.col("at") % DAY_S + begin_s).collect()
    new = datetime.fromtimestamp(begin_s, tz=UTC).date().isoformat()
    kept.put("actions", new, "planted", busy)
    begin = time.perf_counter()
    keep_pairs(kept, dict.fromkeys([*days, new], "planted"))
    return NewDay(seconds=round(time.perf_counter() - begin, 2), actions=busy.height)
