"""A society of the second make as a platform would hand it over: canonical events, and labels with dates and sources.

A return that can be recognised keeps its device and telephone number, and a part of its name; one that cannot has all of it
new. All names and texts are invented.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench.second_society import HOSTS, Account, Life, followers
from bench.second_tables import moment
from cautery.kit.clock import rfc3339

PLATFORM = "harbour"
_WORDS = (
    "boat lamp rain bridge fish market ladder orchard kettle winter signal harbour copper letter garden tunnel velvet "
    "anchor morning quarry basket thunder pepper window saddle river candle meadow iron ticket"
).split()
_STARTS = ("amber", "willow", "cedar", "cobalt", "juniper", "magpie", "orchid", "sable", "thistle", "torrent")
_ENDS = ("vigil", "harrow", "lantern", "spindle", "mortar", "pelican", "bramble", "kestrel", "dynamo", "fathom")
FOLLOWERS_TOLD = (0, 1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120)
"""Days of an account on which the platform tells how many follow it."""


def write_events(life: Life, path: Path) -> int:
    """Write everybody's events in the order of their times; how many."""
    rows = sorted(
        (row for account in life.accounts for row in _events(account, life)), key=lambda row: (row["at"], row["id"])
    )
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return len(rows)


def write_labels(life: Life, path: Path) -> int:
    """Write a row for each detector that had found an account which was removed, dated on the day of its removal."""
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("account", "label", "at", "source", "group"))
        for account in life.accounts:
            removed = account.offender and account.how == "us" and account.closed < life.scenario.days
            for source in sorted(account.found) or ["sweep"] if removed else ():
                table.writerow((account.name, "violating", rfc3339(moment(account.closed)), source, ""))
                rows += 1
            if not account.offender and account.group:
                table.writerow((account.name, "presumed_benign", "", "cohorts", account.group))
    return rows


def day_of(life: Life) -> str:
    """Name the takedown as the labels make it."""
    return f"day:{moment(life.scenario.takedown):%Y-%m-%d}"


def _events(account: Account, life: Life) -> Iterator[dict[str, object]]:
    growth, last = life.scenario.growth_days, min(account.closed, life.scenario.days)
    begin = max(account.opened, 0.0)
    name, traits = _name(account, life), _traits(account, life)
    profile = {"handle": name, "display_name": name.title(), "created_at": rfc3339(moment(account.opened))}
    opened = "account.created" if account.opened >= 0 else "account.updated"
    for nth, day in enumerate(FOLLOWERS_TOLD):
        at = begin + day + (0.001 if nth else 0)
        if at < last:
            many = round(followers(account, at, growth_days=growth))
            kind = "account.updated" if nth else opened
            told = {**profile, "followers": many}
            yield _row(account, kind, at, f"told{nth}", profile=told, **({} if nth else {"traits": traits}))
    yield from _posts(account, life)
    if account.offender and account.closed < life.scenario.days:
        by = "us" if account.how == "us" else "owner"
        yield _row(account, "account.closed", account.closed, "closed", by=by)


def _posts(account: Account, life: Life) -> Iterator[dict[str, object]]:
    lot = np.random.default_rng([life.seed, 11, account.hand + 10_000, account.slot, account.number])
    taste = np.random.default_rng([life.seed, 8, account.hand + 10_000]).dirichlet(np.ones(len(HOSTS)) * 0.8)
    share = life.scenario.handoff_after if account.number else life.scenario.handoff
    offenders = [one for one in life.accounts if one.offender] if account.offender else []
    for nth, (at, views) in enumerate(zip(account.posts, account.views, strict=True)):
        text = " ".join(lot.choice(_WORDS, size=7))
        post: dict[str, object] = {"id": f"{account.name}p{nth}", "text": text, "views": int(views)}
        if account.offender and lot.random() < 0.5:
            moved = lot.random() < (life.scenario.hosts_move if account.number else 0.0)
            host = "elsewhere.example" if moved else HOSTS[int(lot.choice(len(HOSTS), p=taste))]
            post["links"] = [f"https://{host}/{int(lot.integers(1e9)):x}"]
        if account.offender and lot.random() < share:
            post["text"] = f"{text} telegram: @{_STARTS[account.hand % 10]}_{_ENDS[account.hand // 10 % 10]}"
        if offenders and lot.random() < 0.2:
            post["mentions"] = [offenders[int(lot.integers(len(offenders)))].name]
        yield _row(account, "post.created", float(at), f"p{nth}", post=post)


def _row(account: Account, kind: str, at: float, mark: str, **more: object) -> dict[str, object]:
    when = rfc3339(moment(at))
    return {
        "type": kind,
        "id": f"{account.name}:{mark}",
        "at": when,
        "platform": PLATFORM,
        "account": account.name,
        **more,
    }


def _traits(account: Account, life: Life) -> dict[str, str]:
    """Give what identifies an account: the hand's own as long as it can be recognised by it, else new."""
    whose = f"{account.hand}.{account.slot}" if _keeps(account) else f"{account.name}.new"
    return {name: f"{name}-{life.seed}-{whose}" for name in ("device", "phone", "email")}


def _name(account: Account, life: Life) -> str:
    key = account.hand if _keeps(account) else sum(map(ord, account.name)) * 31 + account.number
    lot = np.random.default_rng([life.seed, 12, abs(key), int(account.hand < 0)])
    return f"{lot.choice(_STARTS)}_{lot.choice(_ENDS)}{int(lot.integers(100, 999))}{account.number or ''}"


def _keeps(account: Account) -> bool:
    return account.number == 0 or account.recognisable
