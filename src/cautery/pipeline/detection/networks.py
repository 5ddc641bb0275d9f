"""Find networks: who acts together, beyond chance; with a case only where something forbidden attaches to it."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import numpy as np
import polars as pl

from cautery.app import App
from cautery.engine.accounts import accounts_in
from cautery.engine.daily import AccountNumbers, DailyTables
from cautery.engine.daily import until as days_until
from cautery.errors import Missing
from cautery.model.account import Account
from cautery.model.network import Network, NetworkId
from cautery.pipeline.cases.exhibits import exhibit
from cautery.pipeline.cases.opening import keep_networks
from cautery.pipeline.history.decided import decisions_at
from cautery.pipeline.history.lake import lake_of
from cautery.pipeline.history.read import history_of, latest_event
from cautery.signals.match import Matcher
from cautery.store import banks
from cautery.store import networks as ledger
from cautery.suspicion.dossier import Dossier
from cautery.suspicion.evidence import Readings, dossiers_of, everyone, read_all
from cautery.suspicion.lookup import users_among
from cautery.suspicion.networks.chance import DayActivity, Repeated, repeated
from cautery.suspicion.networks.cohort import UNKNOWN
from cautery.suspicion.networks.content import attaches, content_of
from cautery.suspicion.networks.days import active_on, acts_around, around, did_of, pairs_of, sliced
from cautery.suspicion.networks.find import LinkedGroup, candidates, find
from cautery.suspicion.networks.identity import identify
from cautery.suspicion.networks.pairs import Integers
from cautery.suspicion.networks.portrait import NetworkPortrait, portray
from cautery.suspicion.networks.ties import Ties, ties_of
from cautery.suspicion.networks.traces import actions_of
from cautery.suspicion.snapshot import take_snapshot

READ = ("posts", "follows", "sessions")
"""Tables of history that actions are read from."""
Elsewhere = Callable[[Sequence[Account]], Readings]
"""Reads what the members of a network share with accounts that were removed elsewhere, or with banks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Days:
    """What was computed day by day, and up to when."""

    kept: DailyTables
    numbering: AccountNumbers
    days: Sequence[str]


def networks(
    app: App, *, at: datetime | None = None, progress: Callable[[str], None] = lambda _: None
) -> tuple[Network, ...]:
    """Name the networks of the platform as it was at a time, the largest first; open cases for those that ask for one.

    Only days that are new or changed are read; the others were kept. A look into the past writes nothing.
    """
    now = at or latest_event(app)
    days = _read(app, until=at, progress=progress)
    progress("weighing")
    portraits = _found(days, opened=_opened(app, days, at=at))
    members = sorted({member.account for portrait in portraits for member in portrait.members})
    removed, elsewhere = _content(app, at=at) if members else (frozenset[Account](), _nothing)
    with app.reading() as connection:
        ever = ledger.ever(connection)
    ids = identify([{one.account for one in portrait.members} for portrait in portraits], ever, at=now)
    found = [_named(portrait, name, now, removed, elsewhere) for portrait, name in zip(portraits, ids, strict=True)]
    if at is not None and now < latest_event(app):
        return tuple(found)
    attached = frozenset(
        one.id for one in found if attaches([member.account for member in one.members], one.seeds, one.content_evidence)
    )
    kept = keep_networks(app, found, at=now, attached=attached)
    exhibit(app, history_of(app, at=None))
    return kept


def explain(app: App, network: NetworkId) -> Network:
    """Give a network as it was last seen."""
    with app.reading() as connection:
        found = ledger.get(connection, network)
    if found is None:
        raise Missing(f"There is no network '{network}'.", at_terminal="List them with: cautery networks")
    return found


def _read(app: App, *, until: datetime | None, progress: Callable[[str], None]) -> _Days:
    """Bring the days up to history: actions first, then who met whom."""
    lake = lake_of(app)
    kept, numbering = DailyTables(app.config.networks), AccountNumbers(app.config.networks)
    stamps = days_until(lake.days(READ), until)
    for day, stamp in stamps.items():
        if not kept.has("actions", day, stamp):
            progress(day)
            tables = (_cut(lake.scan(table, day=day), until) for table in READ)
            kept.put(
                "actions", day, stamp, numbering.number(actions_of(*tables)).sort("trace", "thing", "at", "number")
            )
    keep_pairs(kept, stamps)
    return _Days(kept=kept, numbering=numbering, days=tuple(stamps))


def keep_pairs(kept: DailyTables, stamps: Mapping[str, str]) -> None:
    """Find who met whom on the days that are new or changed, or come after one that is; two days at a time.

    Args:
        stamps: what each day's actions were computed from, in the order of days.
    """
    waiting = []
    for day, stamp in stamps.items():
        yesterday = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
        both = f"{stamps.get(yesterday, '')} {stamp}"
        if not kept.has("pairs", day, both):
            waiting.append((day, yesterday if yesterday in stamps else None, both))
    with ThreadPoolExecutor(max_workers=2) as pool:  # the loop and the sorting hold no lock
        for _ in pool.map(lambda one: _keep_day(kept, *one), waiting):
            pass


def _keep_day(kept: DailyTables, day: str, yesterday: str | None, stamp: str) -> None:
    actions = kept.get("actions", day)
    before = kept.get("actions", yesterday) if yesterday else actions.clear()
    since = int(datetime.fromisoformat(day).replace(tzinfo=UTC).timestamp())
    kept.put("did", day, stamp, did_of(actions))
    kept.put("pairs", day, stamp, pairs_of(actions, before, since=since))


def _cut(table: pl.LazyFrame, until: datetime | None) -> pl.LazyFrame:
    return table if until is None else table.filter(pl.col("at") <= until)


def _found(days: _Days, *, opened: Integers) -> list[NetworkPortrait]:
    if not days.days:
        return []
    names = days.numbering.names()
    found = repeated_in(days.kept, days.days, accounts=names.height)
    ties = ties_of(found, accounts=names.height, opened=opened)
    groups = candidates(ties)
    actions = days.kept.scan("actions", days.days)
    together = [one for one in find(groups, acts_around(actions, groups), accounts=names.height) if one.cause is None]
    return _portraits(together, ties, around(actions, [one.accounts for one in together]), names)


def repeated_in(kept: DailyTables, days: Sequence[str], *, accounts: int) -> Mapping[str, Repeated]:
    """Sum the days that were kept, trace by trace: who met again and again."""
    active = [active_on(kept.get("did", day)) for day in days]
    scans = [kept.scan("pairs", [day]) for day in days]
    nobody = DayActivity(active=np.zeros(0, dtype=np.int64), did=np.zeros(0, dtype=np.int64))
    return {
        trace: repeated([of.get(trace, nobody) for of in active], sliced(scans, trace, accounts=accounts))
        for trace in sorted({trace for of in active for trace in of})
    }


def _portraits(
    found: Sequence[LinkedGroup], ties: Ties, actions: pl.DataFrame, names: pl.DataFrame
) -> list[NetworkPortrait]:
    near = names.join(actions.select("number").unique(), on="number", how="semi")
    by_number = dict(zip(near["number"].to_list(), accounts_in(near), strict=True))
    return [portray(group, ties, actions, by_number) for group in found]


def _opened(app: App, days: _Days, *, at: datetime | None) -> Integers:
    """Say when each account was opened, by number, as its profile tells; the event may say when it was first seen."""
    told = history_of(app, at=at).profiles.drop_nulls("created_at")
    opened = told.group_by("platform", "account").agg(opened=pl.col("created_at").min().dt.epoch("s")).collect()
    joined = days.numbering.names().join(opened, on=["platform", "account"], how="left", maintain_order="left")
    return np.asarray(joined["opened"].fill_null(UNKNOWN).to_numpy(), dtype=np.int64)


def _content(app: App, *, at: datetime | None) -> tuple[frozenset[Account], Elsewhere]:
    """Read who was finally removed, and give what reads what members share with those removed elsewhere or with banks."""
    history = history_of(app, at=at)
    known = tuple(accounts_in(everyone(history)))
    removed = frozenset(made.about for made in decisions_at(app, known, at=at) if made.verdict == "violating")
    with app.reading() as connection:
        entries = banks.holding(connection)
    if not removed and not entries:
        return removed, _nothing
    matcher = Matcher(entries, at=at or latest_event(app)) if entries else None
    dossiers = dossiers_of(history)
    users = users_among(dossiers.values())

    def elsewhere(members: Sequence[Account]) -> Readings:
        """Leave out whoever was removed among them: what they share with such a one is their own habit."""
        others = [dossiers.get(about, Dossier(about=about)) for about in sorted(removed - set(members))]
        snapshot = take_snapshot("", others, users, population=len(known))
        return read_all([dossiers[about] for about in members if about in dossiers], snapshot, matcher=matcher)

    return removed, elsewhere


def _nothing(_: Sequence[Account]) -> Readings:
    return {}


def _named(
    portrait: NetworkPortrait, name: NetworkId, at: datetime, removed: frozenset[Account], elsewhere: Elsewhere
) -> Network:
    accounts = [member.account for member in portrait.members]
    innocent = [account for account in accounts if account not in removed]
    return Network(
        id=name,
        at=at,
        members=portrait.members,
        channels=portrait.channels,
        log10_p=portrait.log10_p,
        says=portrait.says,
        bystanders=portrait.bystanders,
        seeds=tuple(sorted(removed & set(accounts))),
        content_evidence=content_of(innocent, elsewhere(accounts)),
        ties=portrait.ties,
    )
