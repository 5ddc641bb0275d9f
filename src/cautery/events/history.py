"""The journal read back: events of a batch, and which were seen."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import replace

import msgspec

from cautery.engine.seen import SeenDigests, digest_of
from cautery.errors import Permanent
from cautery.events.format import FileLine
from cautery.events.formats.canonical import Canonical
from cautery.model.event import AnyEvent
from cautery.store.journal import START, Journal, JournalFrame, JournalPlace

_DECODER = msgspec.json.Decoder(AnyEvent)


def remember(journal: Journal, seen: SeenDigests, since: JournalPlace = START) -> None:
    """Teach which events have been seen, from the journal."""
    for batch in journal.read(since):
        seen.add(digest_of(event.platform, event.id) for event in events_in(batch))
        if seen.is_full():
            seen.keep(batch.after)


def events_in(batch: JournalFrame) -> list[AnyEvent]:
    """Read a journal's batch back; what was accepted once is always readable."""
    with suppress(msgspec.MsgspecError, UnicodeDecodeError, RecursionError):  # as it was written: the shorter way
        return _DECODER.decode_lines(batch.lines)
    lines = [
        FileLine(number=number, raw=raw)
        for number, raw in enumerate(batch.lines.removesuffix(b"\n").split(b"\n"), start=1)
    ]
    accepted, rejects = Canonical().parse_many(lines)
    if rejects:
        raise Permanent(
            f"Batch {batch.before} of the journal holds a line that is no event any more: {rejects[0].reason}"
        )
    return accepted.events


def events_naming(batch: JournalFrame, accounts: Collection[str]) -> list[AnyEvent]:
    """Read back those events of a batch that name one of some accounts, by whom or about whom they are; others are not read."""
    begins = {begin for account in accounts for begin in _lines_with(batch.lines, msgspec.json.encode(account))}
    lines = [batch.lines[begin : batch.lines.index(b"\n", begin) + 1] for begin in sorted(begins)]
    return events_in(replace(batch, lines=b"".join(lines), count=len(lines))) if lines else []


def _lines_with(lines: bytes, wanted: bytes) -> Iterator[int]:
    """Say where the lines begin that hold some bytes."""
    at = lines.find(wanted)
    while at >= 0:
        yield lines.rfind(b"\n", 0, at) + 1
        at = lines.find(wanted, lines.index(b"\n", at))
