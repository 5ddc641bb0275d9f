"""Events that a stage could not follow: set aside with the reason, so that all behind them go on. The journal has the event."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from cautery.store.journal import JournalPlace
from cautery.store.live_tables import failed_events


@dataclass(frozen=True, slots=True, kw_only=True)
class FailedEvent:
    """An event, by the place of its batch in the journal and its id, that a stage gave up."""

    stage: str
    place: JournalPlace
    event: str
    """`platform:id`."""
    reason: str
    failed_at: float
    tries: int


def set_aside(connection: Connection, failed: FailedEvent) -> None:
    """Keep that a stage gave an event up, or that it did once more."""
    again = update(failed_events).where(*_is(failed)).values(reason=failed.reason, failed_at=failed.failed_at)
    if connection.execute(again.values(tries=failed_events.c.tries + failed.tries)).rowcount == 0:
        connection.execute(
            insert(failed_events).values(
                stage=failed.stage,
                segment=failed.place.segment,
                byte=failed.place.byte,
                event=failed.event,
                reason=failed.reason,
                failed_at=failed.failed_at,
                tries=failed.tries,
            )
        )


def latest(connection: Connection, *, most: int) -> Sequence[FailedEvent]:
    """List what was set aside, the newest first."""
    newest = select(failed_events).order_by(failed_events.c.failed_at.desc(), failed_events.c.event).limit(most)
    return [
        FailedEvent(
            stage=row.stage,
            place=JournalPlace(segment=row.segment, byte=row.byte),
            event=row.event,
            reason=row.reason,
            failed_at=row.failed_at,
            tries=row.tries,
        )
        for row in connection.execute(newest)
    ]


def how_many(connection: Connection) -> dict[str, int]:
    """Count by stage what was set aside."""
    counted = select(failed_events.c.stage, func.count()).group_by(failed_events.c.stage)
    rows = connection.execute(counted.order_by(failed_events.c.stage))
    return {str(row[0]): int(row[1]) for row in rows}


def settle(connection: Connection, failed: FailedEvent) -> None:
    """Forget one: its stage has followed it after all."""
    connection.execute(delete(failed_events).where(*_is(failed)))


def _is(failed: FailedEvent):  # type: ignore[no-untyped-def]
    columns = failed_events.c
    return (
        columns.stage == failed.stage,
        columns.segment == failed.place.segment,
        columns.byte == failed.place.byte,
        columns.event == failed.event,
    )
