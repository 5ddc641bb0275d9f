"""Give the decisions about accounts that hold at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

import polars as pl

from cautery.app import App
from cautery.engine.accounts import accounts_in
from cautery.engine.tables import TABLES
from cautery.model.account import Account, AccountId
from cautery.model.decision import Decision, decisions_in_force
from cautery.pipeline.history.lake import lake_of
from cautery.store import decisions


def decisions_at(app: App, known: Sequence[Account], *, at: datetime | None) -> tuple[Decision, ...]:
    """Give the decisions about accounts that hold at a time; None: now."""
    return decisions_in_force(made_by(app, known, at=at))


def made_by(app: App, known: Sequence[Account], *, at: datetime | None) -> tuple[Decision, ...]:
    """Give all decisions about accounts that were made by a time, those that were replaced since among them; None: now.

    A label that names no platform is about the account of that name on whichever platforms have one; one that names no
    time holds as of the account's last event.
    """
    with app.reading() as connection:
        made = decisions.every(connection)
    by_name: dict[AccountId, list[Account]] = {}
    for about in known:
        by_name.setdefault(about.id, []).append(about)
    placed = tuple(about for one in made if one.post is None for about in _placed(one, by_name))
    if at is None:
        return placed
    goes_on = _active_after(app, at)
    return tuple(one for one in placed if (one.about not in goes_on if one.at is None else one.at <= at))


def final(held: Iterable[Decision]) -> frozenset[Account]:
    """Name those about whom nothing is open any more: a presumption is no decision."""
    return frozenset(made.about for made in held if made.verdict != "presumed_benign")


def _active_after(app: App, at: datetime) -> frozenset[Account]:
    """Name the accounts that did something after a time."""
    lake = lake_of(app)
    later = [lake.scan(table).filter(pl.col("at") > at).select("platform", "account") for table in TABLES]
    return frozenset(accounts_in(pl.concat(later).unique().collect()))


def _placed(made: Decision, by_name: dict[AccountId, list[Account]]) -> Iterable[Decision]:
    if made.about.platform:
        return (made,)
    return (replace(made, about=about) for about in by_name.get(made.about.id, (made.about,)))
