"""Answers that were given under an idempotency key, for a day: a request that is repeated gets the first answer."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from cautery.store.schema import answers

KEPT = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredResponse:
    """A request, and what was answered."""

    asked: str
    status: int | None
    """None while the first request runs."""
    body: str | None


def begin(connection: Connection, key: str, *, asked: str, at: datetime) -> StoredResponse | None:
    """Give the earlier answer under a key; None when there is none, and from now on there is one that runs."""
    connection.execute(delete(answers).where(answers.c.at < (at - KEPT).timestamp()))
    row = connection.execute(select(answers).where(answers.c.key == key)).first()
    if row is not None:
        return StoredResponse(asked=row.asked, status=row.status, body=row.body)
    connection.execute(insert(answers).values(key=key, asked=asked, status=None, body=None, at=at.timestamp()))
    return None


def finish(connection: Connection, key: str, *, status: int, body: str) -> None:
    """Keep what was answered."""
    connection.execute(update(answers).where(answers.c.key == key).values(status=status, body=body))


def drop_what_is_over(connection: Connection, at: datetime) -> int:
    """Drop the answers that are kept no longer; returns how many."""
    return connection.execute(delete(answers).where(answers.c.at < (at - KEPT).timestamp())).rowcount


def forget(connection: Connection, key: str) -> None:
    """Forget a request that came to nothing."""
    connection.execute(delete(answers).where(answers.c.key == key))


def forget_all(connection: Connection) -> None:
    """Forget all answers: they are encrypted, and nobody can look for a person in them."""
    connection.execute(delete(answers))
