"""A stream that a platform sends: open from a place on, read as far as it has come, and let go.

It goes to the address that was given and nowhere else: the socket is ours, so that no redirection can be followed. One that
has gone silent is asked whether it is still there, and let go when it does not answer.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from http import HTTPStatus
from socket import create_connection

from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus, InvalidURI
from websockets.frames import CloseCode
from websockets.sync.client import ClientConnection, connect
from websockets.uri import parse_uri

from cautery.errors import Invalid, RateLimited, Refused, Temporary
from cautery.kit.patience import patience

OPENS_WITHIN_S, BEGINS_WITHIN_S, PAUSE_S, CLOSES_WITHIN_S = 20.0, 2.0, 0.1, 2.0
STILL_THERE_S = 20.0
"""Every so often the other end is asked for a sign of life, and has as long to give it."""
MOST_BYTES = 8 * 2**20
"""One message may be so large."""


class StreamConnection:
    """One stream at a time."""

    def __init__(self) -> None:
        self._connection: ClientConnection | None = None
        self._ending = ExitStack()
        self._where, self._fresh, self._heard_at = "", True, time.monotonic()
        self.was_too_large = False
        """Whether it was let go because of a message that is larger than `MOST_BYTES`."""

    @property
    def silent_s(self) -> float:
        """How long nothing has come: the way to a server may have died where signs of life are still given."""
        return time.monotonic() - self._heard_at

    @property
    def is_open(self) -> bool:
        """Whether it can be read on."""
        return self._connection is not None

    def open(self, url: str, *, headers: Mapping[str, str] | None = None, say: str = "") -> None:
        """Open a stream, in the place of the one that is open.

        Args:
            say: what the platform wants to be told before it begins.
        """
        self.close()
        self._where, self.was_too_large = url.partition("?")[0], False
        try:
            to = parse_uri(url)
        except InvalidURI:
            raise Invalid(f"'{self._where}' is no address of a stream.") from None
        try:
            socket = create_connection((to.host, to.port), timeout=OPENS_WITHIN_S)
            socket.settimeout(None)
            self._connection = self._ending.enter_context(
                connect(
                    url,
                    sock=socket,
                    additional_headers=dict(headers or {}),
                    open_timeout=OPENS_WITHIN_S,
                    ping_interval=STILL_THERE_S,
                    ping_timeout=STILL_THERE_S,
                    close_timeout=CLOSES_WITHIN_S,
                    max_size=MOST_BYTES,
                    user_agent_header="cautery",
                    proxy=None,
                )
            )
            if say:
                self._connection.send(say)
        except InvalidStatus as error:
            self.close()
            raise _refused(self._where, error) from None
        except (InvalidHandshake, InvalidURI, ValueError) as error:  # the latter two: it redirects
            raise Refused(f"'{self._where}' does not let us listen: {error}.") from None
        except (OSError, TimeoutError, ConnectionClosed) as error:
            self.close()
            raise Temporary(f"'{self._where}' cannot be reached: {type(error).__name__}.") from None
        self._fresh, self._heard_at = True, time.monotonic()

    def frames(self, most: int) -> Iterator[bytes]:
        """Give what has come, until there is a pause; a stream that was just opened may take a moment to begin."""
        for _ in range(most):
            if self._connection is None:
                return
            try:
                said = self._connection.recv(timeout=BEGINS_WITHIN_S if self._fresh else PAUSE_S)
            except TimeoutError:
                self._fresh = False
                return
            except ConnectionClosed as error:
                self.was_too_large = error.sent is not None and error.sent.code == CloseCode.MESSAGE_TOO_BIG
                self.close()
                return
            self._fresh, self._heard_at = False, time.monotonic()
            yield said if isinstance(said, bytes) else said.encode()

    def close(self) -> None:
        """Let it go."""
        self._connection = None
        with suppress(OSError):
            self._ending.close()


def _refused(where: str, error: InvalidStatus) -> Refused | Temporary:
    """Give the answer to a handshake as one of our errors: a server that says 'later' is asked later."""
    answer = error.response
    headers = {name.lower(): value for name, value in answer.headers.raw_items()}
    wait_s = patience(headers, bytes(answer.body or b""))
    if answer.status_code == HTTPStatus.TOO_MANY_REQUESTS:
        return RateLimited(f"'{where}' asks for patience.", retry_after_s=wait_s)
    if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Temporary(f"'{where}' answered {answer.status_code}.", retry_after_s=wait_s)
    return Refused(f"'{where}' does not let us listen: {error}.")
