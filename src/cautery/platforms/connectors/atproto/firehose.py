"""The stream of all that happens on a server of the AT Protocol: frames in, events out, from any place on that it still has.

Frames are what strangers wrote, packed by servers of many makes: each is read alone, and one that cannot be read is kept.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import libipld

from cautery.errors import Invalid, Temporary
from cautery.kit.wire import MOST_BYTES, StreamConnection
from cautery.model.account import Platform
from cautery.model.event import AccountReopened, AnyEvent
from cautery.model.intake import Gap, UnreadableItem
from cautery.platforms.connectors.atproto.frames import events_of
from cautery.platforms.reading import Items

_NSID = "com.atproto.sync.subscribeRepos"
READER = "frame"
SILENT_S = 300.0
"""A stream that told nothing for so long is opened anew, from where it was: a relay may stand still without a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StreamBatch:
    """What a stream told."""

    events: list[AnyEvent]
    unread: list[UnreadableItem]
    gaps: list[Gap]
    place: int
    seen_at: datetime | None
    """The time of the last frame, by the server's clock."""


class Firehose:
    """One server's stream. It stays open as long as it is read on from where it was left."""

    def __init__(self, address: str, *, platform: Platform) -> None:
        self._stream = f"ws{address.removeprefix('http')}/xrpc/{_NSID}"
        self._blobs = f"{address}/xrpc/com.atproto.sync.getBlob?did="
        self._platform, self._wire, self._at = platform, StreamConnection(), 0
        self._seen_at: datetime | None = None
        self._missed_since: datetime | None = None
        self._is_behind, self._just_named = False, ""

    def read(self, since: int, *, most: int, seen_at: datetime | None = None) -> StreamBatch:
        """Give what happened behind a place, and the place behind that; the same place: nothing new.

        Args:
            seen_at: the time of the last frame before the place, where it is known.
        """
        if not self._wire.is_open or since != self._at or self._wire.silent_s > SILENT_S:
            self._wire.open(f"{self._stream}?cursor={since}")
            self._at, self._seen_at = since, seen_at
        items, gaps = Items(), list[Gap]()
        for frame in self._wire.frames(most):
            place = f"after {self._at}"
            items.read(READER, place, frame, lambda frame=frame: self._told(frame, gaps))  # type: ignore[misc]
        if self._wire.was_too_large:
            reason = f"The stream has a frame that is larger than {MOST_BYTES:,} bytes; it was passed over."
            items.unread.append(UnreadableItem(reader=READER, place=f"after {self._at}", reason=reason, raw=b""))
            self._at += 1  # or else the same frame ends the stream each time that it is opened
            self._wire.was_too_large = False
        return StreamBatch(events=items.events, unread=items.unread, gaps=gaps, place=self._at, seen_at=self._seen_at)

    def read_again(self, frame: bytes) -> list[AnyEvent]:
        """Read a frame that was kept; Invalid where it still cannot be."""
        try:
            header, body = _parts(frame)
            return list(events_of(str(header.get("t")), body, platform=self._platform, blobs=self._blobs))
        except Exception as error:  # whatever a stranger's frame makes a parser raise
            raise Invalid(f"The frame cannot be read: {type(error).__name__} {error}") from None

    def close(self) -> None:
        """Stop listening."""
        self._wire.close()

    def _told(self, frame: bytes, gaps: list[Gap]) -> Iterator[AnyEvent]:
        header, body = _parts(frame)
        if header.get("op") == -1:
            self._ended(body, gaps)
            return
        kind, seq = str(header.get("t")), body.get("seq")
        if kind == "#info":
            self._is_behind = self._is_behind or body.get("name") == "OutdatedCursor"
            self._missed_since = self._seen_at
            return
        self._at = int(seq)  # type: ignore[arg-type]  # also where the frame cannot be read: it is kept
        events, wrong = _read(events_of(kind, body, platform=self._platform, blobs=self._blobs))
        at = datetime.fromisoformat(str(body["time"])).astimezone(UTC)
        if self._is_behind:
            reason = f"The server has forgotten what happened after {self._at}: it was asked too late (OutdatedCursor)."
            gaps.append(Gap(since=self._missed_since, until=at, reason=reason))
            self._is_behind = False
        self._seen_at = at
        is_new = self._just_named == body.get("did")  # a server names a new account, and then says that it is open
        self._just_named = str(body.get("did")) if kind == "#identity" else ""
        yield from (event for event in events if not (is_new and isinstance(event, AccountReopened)))
        if wrong is not None:
            raise wrong

    def _ended(self, body: dict[str, Any], gaps: list[Gap]) -> None:
        """The server ends the stream, and says why."""
        self._wire.close()
        if body.get("error") == "FutureCursor":
            reason = f"The server begins anew: it has not come to {self._at} yet, where we were. It is read from its beginning."
            gaps.append(Gap(since=self._seen_at, until=None, reason=reason))
            self._at = 0
            return
        raise Temporary(f"'{self._stream}' ends at {self._at}: {body.get('error')}, {body.get('message')}")


def _read(told: Iterator[AnyEvent]) -> tuple[list[AnyEvent], Exception | None]:
    """Read what a frame tells, up to what is wrong with it: of a commit, the other records are read all the same."""
    events: list[AnyEvent] = []
    try:
        events.extend(told)
    except Exception as error:  # whatever a stranger's frame makes a parser raise
        return events, error
    return events, None


def _parts(frame: bytes) -> tuple[dict[str, Any], dict[str, Any]]:
    header, body = libipld.decode_dag_cbor_multi(frame)
    if not isinstance(header, dict) or not isinstance(body, dict):
        raise ValueError("a frame has a header and a body")
    return header, body
