"""A stream that a platform sends: open from a place on, read as far as it has come, and let go."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress

from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidURI
from websockets.sync.client import ClientConnection, connect

from cautery.errors import Invalid, Refused, Temporary

OPENS_WITHIN_S, BEGINS_WITHIN_S, PAUSE_S = 20.0, 2.0, 0.1
MOST_BYTES = 8 * 2**20
"""One message may be so large."""


class Wire:
    """One stream at a time."""

    def __init__(self) -> None:
        self._connection: ClientConnection | None = None
        self._ending = ExitStack()
        self._where, self._fresh = "", True

    @property
    def is_open(self) -> bool:
        """Whether it can be read on."""
        return self._connection is not None

    def open(self, url: str, *, headers: Mapping[str, str] | None = None) -> None:
        """Open a stream, in the place of the one that is open."""
        self.close()
        self._where = url.partition("?")[0]
        try:
            self._connection = self._ending.enter_context(
                connect(
                    url,
                    additional_headers=dict(headers or {}),
                    open_timeout=OPENS_WITHIN_S,
                    max_size=MOST_BYTES,
                    user_agent_header="cautery",
                    proxy=None,
                )
            )
        except InvalidURI:
            raise Invalid(f"'{self._where}' is no address of a stream.") from None
        except InvalidHandshake as error:
            raise Refused(f"'{self._where}' does not let us listen: {type(error).__name__}.") from None
        except (OSError, TimeoutError) as error:
            raise Temporary(f"'{self._where}' cannot be reached: {type(error).__name__}.") from None
        self._fresh = True

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
            except ConnectionClosed:
                self.close()
                return
            self._fresh = False
            yield said if isinstance(said, bytes) else said.encode()

    def close(self) -> None:
        """Let it go."""
        self._connection = None
        with suppress(OSError):
            self._ending.close()
