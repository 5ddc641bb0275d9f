"""How long 125,000 suspensions take, planned, approved, sent and verified; and whether each happens exactly once under fire.

The platform is one in memory that counts what it is asked: what is measured is ours. `RUNS` says how many runs under fire
follow, on SQLite and again on PostgreSQL; each has a platform in a process of its own that fails one time in ten, and a worker
that is killed again and again. Most of a run is waiting for the lease of a killed worker: a few go side by side.
"""

import os
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

from bench.report import doing, rounded, tell
from cautery.app import App
from cautery.enforcement.guards import Limits
from cautery.kit.clock import WallClock
from cautery.model.account import AccountId
from cautery.model.action import Action
from cautery.model.decision import DecisionId
from cautery.pipeline.installation.install import install
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.takedowns.control import undo_whole
from cautery.pipeline.takedowns.executor import Executor
from cautery.pipeline.takedowns.planning import approve, plan
from cautery.pipeline.takedowns.progress import advance_to_the_end
from cautery.pipeline.takedowns.status import look_at
from cautery.store import actions
from tests import postgres
from tests.fire.run import Outcome, run
from tests.takedowns import QUAY, SUSPEND, Quay, a_network, member

ACCOUNTS = int(os.environ.get("ACCOUNTS", "125000"))
RUNS = int(os.environ.get("RUNS", "50"))
UNDER_FIRE = 5000
SIDE_BY_SIDE = 4
LIMITS = Limits(a_day=10_000_000, stage_wait_minutes=0, batch=1000, at_once=1, lease_s=600)
GOAL_S = 600
SAMPLE = 2000


def main() -> None:
    """Measure, and print one line."""
    with tempfile.TemporaryDirectory(prefix="takedown-") as folder:
        config = replace(install(Path(folder) / "home", name="bench.example"), takedown=LIMITS)
        app = App(config, clock=WallClock(), person="local:ada")
        figures = _take_down(app, Quay())
        one_by_one = _one_by_one(app)
        app.close()
    tell(
        "takedown",
        figures | {"fire": _fire()},
        beside={
            "platform_alone_per_s": _alone(),
            "one_transaction_an_action_per_s": one_by_one,
        },
        limit={"seconds": GOAL_S, "duplicates": 0, "lost": 0},
        seed=0,
    )


def _take_down(app: App, platform: Quay) -> dict[str, object]:
    steps: dict[str, float] = {}
    begun = time.perf_counter()

    def step(name: str) -> None:
        nonlocal begun
        steps[name], begun = round(time.perf_counter() - begun, 1), time.perf_counter()
        doing(f"{name}: {steps[name]} s")

    case = a_network(app, ACCOUNTS)
    worked = time.process_time()
    begun = time.perf_counter()
    made = plan(app, case, SUSPEND)
    step("planned")
    approve(app.acting_as("ben"), made.id)
    step("approved")
    crew = {QUAY: Executor(app, platform)}
    advance_to_the_end(app, crew, made.id, sleep=time.sleep, told=lambda _: None)
    step("sent and verified")
    standing = look_at(app, made.id)
    asked = Counter(platform.asked.values())
    seconds, worked = sum(steps.values()), time.process_time() - worked
    undo_whole(app, made.id, reason="the bench is over")
    advance_to_the_end(app, crew, made.id, sleep=time.sleep, told=lambda _: None)
    step("undone")
    restored = not platform.suspended()
    log_ok = verify_log(app).ok
    step("log verified")
    return {
        "actions": ACCOUNTS,
        "seconds": rounded(seconds),
        "cpu_seconds": rounded(worked),
        "steps": steps,
        "duplicates": sum(many for often, many in asked.items() if often > 1),
        "lost": ACCOUNTS - standing.count("confirmed"),
        "undone_whole": restored,
        "log_ok": log_ok,
    }


def _one_by_one(app: App) -> int:
    """Say how many actions a second are written when each has a transaction of its own."""
    begun = time.perf_counter()
    for number in range(SAMPLE // 10):
        with app.writing() as tx:
            name = f"bench {number}"
            actions.append(tx, [Action(key=name, decision=DecisionId(name), about=member(number), measure="suspend")])
    return round(SAMPLE / 10 / (time.perf_counter() - begun))


def _alone() -> int:
    """Say how many suspensions and looks a second the platform itself takes."""
    platform, begun = Quay(), time.perf_counter()
    for number in range(SAMPLE):
        about = replace(member(number), id=AccountId(str(number)))
        action = Action(key=str(number), decision=DecisionId("d"), about=about, measure="suspend")
        platform.act(action)
        platform.in_effect(action)
    return round(SAMPLE / (time.perf_counter() - begun))


def _fire() -> dict[str, object]:
    processes = ProcessPoolExecutor(SIDE_BY_SIDE, mp_context=get_context("spawn"))
    with postgres.running() as server, processes as together:
        seeds = [seed for seed in range(RUNS) for _ in range(2)]
        told = list(together.map(_under_fire, seeds, ["", server] * RUNS))
    return {"sqlite": _told(told[::2]), "postgresql": _told(told[1::2])}


def _under_fire(seed: int, server: str) -> Outcome:
    database = postgres.new_database(server, f"fire-{seed}") if server else ""
    with tempfile.TemporaryDirectory(prefix="fire-") as folder:
        told = run(Path(folder), accounts=UNDER_FIRE, seed=seed, database=database)
    doing(f"under fire {seed}{' on PostgreSQL' if server else ''}: {told}")
    return told


def _told(fire: list[Outcome]) -> dict[str, object]:
    return {
        "runs": len(fire),
        "actions": sum(one.accounts for one in fire),
        "kills": sum(one.kills for one in fire),
        "faults": sum(sum(one.faults.values()) for one in fire),
        "once": sum(one.once for one in fire),
        "duplicates": sum(one.twice for one in fire),
        "lost": sum(one.accounts - one.confirmed for one in fire),
        "logs_ok": all(one.log_ok for one in fire),
    }


if __name__ == "__main__":
    main()
