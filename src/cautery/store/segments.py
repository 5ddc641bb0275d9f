"""How far the journal's segments are known to be whole, and how many events they hold: so that opening it reads the end only.

Nothing here is the only copy: a segment of which nothing is noted is measured from its beginning.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from cautery.kit.files import replace_file
from cautery.kit.unreadable import NOT_JSON


class CheckedSegment(msgspec.Struct, frozen=True):
    """Bytes of a segment that are whole frames, and the events in them."""

    bytes: int = 0
    events: int = 0


class SegmentIndex:
    """What is known of the segments in a folder."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "index.json"

    def known(self, segment: int) -> CheckedSegment:
        """Say how far a segment is known to be whole; nothing where nobody noted it."""
        return self._read().get(segment, CheckedSegment())

    def note(self, segment: int, whole: CheckedSegment) -> None:
        """Note how far a segment is whole."""
        replace_file(self._path, msgspec.json.encode({**self._read(), segment: whole}))

    def _read(self) -> Mapping[int, CheckedSegment]:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=dict[int, CheckedSegment])
        except (*NOT_JSON, FileNotFoundError):
            return {}
