"""How far each stage has followed the journal. Moved in the transaction of what the stage wrote, nothing is followed twice."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select, update

from cautery.store.journal import START, JournalPlace
from cautery.store.live_tables import places


def place_of(connection: Connection, stage: str) -> JournalPlace:
    """Say how far a stage has come; the beginning for one that is new."""
    row = connection.execute(select(places.c.segment, places.c.byte).where(places.c.stage == stage)).one_or_none()
    return JournalPlace(segment=row.segment, byte=row.byte) if row else START


def every(connection: Connection) -> Mapping[str, tuple[JournalPlace, float]]:
    """Say of each stage how far it has come, and when it last moved, in seconds since 1970."""
    rows = connection.execute(select(places).order_by(places.c.stage))
    return {row.stage: (JournalPlace(segment=row.segment, byte=row.byte), row.moved_at) for row in rows}


def move(connection: Connection, stage: str, place: JournalPlace, *, at_s: float) -> None:
    """Say that a stage has followed all before a place."""
    said = {"segment": place.segment, "byte": place.byte, "moved_at": at_s}
    moved = connection.execute(update(places).where(places.c.stage == stage).values(said))
    if moved.rowcount == 0:
        connection.execute(insert(places).values(stage=stage, **said))


def forget(connection: Connection, stage: str) -> None:
    """Let a stage follow the journal from its beginning again."""
    connection.execute(delete(places).where(places.c.stage == stage))
