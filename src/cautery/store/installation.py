"""Whose database this is: one installation, one history. A second home on the same database would have half of history each."""

from sqlalchemy import Connection, insert, select

from cautery.store.live_tables import installation


def owner(connection: Connection) -> str | None:
    """Name the installation whose database this is; None while none has claimed it."""
    name: str | None = connection.execute(select(installation.c.id)).scalar_one_or_none()
    return name


def claim(connection: Connection, name: str) -> None:
    """Make this the database of an installation that has none yet."""
    connection.execute(insert(installation).values(id=name))
