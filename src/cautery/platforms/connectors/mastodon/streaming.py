"""Listens to what a server says about its public posts while they are written, changed and deleted.

It is Mastodon's streaming over a WebSocket, for which a library answers for signs of life and limits of size; over
server-sent events the same is told. Nothing of it is told twice: new posts that were missed are asked for (`reading`),
changes and deletions that were missed are not to be had.
"""

import logging
import time
from collections import OrderedDict
from collections.abc import Sequence
from functools import partial

import msgspec

from cautery.errors import CauteryError
from cautery.kit.wire import StreamConnection
from cautery.model.account import AccountId, Platform
from cautery.model.event import AnyEvent, PostCreated
from cautery.platforms.connectors.mastodon.statuses import Status, edited, posted, removed
from cautery.platforms.reading import Items

MOST = 1_000
"""Messages in one batch."""
FIRST_S, LONGEST_S = 2.0, 300.0
"""How long it is left alone before it is opened again: twice as long each time, until something was heard."""
SILENT_S = 300.0
"""A stream that told nothing for so long is opened anew: a relay may stand still without a word."""
REMEMBERED = 100_000
"""The latest posts of which is known whose they are: a deletion names only the post."""
READER = "message"
_NOTHING_HERE = ("filters_changed", "announcement", "announcement.reaction", "announcement.delete", "notification",
                 "conversation", "encrypted_message", "notifications_merged", "")  # fmt: skip
"""They are about whoever listens."""
_BEGIN = '{"type":"subscribe","stream":"public:local"}'
log = logging.getLogger(__name__)


class _Told(msgspec.Struct):
    event: str = ""
    payload: str = ""
    error: str = ""


class Stream:
    """One server's stream of its own public posts."""

    def __init__(self, address: str, secret: str, *, platform: Platform) -> None:
        self._url = f"ws{address.rstrip('/').removeprefix('http')}/api/v1/streaming"
        self._headers = {"Authorization": f"Bearer {secret}"}
        self._platform, self._wire = platform, StreamConnection()
        self._wait_s, self._not_before = FIRST_S, 0.0
        self._authors = OrderedDict[str, AccountId]()

    @property
    def is_open(self) -> bool:
        """Whether it is listened to."""
        return self._wire.is_open

    def read(self) -> Items:
        """Give what was told since; nothing where nobody lets us listen, which is tried again, later each time."""
        if self._wire.silent_s > SILENT_S:
            self._wire.close()
        if not self._wire.is_open:
            self._open()
        told = Items()
        for frame in self._wire.frames(MOST):
            known = len(told.events)
            if told.read(READER, "stream", frame, partial(self._event, frame)) and len(told.events) > known:
                self.know(told.events[known:])
                self._wait_s = FIRST_S
        return told

    def read_again(self, frame: bytes) -> list[AnyEvent | None]:
        """Read a message that could not be read before."""
        return self._event(frame)

    def know(self, events: Sequence[AnyEvent]) -> None:
        """Remember whose posts these are."""
        for event in events:
            if isinstance(event, PostCreated):
                self._authors[event.post.id] = event.account
                self._authors.move_to_end(event.post.id)
        while len(self._authors) > REMEMBERED:
            self._authors.popitem(last=False)

    def close(self) -> None:
        """Stop listening."""
        self._wire.close()

    def _open(self) -> None:
        if time.monotonic() < self._not_before:
            return
        self._not_before = time.monotonic() + self._wait_s
        self._wait_s = min(LONGEST_S, 2 * self._wait_s)
        try:
            self._wire.open(self._url, headers=self._headers, say=_BEGIN)
        except CauteryError as error:
            log.warning("'%s' is asked instead of listened to: %s", self._platform, error)

    def _event(self, frame: bytes) -> list[AnyEvent | None]:
        return [self._read(msgspec.json.decode(frame, type=_Told))]

    def _read(self, told: _Told) -> AnyEvent | None:
        if told.error:
            log.warning("'%s' does not let us listen: %s", self._platform, told.error[:200])
            self._wire.close()
            return None
        if told.event in ("update", "status.update"):
            status = msgspec.json.decode(told.payload, type=Status)
            return posted(status, self._platform) if told.event == "update" else edited(status, self._platform)
        if told.event == "delete":
            account = self._authors.get(told.payload)
            return removed(told.payload, account, self._platform) if account else None
        if told.event in _NOTHING_HERE:
            return None
        raise ValueError(f"'{told.event[:40]}' is a message that nobody knows here")
