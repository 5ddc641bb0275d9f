"""Whether planted campaigns are found and organic groups left alone, a real operation among real crowds, and how fast.

Planted: campaigns of five sizes and four participations, ten organic groups for each; the whole curve is printed, and the
figures are over campaigns of 20 accounts and more at 10 % and more. Real: an operation among fans, viewers and users of
hashtags. Speed: ACTIONS actions (a hundred million unless told) of a twentieth as many accounts, from Parquet; SCALE=0 leaves
it out.
"""

import csv
import gzip
import os
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from bench.many_actions import measure
from bench.network_baselines import baselines
from bench.plain_counts import plain_counts
from bench.planted import HOUR_S, Group, Plan, Planted, joined
from bench.report import counted, data, doing, peak_mb, rounded, tell, within
from cautery.app import App
from cautery.kit.clock import WallClock
from cautery.model.network import Network
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.detection.networks import networks
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.install import install
from cautery.suspicion.networks.pairs import Integers, members

SEED = 20160205
SIZES, PARTICIPATIONS = (10, 20, 50, 100, 200), (0.05, 0.1, 0.2, 0.3)
ACTIONS = int(float(os.environ.get("ACTIONS", "1e8")))
FANS = ("cricket", "tv_series")
NAMED_SHARE, NAMED_FEWEST = 0.1, 3
"""Share of an organic group's accounts in networks, or accounts if that is more, from which on it counts as named."""


def main() -> None:
    """Measure, and print the line."""
    plan = Plan(accounts=400_000, actions=8_000_000, sizes=SIZES, participations=PARTICIPATIONS, each=3)
    hour, beside = _planted(plan, with_baselines=True)
    late, _ = _planted(_with_jitter(plan, 2 * HOUR_S), with_baselines=False)
    operation, topic = _real("operation_mixed"), _real("topic_en")
    tell(
        "networks",
        {
            **_speed(),
            "parity_edges": _parity(),
            **hour,
            "jitter_of_two_hours": late,
            **{name: operation[name] for name in ("operation_recall", "fans_named", "cases", "named")},
            "topic": {name: topic[name] for name in ("fans_named", "cases", "named")},
        },
        beside={
            **beside,
            "operation: same text within 60 s five times": {"operation_recall": "0.34-0.52", "fans_named": 0.05},
            "SynchroTrap": "about 200 machines, hours a day",
        },
        limit={
            "precision": 0.99,
            "recall": 0.85,
            "purity": 0.95,
            "organic_named": 0.005,
            "operation_recall": 0.6,
            "fans_named": 0.01,
            "cases": 0,
            "seconds_100m": 300,
            "seconds_new_day": 60,
            "peak_gb": 12,
            "parity_edges": {"60": [32, 58], "300": [392, 425]},
        },
        seed=SEED,
    )


def _planted(plan: Plan, *, with_baselines: bool) -> tuple[dict[str, object], dict[str, object]]:
    planted = Planted(plan, seed=SEED)
    doing(f"{len(planted.groups)} groups among {plan.accounts:,} accounts")
    timed, _ = measure(planted)
    ours = [group.accounts for group in timed.groups if group.cause is None]
    figures = _figures(ours, planted) | {"curve": _curve(ours, planted.groups)}
    if not with_baselines:
        return figures, {}
    doing("baselines")
    again = Planted(plan, seed=SEED)
    whole = joined(list(again.days()))
    return figures, {name: _figures(found, planted) for name, found in baselines(whole, accounts=plan.accounts).items()}


def _with_jitter(plan: Plan, jitter_s: int) -> Plan:
    return Plan(
        accounts=plan.accounts,
        actions=plan.actions,
        sizes=plan.sizes,
        participations=plan.participations,
        each=1,
        jitter_s=jitter_s,
    )


def _figures(found: Sequence[Integers], planted: Planted) -> dict[str, object]:
    """Score groups: precision over all that is named, recall over the campaigns that the goal is about."""
    campaigns = [group for group in planted.groups if group.kind == "campaign"]
    whose = {int(account): number for number, group in enumerate(campaigns) for account in group.members}
    named = {int(account) for group in found for account in group}
    asked = [group for group in campaigns if group.members.size >= 20 and group.participation >= 0.1]
    members_asked = {int(account) for group in asked for account in group.members}
    largest = [Counter(whose[int(one)] for one in group if int(one) in whose).most_common(1) for group in found]
    organic = [group for group in planted.groups if group.kind != "campaign"]
    wronged = [group.kind for group in organic if _is_named(group, named - set(whose))]
    return {
        "precision": rounded(len(named & set(whose)) / max(1, len(named))),
        "recall": rounded(len(named & members_asked) / max(1, len(members_asked))),
        "purity": rounded(sum(top[0][1] for top in largest if top) / max(1, sum(group.size for group in found))),
        "organic_named": rounded(len(wronged) / max(1, len(organic))),
        "organic_named_by_kind": {
            kind: counted([_is_named(group, named - set(whose)) for group in organic if group.kind == kind])
            for kind in sorted({group.kind for group in organic})
        },
        "organic_groups": len(organic),
        "campaigns": len(campaigns),
    }


def _is_named(group: Group, named: set[int]) -> bool:
    inside = len(named & {int(account) for account in group.members})
    return inside >= max(NAMED_FEWEST, NAMED_SHARE * group.members.size)


def _curve(found: Sequence[Integers], groups: Sequence[Group]) -> dict[str, dict[str, float]]:
    """Give recall by size and participation."""
    named = {int(account) for group in found for account in group}
    curve: dict[str, dict[str, float]] = {}
    for size in SIZES:
        for share in PARTICIPATIONS:
            such = [
                {int(account) for account in one.members}
                for one in groups
                if one.kind == "campaign" and one.members.size == size and one.participation == share
            ]
            whole = sum(len(one) for one in such)
            curve.setdefault(str(size), {})[str(share)] = rounded(sum(len(one & named) for one in such) / max(1, whole))
    return curve


def _real(folder: str) -> Mapping[str, object]:
    """Take a real platform's events into a new installation, and ask it for its networks."""
    doing(folder)
    with (data(folder) / "labels.csv").open(encoding="utf-8", newline="") as rows:
        sources = {row["account"]: row["source"] for row in csv.DictReader(rows)}
    with tempfile.TemporaryDirectory() as home:
        app = App(install(Path(home) / "home", name="bench.example"), clock=WallClock(), person="local:bench")
        with Ingestion(app) as door:
            door.read_files([data(folder) / "events.ndjson.gz"], format_name=None, progress=lambda *_: None)
        found = networks(app)
        cases = len(queue(app.config, app.clock))
        app.close()
    named = Counter(sources[name] for name in _names(found))
    whole = Counter(sources.values())
    fans = sum(named[source] for source in FANS) / sum(whole[source] for source in FANS)
    return {
        "operation_recall": rounded(named["influence_operation"] / max(1, whole["influence_operation"])),
        "fans_named": rounded(fans),
        "cases": cases,
        "named": {source: within(named[source], whole[source]) for source in sorted(whole)},
    }


def _names(found: Iterable[Network]) -> set[str]:
    return {member.account.id for network in found for member in network.members}


def _parity() -> dict[str, list[int]]:
    """Count plainly what CooRTweet counts: edges and accounts at 60 s and at 300 s, two repetitions."""
    with gzip.open(data("coordination") / "shares.csv.gz") as file:
        shares = pl.read_csv(file.read())
    account, thing = (
        shares[name].cast(pl.Categorical).to_physical().cast(pl.Int64).to_numpy()
        for name in ("account_id", "object_id")
    )
    at = shares["timestamp_share"].cast(pl.Int64).to_numpy()
    edges = {}
    for window_s in (60, 300):
        pairs = plain_counts(account, thing, at, window_s=window_s, fewest=2).pair
        edges[str(window_s)] = [int(pairs.size), int(np.unique(np.concatenate(members(pairs))).size)]
    return edges


def _speed() -> dict[str, object]:
    """Time the whole of it; what was run is told, for it may be a small one."""
    if os.environ.get("SCALE") == "0":
        return {}
    plan = Plan(accounts=ACTIONS // 20, actions=ACTIONS, each=5)
    timed, new_day = measure(Planted(plan, seed=SEED))
    per_billion = 1e9 / timed.actions
    linear = timed.steps["pairs"] + timed.steps["chance"] + timed.steps["actions around them"]
    return {
        "seconds_100m" if ACTIONS == 10**8 else "seconds": rounded(timed.seconds),
        "cpu_seconds": timed.cpu_seconds,
        "load_of_the_machine": round(os.getloadavg()[1], 1),
        "seconds_new_day": rounded(new_day.seconds),
        "new_day_actions": new_day.actions,
        "ran": {"actions": timed.actions, "accounts": plan.accounts, "pairs": timed.pairs, "steps": timed.steps},
        "peak_gb": rounded(peak_mb() / 1024),
        "hours_planned_for_a_billion": rounded((linear * per_billion + timed.seconds - linear) / 3600),
    }


if __name__ == "__main__":
    main()
