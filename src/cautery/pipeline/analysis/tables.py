"""The tables that there are, and the permission that each asks for."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

import polars as pl

from cautery.access.permissions import Permission, refuse_unless
from cautery.app import App
from cautery.errors import Missing
from cautery.pipeline.analysis import history_columns, ledger_columns


@dataclass(frozen=True, slots=True, kw_only=True)
class AnalysisTable:
    """A table, what a row of it is, and who may read it."""

    name: str
    says: str
    permission: Permission
    read: Callable[[App], pl.LazyFrame]


_HISTORY = {
    "posts": "posts and edits of posts",
    "profiles": "profiles, as they were told",
    "follows": "follows and unfollows",
    "reactions": "reactions to posts",
    "sessions": "sessions, with hashed traits",
    "closures": "accounts that were closed or reopened",
    "moves": "accounts that moved to another one",
    "removals": "posts that were removed",
}
_LEDGERS: Mapping[str, tuple[str, Callable[[App], pl.LazyFrame]]] = {
    "cases": ("cases, open and decided", ledger_columns.cases_of),
    "reasons": ("what speaks for and against each case, in bits", ledger_columns.reasons_of),
    "decisions": ("decisions, in their order", ledger_columns.decisions_of),
    "networks": ("networks, as they were last seen", ledger_columns.networks_of),
    "members": ("members of networks", ledger_columns.members_of),
    "ties": ("ties between members of networks", ledger_columns.ties_of),
    "operators": ("accounts that probably continue a suspended one", ledger_columns.operators_of),
}
TABLES: Mapping[str, AnalysisTable] = {
    table.name: table
    for table in (
        *(
            AnalysisTable(
                name=name, says=says, permission="see_history", read=partial(history_columns.events_of, table=name)
            )
            for name, says in _HISTORY.items()
        ),
        AnalysisTable(name="accounts", says="accounts", permission="see_history", read=history_columns.accounts_of),
        AnalysisTable(
            name="effect",
            says="figures of the last measurement of effect",
            permission="see_quality",
            read=ledger_columns.effect_of,
        ),
        *(
            AnalysisTable(name=name, says=says, permission="see_cases", read=read)
            for name, (says, read) in _LEDGERS.items()
        ),
    )
}


def tables_for(permissions: Collection[Permission]) -> Sequence[AnalysisTable]:
    """List the tables that somebody may read."""
    return [table for table in TABLES.values() if table.permission in permissions]


def table_of(
    app: App,
    name: str,
    *,
    permissions: Collection[Permission],
    since: datetime | None = None,
    until: datetime | None = None,
) -> pl.LazyFrame:
    """Open a table; refuse (Refused) who may not read it, and (Missing) one that there is not.

    Args:
        since: rows with an earlier `at` are left out; for tables that have `at`.
        until: rows from then on are left out.
    """
    table = TABLES.get(name)
    if table is None:
        raise Missing(f"There is no table '{name[:40]}'. There are: {', '.join(TABLES)}.")
    refuse_unless(permissions, table.permission)
    frame = table.read(app)
    if since is not None or until is not None:
        if "at" not in frame.collect_schema():
            raise Missing(f"The table '{name}' has no column 'at', by which rows could be chosen.")
        frame = frame if since is None else frame.filter(pl.col("at") >= since)
        frame = frame if until is None else frame.filter(pl.col("at") < until)
    return frame
