"""What an observer has of a society of the second make, as the tables that effect is measured on: only what was found."""

from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl

from bench.second_society import HOSTS, Account, Life, followers
from cautery.effect.tables import HANDOFF, SCHEMAS, ObservedTables, seen

BEGIN = datetime(2021, 3, 1, tzinfo=UTC)
ONE = "one"
"""The takedown."""


def tables_of(life: Life) -> ObservedTables:
    """Give the tables; an account of which no detector knows is in none of them."""
    known = [account for account in life.accounts if account.found or not account.offender]
    frames = {
        "accounts": [_account(account, life) for account in known],
        "reach": [row for account in known for row in _reach(account, life)],
        "links": [row for account in known if account.offender for row in _links(account, life)],
        "ties": _ties(known, life),
        "detections": [
            {"account": one.name, "detector": detector, "at": moment(at)}
            for one in known
            for detector, at in one.found.items()
        ],
        "decisions": [_decision(account) for account in known if account.how == "us" or account.restored < np.inf],
    }
    made = {name: pl.DataFrame(rows, schema=SCHEMAS[name], orient="row") for name, rows in frames.items()}
    return seen(made, until=moment(life.scenario.days))


def moment(day: float) -> datetime:
    """Give the time of a day since the begin."""
    return BEGIN + timedelta(days=float(day))


def hosts_of(account: Account, life: Life) -> list[tuple[int, str]]:
    """List (day, host) of the links in an account's posts; after a suspension some lead elsewhere."""
    lot = np.random.default_rng([life.seed, 7, account.hand + 10_000, account.slot, account.number])
    taste = np.random.default_rng([life.seed, 8, account.hand + 10_000]).dirichlet(np.ones(len(HOSTS)) * 0.8)
    count = len(account.posts)
    linked, moved = lot.random(count) < 0.5, lot.random(count) < (life.scenario.hosts_move if account.number else 0.0)
    host = np.where(moved, "elsewhere.example", np.array(HOSTS)[lot.choice(len(HOSTS), size=count, p=taste)])
    given = lot.random(count) < (life.scenario.handoff_after if account.number else life.scenario.handoff)
    days = np.floor(account.posts).astype(int)
    rows = [(int(day), str(name)) for day, name in zip(days[linked], host[linked], strict=True)]
    return rows + [(int(day), f"{HANDOFF}telegram") for day in days[given]]


def _account(account: Account, life: Life) -> dict[str, object]:
    known = account.offender and (account.number == 0 or account.recognisable)
    ended = account.closed < life.scenario.days
    return {
        "account": account.name,
        "operator": f"hand{account.hand}" if known else None,
        "incarnation": account.number + 1 if known else None,
        "group": "violating" if account.offender else account.group or "control",
        "created_at": moment(account.opened),
        "first_seen_at": moment(max(account.opened, 0.0)),
        "first_violation_at": moment(float(account.posts[0])) if account.offender and account.posts.size else None,
        "last_alive_at": moment(account.closed if ended and account.offender else life.scenario.days),
        "closed_at": moment(account.closed) if ended and account.offender else None,
        "closed_by": account.how if ended and account.offender else None,
        "takedown": ONE if account.taken else None,
    }


def _reach(account: Account, life: Life) -> list[dict[str, object]]:
    days, place = np.unique(np.floor(account.posts).astype(int), return_inverse=True)
    posts, views = np.bincount(place, minlength=len(days)), np.bincount(place, account.views, minlength=len(days))
    growth = life.scenario.growth_days
    return [
        {
            "account": account.name,
            "day": moment(day).date(),
            "followers": round(followers(account, float(day) + 1, growth_days=growth)),
            "views": int(seen_by),
            "posts": int(many),
        }
        for day, many, seen_by in zip(days.tolist(), posts, views, strict=True)
    ]


def _links(account: Account, life: Life) -> list[dict[str, object]]:
    counted: dict[tuple[int, str], int] = {}
    for key in hosts_of(account, life):
        counted[key] = counted.get(key, 0) + 1
    return [
        {"account": account.name, "day": moment(day).date(), "host": host, "n": n}
        for (day, host), n in sorted(counted.items())
    ]


def _ties(known: list[Account], life: Life) -> list[dict[str, object]]:
    """Give who met whom: an offender's posts meet other offenders, a bystander's few."""
    offenders = [account for account in known if account.offender and account.posts.size]
    rows: list[dict[str, object]] = []
    for account in known:
        lot = np.random.default_rng([life.seed, 9, account.hand + 10_000, account.slot, account.number])
        chance = 0.3 * life.scenario.inside if account.offender else 0.03
        for at in account.posts[lot.random(len(account.posts)) < chance]:
            target = offenders[int(lot.integers(len(offenders)))] if offenders else account
            if target.hand != account.hand and target.opened < at < target.closed:
                day = moment(int(at)).date()
                rows.append({"account": account.name, "target": target.name, "day": day, "n": 1})
    return rows


def _decision(account: Account) -> dict[str, object]:
    first = min(account.found.values(), default=account.closed)
    return {
        "case": f"case-{account.name}",
        "account": account.name,
        "measure": "suspend",
        "at": moment(account.closed),
        "reversed_at": moment(account.restored) if account.restored < np.inf else None,
        "appealed": account.restored < np.inf,
        "upheld": False if account.restored < np.inf else None,
        "opened_at": moment(min(first, account.closed)),
        "chance": 0.9 if account.offender else 0.6,
        "takedown": ONE if account.taken else None,
    }
