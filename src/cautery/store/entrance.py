"""What opens the door: password hashes, sessions, one-time links, keys, and the failures that make guessing slow.

None of it is a fact: it is changed and deleted, and the log tells of it through admissions (`store/people`). Of secrets only
fingerprints are here, and each row is bound to a key outside of the database (`store/sealed`).
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from cautery.access.keys import ApiKey
from cautery.access.sessions import Session
from cautery.model.person import PersonId
from cautery.store.schema import attempts, keys, links, passwords, sessions
from cautery.store.sealed import add_sealed, is_ours, sealed

COUNTED = timedelta(days=2)


def password_of(connection: Connection, person: PersonId) -> str | None:
    """Give somebody's password hash; None when they have none."""
    row = connection.execute(select(passwords).where(passwords.c.person == person)).first()
    return str(row.hash) if row is not None and is_ours(connection, passwords, row) else None


def set_password(connection: Connection, person: PersonId, hashed: str) -> None:
    """Put a password hash in the place of an earlier one."""
    connection.execute(delete(passwords).where(passwords.c.person == person))
    add_sealed(connection, passwords, {"person": person, "hash": hashed})


def begin_session(connection: Connection, session: Session) -> None:
    """Let somebody be in."""
    row = {
        "fingerprint": session.fingerprint,
        "person": session.person,
        "begun_at": session.begun_at.timestamp(),
        "seen_at": session.seen_at.timestamp(),
        "how": session.how,
    }
    add_sealed(connection, sessions, row)


def session(connection: Connection, fingerprint: str) -> Session | None:
    """Give a session by its secret's fingerprint, whether it still holds or not; None when it was ended."""
    row = connection.execute(select(sessions).where(sessions.c.fingerprint == fingerprint)).first()
    return _session(row) if row is not None and is_ours(connection, sessions, row) else None


def sessions_of(connection: Connection, person: PersonId) -> list[Session]:
    """List somebody's sessions, the newest first."""
    found = select(sessions).where(sessions.c.person == person)
    rows = connection.execute(found.order_by(sessions.c.begun_at.desc()))
    return [_session(row) for row in rows if is_ours(connection, sessions, row)]


def see_again(connection: Connection, fingerprint: str, at: datetime) -> None:
    """Note that a session is in use."""
    found = update(sessions).where(sessions.c.fingerprint == fingerprint)
    connection.execute(found.values(seen_at=at.timestamp()))


def end_session(connection: Connection, fingerprint: str) -> None:
    """End one session."""
    connection.execute(delete(sessions).where(sessions.c.fingerprint == fingerprint))


def end_sessions(connection: Connection, person: PersonId, *, but: str = "") -> int:
    """End all of somebody's sessions, but for the one with a fingerprint; returns how many."""
    found = delete(sessions).where(sessions.c.person == person, sessions.c.fingerprint != but)
    return connection.execute(found).rowcount


def add_link(connection: Connection, fingerprint: str, *, person: PersonId, purpose: str, ends_at: datetime) -> None:
    """Keep a link; earlier links for the same person and purpose end."""
    connection.execute(delete(links).where(links.c.person == person, links.c.purpose == purpose))
    row = {"fingerprint": fingerprint, "person": person, "purpose": purpose, "ends_at": ends_at.timestamp()}
    add_sealed(connection, links, row)


def link(connection: Connection, fingerprint: str, *, purpose: str, at: datetime) -> PersonId | None:
    """Say whom a link that still holds is for; None when there is no such link."""
    found = select(links).where(
        links.c.fingerprint == fingerprint, links.c.purpose == purpose, links.c.ends_at > at.timestamp()
    )
    row = connection.execute(found).first()
    return PersonId(row.person) if row is not None and is_ours(connection, links, row) else None


def end_link(connection: Connection, fingerprint: str) -> None:
    """End a link: it was used."""
    connection.execute(delete(links).where(links.c.fingerprint == fingerprint))


def end_links(connection: Connection, person: PersonId) -> None:
    """End all links that were made for somebody."""
    connection.execute(delete(links).where(links.c.person == person))


def add_key(connection: Connection, key: ApiKey, fingerprint: str) -> None:
    """Keep a key."""
    row = {
        "id": key.id,
        "fingerprint": fingerprint,
        "person": key.person,
        "name": key.name,
        "scopes": " ".join(key.scopes),
        "ends_at": key.ends_at.timestamp(),
        "revoked": False,
    }
    add_sealed(connection, keys, row)


def key(connection: Connection, fingerprint: str) -> ApiKey | None:
    """Give a key by its fingerprint, whether it still holds or not."""
    row = connection.execute(select(keys).where(keys.c.fingerprint == fingerprint)).first()
    return _key(row) if row is not None and is_ours(connection, keys, row) else None


def keys_of(connection: Connection, person: PersonId) -> list[ApiKey]:
    """List somebody's keys by name."""
    found = select(keys).where(keys.c.person == person).order_by(keys.c.name, keys.c.id)
    return [_key(row) for row in connection.execute(found) if is_ours(connection, keys, row)]


def revoke_key(connection: Connection, key_id: str) -> bool:
    """End a key for good; False when there is none that could be ended."""
    row = connection.execute(select(keys).where(keys.c.id == key_id, keys.c.revoked.is_(False))).first()
    if row is None:
        return False
    ended = sealed(connection, keys, {**row._mapping, "revoked": True})
    connection.execute(update(keys).where(keys.c.id == key_id).values(revoked=True, seal=ended["seal"]))
    return True


def count_try(connection: Connection, what: str, at: datetime) -> int:
    """Count a try before it is looked at; gives the number under which it can be taken back."""
    made = connection.execute(insert(attempts).values(what=what, at=at.timestamp()))
    key = made.inserted_primary_key
    return int(key[0]) if key is not None else 0


def uncount(connection: Connection, numbers: Sequence[int]) -> None:
    """Take tries back: they were no failures."""
    connection.execute(delete(attempts).where(attempts.c.number.in_(numbers)))


def failures(connection: Connection, what: str, *, since: datetime) -> list[datetime]:
    """List failures since a time, oldest first."""
    found = select(attempts.c.at).where(attempts.c.what == what, attempts.c.at > since.timestamp())
    return [_time(at) for at in connection.execute(found.order_by(attempts.c.at)).scalars()]


def drop_what_is_over(connection: Connection, at: datetime) -> None:
    """Drop links whose time is over, and failures that nobody counts any more."""
    connection.execute(delete(links).where(links.c.ends_at < at.timestamp()))
    connection.execute(delete(attempts).where(attempts.c.at < (at - COUNTED).timestamp()))


def _session(row: Row[Any]) -> Session:
    return Session(
        fingerprint=row.fingerprint,
        person=PersonId(row.person),
        begun_at=_time(row.begun_at),
        seen_at=_time(row.seen_at),
        how=row.how,
    )


def _key(row: Row[Any]) -> ApiKey:
    return ApiKey(
        id=row.id,
        person=PersonId(row.person),
        name=row.name,
        scopes=tuple(row.scopes.split()),
        ends_at=_time(row.ends_at),
        revoked=row.revoked,
    )


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def end_everything(connection: Connection) -> None:
    """End all sessions and links: after a restore, nobody is in, or gets in, by what was known before."""
    connection.execute(delete(sessions))
    connection.execute(delete(links))
