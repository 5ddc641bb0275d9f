"""One line to one caller: headers come soon, answers are read, the rest of a refused body is thrown away, and it ends.

Uvicorn and h11 save us HTTP. They wait for ever for headers, for a body that nobody reads, and for whoever reads nothing: that
is what is added here.
"""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from cautery.gate.lines import DISCARDED_WITHIN_S, HEADERS_WITHIN_S, MOST_DISCARDED, READ_WITHIN_S, OpenConnections

MOST_CHUNKED_DISCARDED = 2**20
"""Of a body that does not say its length: in tiny chunks, each byte of it costs as much as a thousand."""
READ_AT_ONCE = 2**20
PAUSES_S = 0.005
"""After each piece of a refused body beyond that: whoever sends what nobody reads waits for those who are answered."""


class GuardedConnection(H11Protocol):
    """A line, counted, and cut when its caller keeps it open for nothing."""

    lines = OpenConnections()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Count the line; close it when its household has too many."""
        super().connection_made(transport)
        self._address = self.client[0] if self.client else "nowhere"
        self._deadline: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None
        self._discarded = 0
        self._counted = self.lines.open(self._address)
        if self._counted:
            self._within(HEADERS_WITHIN_S)
        else:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count the line no more."""
        super().connection_lost(exc)
        for timer in (self._deadline, self._stalled):
            if timer is not None:
                timer.cancel()
        if self._counted:
            self.lines.close(self._address)
            self._counted = False

    def data_received(self, data: bytes) -> None:
        """Take what came, as long as somebody reads it."""
        if self._answered() and self.conn.their_state is h11.SEND_BODY:
            self._discarded += len(data)
            chunked = any(name == b"transfer-encoding" for name, _ in self.headers)
            if self._discarded > (MOST_CHUNKED_DISCARDED if chunked else MOST_DISCARDED):
                self.transport.abort()
                return
            if self._discarded > READ_AT_ONCE:
                self.transport.pause_reading()
                self.loop.call_later(PAUSES_S, self._read_on)
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """Give the rest of a body that nobody reads some time, so that who sends it hears the answer."""
        super().on_response_complete()
        self._discarded = 0
        if self.conn.their_state is h11.SEND_BODY:
            self._within(DISCARDED_WITHIN_S)

    def pause_writing(self) -> None:
        """Wait for a caller who reads nothing, but not for ever."""
        super().pause_writing()
        self._stalled = self.loop.call_later(READ_WITHIN_S, self.transport.abort)

    def resume_writing(self) -> None:
        """Go on: the caller reads again."""
        super().resume_writing()
        if self._stalled is not None:
            self._stalled.cancel()

    def _read_on(self) -> None:
        if not self.transport.is_closing():
            self.transport.resume_reading()

    def _watch(self) -> None:
        """Begin to count when a request begins to come, and stop when its headers are there."""
        if self.transport.is_closing():
            return
        if self.conn.their_state is not h11.IDLE:
            if not self._answered():
                self._at_leisure()
        elif self.conn.trailing_data[0]:
            self._within(HEADERS_WITHIN_S, anew=False)
        elif self._answered():
            self._at_leisure()
            self._within(self.timeout_keep_alive)

    def _answered(self) -> bool:
        return self.cycle is not None and self.cycle.response_complete

    def _within(self, seconds: float, *, anew: bool = True) -> None:
        """Cut the line unless something else happens in time."""
        if self._deadline is not None and not anew:
            return
        self._at_leisure()
        self._deadline = self.loop.call_later(seconds, self.transport.abort)

    def _at_leisure(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None


def wire_with(lines: OpenConnections) -> type[GuardedConnection]:
    """Give the kind of line that is counted among some."""
    return type("CountedWire", (GuardedConnection,), {"lines": lines})
