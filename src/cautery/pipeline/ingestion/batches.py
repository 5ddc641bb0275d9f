"""Read a batch of lines that somebody sent in one request: bounded by lines and by rejects, and not by bytes alone.

Four megabytes of `x` and a line end are two million lines, each of which costs more than the event that it is not.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from cautery.events.format import Accepted, FileLine, Reject
from cautery.events.formats.canonical import Canonical
from cautery.model.event import AnyEvent

MOST_REJECTS = 1000
"""Whoever sends more has sent something else than events."""
MOST_LINES = 400_000
"""In 32 MiB of events there are at most some 300,000; blank lines count too."""
AT_ONCE = 500


@dataclass(slots=True)
class BatchSummary:
    """What a batch holds."""

    read: int = 0
    events: list[AnyEvent] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    unknown: Counter[str] = field(default_factory=Counter)
    """Fields that nothing here reads, and how often they came."""


def read_batch(lines: bytes) -> BatchSummary:
    """Read events up to where there are too many rejects or lines: from there on the rest is refused as one."""
    batch, here = BatchSummary(), 0
    for some, here in _in_slices(lines):
        batch.read += len(some)
        accepted, rejects = _parsed(some)
        batch.events += accepted.events
        batch.rejects += rejects
        batch.unknown.update(accepted.unknown)
        if len(batch.rejects) >= MOST_REJECTS:
            return _cut(
                batch, here, f"After {MOST_REJECTS:,} lines that are no events the rest of this request is refused."
            )
        if here >= MOST_LINES:
            return _cut(batch, here, f"A request has at most {MOST_LINES:,} lines; send the rest in another one.")
    return batch


def _parsed(some: list[FileLine]) -> tuple[Accepted, list[Reject]]:
    reader = Canonical()
    accepted, rejects = reader.parse_many([line for line in some if len(line.raw) <= reader.longest_line])
    long = [line for line in some if len(line.raw) > reader.longest_line]
    return accepted, rejects + [
        Reject(line=one.number, reason="The line is longer than 1 MiB.", raw=b"") for one in long
    ]


def _in_slices(lines: bytes) -> Iterator[tuple[list[FileLine], int]]:
    """Give lines some at a time, each time with the number of the last; blank ones are counted and left out."""
    some: list[FileLine] = []
    number, begin = 0, 0
    while begin < len(lines) and number < MOST_LINES:
        end = lines.find(b"\n", begin)
        end = len(lines) if end < 0 else end
        number, raw = number + 1, lines[begin:end]
        begin = end + 1
        if raw.strip():
            some.append(FileLine(number=number, raw=raw))
        if len(some) == AT_ONCE:
            yield some, number
            some = []
    yield some, number


def _cut(batch: BatchSummary, here: int, reason: str) -> BatchSummary:
    batch.rejects.append(Reject(line=here + 1, reason=reason, raw=b""))
    return batch
