"""Who is wronged where people share things: households, cafés, clubs, classes, parishes, share buttons, sold telephones.

A society of everyday life (`cautery simulate --society everyday`) goes in by the command line, and what `operators`, `suspects`
and `networks` say is compared with the truth. `PEOPLE` ordinary accounts a society, one society for each of `SEEDS`.
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

from bench.report import doing, rounded, tell
from cautery.suspicion.operators.alarms import wilson

PEOPLE = int(os.environ.get("PEOPLE", "4000"))
SEEDS = tuple(int(seed) for seed in os.environ.get("SEEDS", "101,102,103").split(","))
MATES = ("club", "colleagues", "class", "parish", "newspaper", "running")
MONITORS = ("journalist", "opponent")
COMMAND = (sys.executable, "-m", "cautery.cli.main")
Said = dict[str, Any]


def main() -> None:
    """Measure each society, and print the line."""
    named: dict[str, list[bool]] = defaultdict(list)
    returns: list[tuple[int, bool]] = []
    shown: list[tuple[float, bool]] = []
    first, cases = Counter[str](), 0
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
        cases += sum(one["case"] is not None for one in said["networks"])
    mates = [hit for kind in MATES for hit in named[kind]]
    tell(
        "everyday",
        {
            "named_by_kind": {kind: _counted(hits) for kind, hits in sorted(named.items())},
            "mates_named": _counted(mates),
            "returns_named": _counted([right for _, right in returns]),
            "returns_named_six_given_up": _counted([right for given_up, right in returns if given_up >= 6]),
            "calibration_error": _calibration(shown),
            "calibration_of": len(shown),
            "true_from_90_to_99": _counted([right for chance, right in shown if 0.9 < chance <= 0.99]),
            "first_100_suspects": dict(first.most_common()),
            "monitors_among_first_100": sum(first[kind] for kind in MONITORS),
            "network_cases": cases,
        },
        beside={},
        limit={"mates_named": 0, "returns_named": 0.8, "returns_named_six_given_up": 0.5, "calibration_error": 0.05},
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
    for command in ("operators", "suspects", "networks"):
        doing(f"asking society {seed} for {command}")
        said[command] = json.loads(_run(command, *home))
    return json.loads(Path(f"{out}/truth.json").read_text()), said


def _run(*words: str) -> bytes:
    return subprocess.run([*COMMAND, *words, "--json"], check=True, stdout=subprocess.PIPE).stdout


def _best(links: Iterable[Said]) -> Mapping[str, Said]:
    best: dict[str, Said] = {}
    for link in links:
        before = best.get(link["account"])
        if before is None or (link["named"], link["chance"]) > (before["named"], before["chance"]):
            best[link["account"]] = link
    return best


def _counted(hits: Sequence[bool]) -> list[float]:
    """Hits, of how many, and the 95 % interval of the share."""
    low, high = wilson(sum(hits), len(hits))
    return [sum(hits), len(hits), rounded(low), rounded(high)]


def _calibration(shown: Sequence[tuple[float, bool]]) -> float:
    error = 0.0
    for tenth in range(1, 10):
        inside = [one for one in shown if tenth / 10 < one[0] <= (tenth + 1) / 10]
        error += abs(sum(chance for chance, _ in inside) - sum(right for _, right in inside))
    return rounded(error / max(1, len(shown)))


if __name__ == "__main__":
    main()
