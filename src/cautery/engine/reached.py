"""How far history has been computed, and until when it goes; read without loading columns."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import msgspec

from cautery.engine.now import Claims
from cautery.errors import Permanent
from cautery.kit.files import replace_file
from cautery.model.event import AnyEvent

Place = tuple[int, int]
"""A place in the journal: segment, batch."""


class Reached(msgspec.Struct, frozen=True):
    """A place in the journal, and the time of the latest event before it."""

    place: Place = (0, 0)
    latest: datetime | None = None
    claims: Claims = Claims()
    """Times far ahead of all others that nobody but an author or two vouches for."""

    def with_events(self, until: Place, events: Sequence[AnyEvent]) -> "Reached":
        """Add the events before a place."""
        told = max((event.received for event in events if event.received is not None), default=None)
        known = max((at for at in (self.latest, told) if at is not None), default=None)
        said = [(event.at, f"{event.platform}:{event.account}") for event in events if event.received is None]
        latest, claims = self.claims.weighed(known, said)
        return Reached(place=until, latest=latest, claims=claims)


def how_far(folder: Path) -> Reached:
    """Read how far the history in a folder goes."""
    path = folder / "reached.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Reached) if path.exists() else Reached()
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Permanent(
            f"'{path}' is damaged; delete '{folder}', and history is computed again when events are next taken in."
        ) from None


def say_reached(folder: Path, reached: Reached) -> None:
    """Write how far the history in a folder goes; it survives a crash."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    replace_file(folder / "reached.json", msgspec.json.encode(reached))
