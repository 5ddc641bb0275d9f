"""What an input format must do. Formats stand on the shelf `events/formats`, one file each."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC

import msgspec

from cautery.errors import Invalid
from cautery.kit.canonical import canonical_json
from cautery.model.event import AccountCreated, AccountUpdated, AnyEvent

_DECODER = msgspec.json.Decoder(AnyEvent)
_YEARS = range(1970, 2101)
_WITH_PROFILE = (AccountCreated, AccountUpdated)


class Line(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A line of a file, with its number. A struct, because there are hundreds of thousands a second."""

    number: int
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Reject:
    """A line that is not an event, and why, in words."""

    line: int
    reason: str
    raw: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """Events with the canonical line of each, side by side."""

    events: list[AnyEvent]
    lines: list[bytes]


class EventFormat(ABC):
    """A way in which a platform writes its events down, one line after another."""

    @abstractmethod
    def recognises(self, line: bytes) -> bool:
        """Tell by a line whether the file that it stands in is of this format."""

    @abstractmethod
    def parse(self, line: bytes) -> Sequence[AnyEvent]:
        """Read one line as events; refuse (Invalid) with the reason what is none."""

    def parse_many(self, lines: Sequence[Line]) -> tuple[Accepted, list[Reject]]:
        """Read many lines; a bad one stops none of the others."""
        accepted, rejects = Accepted(events=[], lines=[]), []
        for line in lines:
            try:
                checked = [read_back(event) for event in self.parse(line.raw)]
            except Invalid as error:
                rejects.append(Reject(line=line.number, reason=str(error), raw=line.raw))
                continue
            accepted.events.extend(event for event, _ in checked)
            accepted.lines.extend(canonical for _, canonical in checked)
        return accepted, rejects


def read_back(event: AnyEvent) -> tuple[AnyEvent, bytes]:
    """Give an event as it will be read back, and its canonical line; refuse (Invalid) what would not be read back.

    Structs do not check their fields when they are made, and a line that the journal cannot give back stops everything.
    """
    try:
        line = canonical_json(event)
        return plausible(_DECODER.decode(line)), line
    except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError) as error:
        raise Invalid(f"The event is not as the contract has it: {error}.") from None


def plausible(event: AnyEvent) -> AnyEvent:
    """Refuse (Invalid) times that nothing can have happened at, or that cannot be told in UTC."""
    if event.at.year not in _YEARS:
        raise Invalid(f"'at' is in the year {event.at.year}; events between 1970 and 2100 are taken.")
    if isinstance(event, _WITH_PROFILE) and event.profile.created_at is not None:
        try:
            event.profile.created_at.astimezone(UTC)
        except OverflowError:
            raise Invalid("'profile.created_at' is not a time that can be told in UTC.") from None
    return event
