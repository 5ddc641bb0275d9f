"""Take in: what the journal holds beyond the state of accounts is read, as far as history holds it too."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from cautery.app import App
from cautery.events.history import events_in
from cautery.model.event import AnyEvent
from cautery.pipeline.detection.accounts import Accounts
from cautery.pipeline.history.lake import history_reached
from cautery.store.journal import Journal, JournalPlace

MOST_EVENTS = 20_000
"""Events that are taken in at once while it catches up."""


def take_in(accounts: Accounts, journal: Journal, until: JournalPlace, *, most: int | None = None) -> bool:
    """Take in what the journal holds up to a place, at most about so many events; tells whether that is all."""
    taken = 0
    for events, after in _batches(journal, accounts.place(), until):
        accounts.take(events, until=after)
        taken += len(events)
        if most is not None and taken >= most:
            break
    return accounts.place() >= until


@contextmanager
def caught_up(app: App) -> Iterator[Accounts]:
    """Open the state of accounts, with all that history holds taken in."""
    accounts = Accounts(app)
    try:
        with accounts.turn():
            take_in(accounts, Journal(app.config.journal), history_reached(app))
            yield accounts
    finally:
        accounts.close()


def _batches(
    journal: Journal, since: JournalPlace, until: JournalPlace
) -> Iterable[tuple[list[AnyEvent], JournalPlace]]:
    """Read on in the journal, many events at a time."""
    events: list[AnyEvent] = []
    after = since
    for frame in journal.read(since):
        if frame.after > until:
            break
        events += events_in(frame)
        after = frame.after
        if len(events) >= MOST_EVENTS:
            yield events, after
            events = []
    if events:
        yield events, after
