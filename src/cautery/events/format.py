"""What an input format must do. Formats stand on the shelf `events/formats`, one file each."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from cautery.errors import Invalid
from cautery.kit.canonical import canonical_json
from cautery.model.event import AnyEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a file, with its number."""

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
        """Tell by a file's first line whether the file is of this format."""

    @abstractmethod
    def parse(self, line: bytes) -> Sequence[AnyEvent]:
        """Read one line as events; refuse (Invalid) with the reason what is none."""

    def parse_many(self, lines: Sequence[Line]) -> tuple[Accepted, list[Reject]]:
        """Read many lines; a bad one stops none of the others."""
        accepted, rejects = Accepted(events=[], lines=[]), []
        for line in lines:
            try:
                events = self.parse(line.raw)
            except Invalid as error:
                rejects.append(Reject(line=line.number, reason=str(error), raw=line.raw))
                continue
            accepted.events.extend(events)
            accepted.lines.extend(canonical_json(event) for event in events)
        return accepted, rejects
