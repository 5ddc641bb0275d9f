"""Who is wronged where people share things: households, cafés, clubs, classes, parishes, share buttons, sold telephones.

A society of everyday life (`cautery simulate --society everyday`) goes in by the command line, and what `operators`, `suspects`
and `networks` say is compared with the truth. `PEOPLE` ordinary accounts a society, one society for each of `SEEDS`. `OTHER`
is the `src` of another version: its commands are asked about the same societies.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.report import counted, doing, rounded, tell

PEOPLE = int(os.environ.get("PEOPLE", "4000"))
SEEDS = tuple(int(seed) for seed in os.environ.get("SEEDS", "101,102,103").split(","))
MATES = ("club", "colleagues", "class", "parish", "newspaper", "running")
MONITORS = ("journalist", "opponent")
COMMAND = (sys.executable, "-m", "cautery.cli.main")
OTHER = os.environ.get("OTHER", "")
Said = dict[str, Any]


def main() -> None:
    """Measure each society, and print the line."""
    named: dict[str, list[bool]] = defaultdict(list)
    returns: list[tuple[int, bool]] = []
    shown: list[tuple[float, bool]] = []
    first, cases = Counter[str](), 0
    opened: dict[str, list[bool]] = defaultdict(list)
    for seed in SEEDS:
        with tempfile.TemporaryDirectory() as folder:
            truth, said = _measured(Path(folder), seed)
        best = _best(said["operators"]["links"])
        for account, told in truth.items():
            link = best.get(account)
            if told["kind"] == "return":
                right = bool(link and link["named"] and link["earlier"] == told["near"])
                returns.append((told["given_up"], right))
            elif told["kind"] != "removed":
                named[told["kind"]].append(bool(link and link["named"]))
            if link and link["chance"] > 0.1 and told["kind"] != "removed":
                shown.append((link["chance"], told["kind"] == "return" and link["earlier"] == told["near"]))
        first.update(truth[one["account"]]["kind"] for one in said["suspects"][:100])
        about = {one["about"] for one in said["cases"]}
        for account, told in truth.items():
            opened[told["kind"]].append(account in about)
        cases += sum(one["case"] is not None for one in said["networks"])
    mates = [hit for kind in MATES for hit in named[kind]]
    mates_opened = [hit for kind in MATES for hit in opened[kind]]
    tell(
        "everyday",
        {
            "named_by_kind": {kind: counted(hits) for kind, hits in sorted(named.items())},
            "mates_named": counted(mates),
            "cases_by_kind": {kind: counted(hits) for kind, hits in sorted(opened.items()) if kind != "removed"},
            "mates_with_a_case": counted(mates_opened),
            "returns_named": counted([right for _, right in returns]),
            "returns_named_six_given_up": counted([right for given_up, right in returns if given_up >= 6]),
            "calibration_error": _calibration(shown),
            "calibration_of": len(shown),
            "true_from_90_to_99": counted([right for chance, right in shown if 0.9 < chance <= 0.99]),
            "first_100_suspects": dict(first.most_common()),
            "monitors_among_first_100": sum(first[kind] for kind in MONITORS),
            "network_cases": cases,
        },
        beside={},
        limit={
            "mates_named": 0,
            "mates_with_a_case": 0,
            "returns_named": 0.8,
            "returns_named_six_given_up": 0.5,
            "calibration_error": 0.05,
        },
        seed=SEEDS[0],
    )


def _measured(folder: Path, seed: int) -> tuple[Mapping[str, Said], Mapping[str, Any]]:
    doing(f"letting society {seed} live")
    out = str(folder / "society")
    _run("simulate", "--society", "everyday", "--people", str(PEOPLE), "--seed", str(seed), "--truth", "--out", out)
    home = ("--home", str(folder / "home"))
    _run("init", *home)
    _run("ingest", f"{out}/events.ndjson.gz", *home)
    _run("label", f"{out}/removed.csv", *home)
    said = {}
    for command in ("operators", "suspects", "networks", "cases"):
        doing(f"asking society {seed} for {command}")
        said[command] = json.loads(_run(command, *home))
    return json.loads(Path(f"{out}/truth.json").read_text()), said


def _run(*words: str) -> bytes:
    other = {"PYTHONPATH": OTHER} if OTHER and words[0] != "simulate" else {}
    return subprocess.run(
        [*COMMAND, *words, "--json"], check=True, stdout=subprocess.PIPE, env=os.environ | other
    ).stdout


def _best(links: Iterable[Said]) -> Mapping[str, Said]:
    best: dict[str, Said] = {}
    for link in links:
        before = best.get(link["account"])
        if before is None or (link["named"], link["chance"]) > (before["named"], before["chance"]):
            best[link["account"]] = link
    return best


def _calibration(shown: Sequence[tuple[float, bool]]) -> float:
    error = 0.0
    for tenth in range(1, 10):
        inside = [one for one in shown if tenth / 10 < one[0] <= (tenth + 1) / 10]
        error += abs(sum(chance for chance, _ in inside) - sum(right for _, right in inside))
    return rounded(error / max(1, len(shown)))


if __name__ == "__main__":
    main()
