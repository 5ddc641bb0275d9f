"""The second make's societies by the way a user goes: init, ingest, label, effect; each a process of its own."""

import json
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.second_events import day_of, write_events, write_labels
from bench.second_judged import Judged, beside
from bench.second_scenarios import WITH, WITHOUT
from bench.second_society import Life, live, live_without
from bench.second_truth import truth_of
from cautery.effect.figure import Figure

CAUTERY = str(Path(sys.executable).parent / "cautery")
POSTS_A_DAY, BYSTANDERS = 1.0, 60
"""Fewer than as tables, so that fifteen stories are told in some minutes."""
MEASURES = ("reach", "returns", "replacement", "regain")
LIMIT_S = 900
Told = dict[str, Any]
"""What the command printed."""


def told(asked: tuple[str, int, float]) -> tuple[list[Judged], Told]:
    """Tell one history from its events on, and set each figure beside the truth: (scenario, seed, linkage)."""
    name, seed, linkage = asked
    scenario = replace(next(one for one in (*WITH, *WITHOUT) if one.name == name), linkage=linkage)
    scenario = replace(scenario, posts_a_day=POSTS_A_DAY, bystanders=BYSTANDERS)
    life = live(scenario, seed)
    if not life.taken:
        return [], {}
    true = truth_of(life, live_without(scenario, seed))
    with tempfile.TemporaryDirectory() as folder:
        one, whole = _measured(Path(folder), life)
    figures = {name: _figure(name, said) for part in MEASURES for name, said in one[part]["figures"].items()}
    for part in ("survival", "undetected"):
        figures |= {name: _figure(name, said) for name, said in whole[part]["figures"].items()}
    for part in ("returns", "replacement"):
        figures |= {f"all_{name}": _figure(name, said) for name, said in whole[part]["figures"].items()}
    rows = [beside(scenario, figures[key], key, at) for key, at in true.items() if key in figures]
    return rows, one


def _measured(folder: Path, life: Life) -> tuple[Told, Told]:
    write_events(life, folder / "events.ndjson")
    write_labels(life, folder / "labels.csv")
    home = ("--home", str(folder / "home"))
    _run("init", *home)
    _run("ingest", str(folder / "events.ndjson"), *home)
    _run("label", str(folder / "labels.csv"), *home)
    return json.loads(_run("effect", "--takedown", day_of(life), "--json", *home)), json.loads(
        _run("effect", "--json", *home)
    )


def _run(*words: str) -> str:
    done = subprocess.run([CAUTERY, *words], capture_output=True, text=True, timeout=LIMIT_S, check=False)
    if done.returncode:
        sys.exit(f"cautery {' '.join(words)} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def _figure(name: str, said: Told) -> Figure:
    low, high = said["interval"]
    return Figure(name=name, value=said["value"], low=low, high=high, unit=said["unit"], method=said["method"])
