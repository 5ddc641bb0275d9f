"""History is computed from the journal: whatever was acknowledged and is not yet in it is added, in order."""

from cautery.engine.lake import Lake
from cautery.engine.seen import Seen, digest_of
from cautery.errors import Permanent
from cautery.events.format import Line
from cautery.events.formats.canonical import Canonical
from cautery.model.event import AnyEvent
from cautery.store.journal import START, Frame, Journal, Mark

MOST_EVENTS = 100_000
"""Events in one step: what bounds the memory."""


def catch_up(journal: Journal, lake: Lake) -> int:
    """Add to history what the journal holds beyond it; returns how many events that were. Doing it twice changes nothing."""
    lake.tidy()
    segment, byte = lake.reached()
    since = Mark(segment=segment, byte=byte)
    waiting: list[AnyEvent] = []
    reached, added = since, 0
    for batch in journal.read(since):
        waiting += events_in(batch)
        reached = batch.after
        if len(waiting) >= MOST_EVENTS:
            added += _add(lake, waiting, since, reached)
            since, waiting = reached, []
    return added + (_add(lake, waiting, since, reached) if waiting else 0)


def remember(journal: Journal, seen: Seen, since: Mark = START) -> None:
    """Teach which events have been seen, from the journal."""
    for batch in journal.read(since):
        seen.add(digest_of(event.platform, event.id) for event in events_in(batch))
        if seen.is_full():
            seen.keep((batch.after.segment, batch.after.byte))


def events_in(batch: Frame) -> list[AnyEvent]:
    """Read a journal's batch back; what was accepted once is always readable."""
    lines = [
        Line(number=number, raw=raw) for number, raw in enumerate(batch.lines.removesuffix(b"\n").split(b"\n"), start=1)
    ]
    accepted, rejects = Canonical().parse_many(lines)
    if rejects:
        raise Permanent(
            f"Batch {batch.before} of the journal holds a line that is no event any more: {rejects[0].reason}"
        )
    return accepted.events


def _add(lake: Lake, events: list[AnyEvent], since: Mark, until: Mark) -> int:
    lake.add(events, since=(since.segment, since.byte), until=(until.segment, until.byte))
    return len(events)
