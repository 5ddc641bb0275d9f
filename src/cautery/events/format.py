"""What an input format must do. Formats stand on the shelf `events/formats`, one file each."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from typing import ClassVar

import msgspec

from cautery.errors import Invalid
from cautery.kit.canonical import canonical_json
from cautery.kit.fields import Fields
from cautery.kit.unreadable import NOT_JSON
from cautery.model.event import AccountCreated, AccountUpdated, AnyEvent

MIB = 1024 * 1024
_DECODER = msgspec.json.Decoder(AnyEvent)
_YEARS = range(1970, 2101)
_WITH_PROFILE = (AccountCreated, AccountUpdated)


class FileLine(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A line of a file, with its number. A struct, because there are hundreds of thousands a second."""

    number: int
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """A line, or an item of one, that is not an event, and why, in words."""

    line: int
    reason: str
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """Events, and how often each field was met that the contract does not know, by name."""

    events: list[AnyEvent]
    unknown: Counter[str] = field(default_factory=Counter)


class EventFormat(ABC):
    """A way in which a platform writes its events down, one line after another."""

    longest_line: ClassVar[int] = MIB
    """Bytes; more where a line is known to hold many items."""
    fields: ClassVar[Fields] = {}
    """What becomes of each field that the format documents; the reference page is printed from it."""

    def __init__(self, zone: tzinfo | None = None) -> None:
        """Make a reader.

        Args:
            zone: where times are meant that say no offset; None: they are refused, for it could be any of 24.
        """
        self.zone, self.name = zone, ""
        self.remembered: dict[str, str] = {}
        """What one file of an archive says that others need; shared by all files that are read together."""

    @abstractmethod
    def recognises(self, line: bytes) -> bool:
        """Tell by a line whether the file that it stands in is of this format."""

    @abstractmethod
    def parse(self, line: bytes) -> Sequence[AnyEvent]:
        """Read one line as events; refuse (Invalid) with the reason what is none."""

    def read(self, line: FileLine) -> tuple[Sequence[AnyEvent], Sequence[Reject]]:
        """Read one line; where it holds many items, a bad one costs none of the others."""
        try:
            return self.parse(line.raw), ()
        except Invalid as error:
            return (), (Reject(line=line.number, reason=str(error), raw=line.raw),)

    def parse_many(self, lines: Sequence[FileLine]) -> tuple[Accepted, list[Reject]]:
        """Read many lines; a bad one stops none of the others."""
        accepted, rejects = Accepted(events=[]), list[Reject]()
        for line in lines:
            events, bad = self.read(line)
            rejects += bad
            try:
                accepted.events.extend([read_back(event) for event in events])
            except Invalid as error:
                rejects.append(Reject(line=line.number, reason=str(error), raw=line.raw))
        return accepted, rejects

    def in_utc(self, at: datetime) -> datetime:
        """Give a time in UTC; refuse (Invalid) one without an offset, unless it was said where such times are meant."""
        if at.tzinfo is None and self.zone is None:
            raise Invalid(
                f"'{at.isoformat()}' says no offset from UTC; say where it is meant: --timezone UTC, or Europe/Berlin."
            )
        try:
            return (at.replace(tzinfo=self.zone) if at.tzinfo is None else at).astimezone(UTC)
        except OverflowError:
            raise Invalid(f"'{at.isoformat()}' is not a time that can be told in UTC.") from None


def read_back(event: AnyEvent) -> AnyEvent:
    """Give an event as it will be read back; refuse (Invalid) what would not be read back.

    Structs do not check their fields when they are made, and a line that the journal cannot give back stops everything.
    """
    try:
        return plausible(_DECODER.decode(canonical_json(event)))
    except (*NOT_JSON, ValueError, OverflowError) as error:
        raise Invalid(f"The event is not as the contract has it: {error}.") from None


def plausible(event: AnyEvent) -> AnyEvent:
    """Give an event whose claimed time is not later than when it was received; refuse (Invalid) impossible times and ids.

    Where the platform says when it took an event, an author may claim any earlier time, year one too, and hides nothing by it.
    """
    if "\x00" in event.account or "\x00" in event.platform or "\x00" in event.id:
        raise Invalid("An id holds the letter NUL, which no platform gives; the event names no account or item.")
    if event.received is not None and (event.at > event.received or not _can_be_told(event.at)):
        event = msgspec.structs.replace(event, at=event.received)
    if event.taken_at.year not in _YEARS:
        name = "at" if event.received is None else "received"
        raise Invalid(f"'{name}' is in the year {event.taken_at.year}; events between 1970 and 2100 are taken.")
    opened = event.profile.created_at if isinstance(event, _WITH_PROFILE) else None
    if opened is not None and not _can_be_told(opened):
        raise Invalid("'profile.created_at' is not a time that can be told in UTC.")
    return event


def _can_be_told(at: datetime) -> bool:
    try:
        at.astimezone(UTC)
    except OverflowError:
        return False
    return True
