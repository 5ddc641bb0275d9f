"""The snapshot by which accounts are weighed: made once a day, and when people decided, banked or learnt something since.

It is kept beside the state and named in every result, so that whoever follows the journal and whoever reads all of history at
once weigh with the same numbers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

import msgspec

from cautery.app import App
from cautery.kit.canonical import digest
from cautery.kit.files import replace_file
from cautery.kit.unreadable import NOT_JSON
from cautery.model.account import Account, AccountId, Platform
from cautery.model.decision import Decision, decisions_in_force
from cautery.pipeline.detection.accounts import Accounts
from cautery.store import banks, decisions
from cautery.suspicion.dossier import Dossier
from cautery.suspicion.lookup import users_by
from cautery.suspicion.snapshot import Snapshot, take_snapshot


class StoredSnapshot(msgspec.Struct, frozen=True):
    """A snapshot, and what it was made from."""

    snapshot: Snapshot
    basis: str
    """Names what people had decided, banked and learnt by then."""
    made_at: datetime


def basis_of(app: App) -> str:
    """Name what people have decided, banked and learnt by now: while it is the same, a day's snapshot holds."""
    with app.reading() as connection:
        decided, banked = decisions.how_many(connection), banks.how_many(connection)
    fitted = app.config.fitted
    learnt = digest(fitted.read_bytes().hex())[:8] if fitted.exists() else "shipped"
    return f"{decided} {banked} {learnt}"


def kept_snapshot(app: App) -> StoredSnapshot | None:
    """Give the snapshot that holds; None when there is none, or what is there cannot be read."""
    path = app.config.engine / "detection" / "snapshot.msgpack"
    try:
        return msgspec.msgpack.decode(path.read_bytes(), type=StoredSnapshot)
    except (*NOT_JSON, FileNotFoundError):
        return None


def keep_snapshot(app: App, kept: StoredSnapshot) -> None:
    """Keep a snapshot in the place of the one before."""
    replace_file(app.config.engine / "detection" / "snapshot.msgpack", msgspec.msgpack.encode(kept))


def make_snapshot(accounts: Accounts, removed: Iterable[Dossier], *, name: str) -> Snapshot:
    """Count what removed accounts use, by the index of all that everybody uses."""
    users = users_by(accounts.state.index.find, accounts.of_platform)
    return take_snapshot(name, removed, users, population=accounts.state.population())


def next_name(now: datetime, before: StoredSnapshot | None) -> str:
    """Name a snapshot by its day, and by its number on that day when it is not the first."""
    day = now.date().isoformat()
    if before is None or not before.snapshot.name.startswith(day):
        return day
    _, _, number = before.snapshot.name.partition("/")
    return f"{day}/{int(number or 1) + 1}"


def holding(app: App, accounts: Accounts) -> tuple[Decision, ...]:
    """Give the decisions that hold about accounts.

    A label that names no platform is about the account of that name on whichever platforms have one.
    """
    with app.reading() as connection:
        made = decisions.every(connection)
    return decisions_in_force(about for one in made if one.post is None for about in _placed(one, accounts))


def _placed(made: Decision, accounts: Accounts) -> Sequence[Decision]:
    if made.about.platform:
        return (made,)
    bearing = accounts.state.bearing(made.about.id)
    found = [Account(platform=Platform(platform), id=AccountId(name)) for platform, name in bearing]
    return [replace(made, about=about) for about in found] or [made]
