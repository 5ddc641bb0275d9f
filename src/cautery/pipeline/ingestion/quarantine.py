"""What could not be read waits here, and is read again after an upgrade: `cautery quarantine list` and `retry`."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial

import msgspec

from cautery.app import App
from cautery.errors import Invalid
from cautery.events.format import FileLine, Reject, read_back
from cautery.events.intake import IngestReport, format_of
from cautery.events.redaction import redacted
from cautery.kit.counts import COUNTS, REJECTED
from cautery.kit.unreadable import NOT_JSON
from cautery.model.event import AnyEvent
from cautery.model.intake import Quarantined, UnreadableItem
from cautery.platforms.connector import Connector
from cautery.platforms.reading import why
from cautery.store import quarantine
from cautery.store.database import ReadConnection

OF_FILES = "file:"
"""How the names of sources begin that are files."""
EVENT = "event"
"""The reader of events that a connector made and that could not be kept."""
_AT_ONCE = 500
Accept = Callable[[Sequence[AnyEvent]], IngestReport]
Read = Callable[[UnreadableItem], Sequence[AnyEvent]]


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryReport:
    """What became of items that were read once more."""

    tried: int = 0
    read: int = 0
    """Read by now, and taken out."""
    accepted: int = 0
    """Events in them that were not known."""
    still: int = 0
    """Left where they were, with the newest reason."""
    without_bytes: int = 0
    """Those of which nothing was kept but place and reason."""


def quarantine_items(connection: ReadConnection, source: str, items: Iterable[UnreadableItem], app: App) -> int:
    """Keep items, without what identifies people; returns how many were not there yet."""
    masked = [replace(item, raw=redacted(item.raw), reason=_without(item.reason)) for item in items]
    new = quarantine.add(connection, source, masked, at=app.wall.now())
    COUNTS.add(REJECTED, new, reason="file" if source.startswith(OF_FILES) else "platform")
    return new


def listed(app: App, *, source: str | None = None, most: int = 1000) -> tuple[Quarantined, ...]:
    """List what waits, the oldest first."""
    with app.reading() as connection:
        return quarantine.listed(connection, source=source, most=most)


def retry(app: App, accept: Accept, *, source: str | None = None) -> RetryReport:
    """Read again what waits, of one source or of all; what can be read by now comes in, and is taken out."""
    report, after = RetryReport(), 0
    while True:
        with app.reading() as connection:
            some = quarantine.listed(connection, source=source, after=after, most=_AT_ONCE)
        if not some:
            return report
        after = some[-1].number
        for name in dict.fromkeys(one.source for one in some):
            report = _retried(app, name, [one for one in some if one.source == name], accept, report)


def rejected_lines(reader: str, rejects: Sequence[Reject]) -> list[UnreadableItem]:
    """Give a file's rejects as items that can be read again."""
    return [
        UnreadableItem(reader=reader, place=f"line {reject.line}", reason=reject.reason, raw=reject.raw)
        for reject in rejects
    ]


def _retried(app: App, source: str, items: list[Quarantined], accept: Accept, before: RetryReport) -> RetryReport:
    if source.startswith(OF_FILES) or source not in app.config.platforms:
        return _each(app, items, accept, before, _read_line)
    with closing(app.platform(source)) as connector:
        return _each(app, items, accept, before, partial(_read_again, connector))


def _each(app: App, items: list[Quarantined], accept: Accept, before: RetryReport, read: Read) -> RetryReport:
    done: list[int] = []
    accepted = without = 0
    for quarantined in items:
        if not quarantined.item.raw:
            without += 1
            continue
        try:
            events = [read_back(event) for event in read(quarantined.item)]
            accepted += accept(events).accepted if events else 0
        except Exception:  # noqa: S112  it waits on, with the reason that it has
            continue
        done.append(quarantined.number)
    with app.noting() as connection:
        quarantine.take_out(connection, done)
    return RetryReport(
        tried=before.tried + len(items),
        read=before.read + len(done),
        accepted=before.accepted + accepted,
        still=before.still + len(items) - len(done) - without,
        without_bytes=before.without_bytes + without,
    )


def _read_again(connector: Connector, item: UnreadableItem) -> Sequence[AnyEvent]:
    if item.reader == EVENT:
        return _read_line(replace(item, reader="canonical"))
    return connector.read_again(item)


def _read_line(item: UnreadableItem) -> Sequence[AnyEvent]:
    events, rejects = format_of(item.reader).read(FileLine(number=1, raw=item.raw))
    if rejects:
        raise Invalid(rejects[0].reason)
    return events


def as_item(event: AnyEvent, error: Exception) -> UnreadableItem:
    """Give an event that cannot be kept as an item."""
    try:
        raw = msgspec.json.encode(event)
    except (*NOT_JSON, ValueError, TypeError):
        raw = repr(event).encode(errors="backslashreplace")
    return UnreadableItem(reader=EVENT, place=str(event.id)[:200], reason=why(error), raw=raw)


def _without(reason: str) -> str:
    return redacted(reason.encode(errors="replace")).decode(errors="replace")
