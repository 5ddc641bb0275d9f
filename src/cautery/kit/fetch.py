"""Fetches or asks an address, when told to, and only where everybody may: never this machine or its neighbours.

The name is resolved once and the connection goes to that very address, so that a name cannot be one place when it is looked
at and another when it is called. Each redirection is looked at like a new address. The connection is cut when its time is over.
"""

import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from cautery.errors import Invalid, Permanent, Refused, Temporary
from cautery.kit.addresses import is_public

MOST_REDIRECTIONS, MOST_BYTES, WITHIN_S = 4, 64 * 2**20, 20.0
_PORTS = {"http": 80, "https": 443}
_ONWARD = frozenset({301, 302, 303, 307, 308})
_PIECE = 65536
_OURS = {"User-Agent": "cautery", "Accept-Encoding": "identity"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What was answered, and by which address in the end."""

    url: str
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedResponse:
    """What was answered to a question, whatever its status."""

    status: int
    headers: Mapping[str, str]
    """By their names in small letters."""
    data: bytes


def fetch(
    url: str,
    *,
    may: Callable[[str], bool] = is_public,
    most_bytes: int = MOST_BYTES,
    within_s: float = WITHIN_S,
) -> Fetched:
    """Fetch an address; `may` says of each address of IP whether it may be called."""
    until = time.monotonic() + within_s
    for _ in range(MOST_REDIRECTIONS + 1):
        parts = _parts(url)
        with _speaking(url, parts, may=may, until=until) as connection:
            onward, data = _answer(connection, parts, most_bytes=most_bytes)
        if onward is None:
            return Fetched(url=url, data=data)
        url = urljoin(url, onward)
    raise Permanent(f"'{url}' is redirected more than {MOST_REDIRECTIONS} times.")


def ask(
    url: str,
    *,
    method: str = "GET",
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    may: Callable[[str], bool] = is_public,
    most_bytes: int = MOST_BYTES,
    within_s: float = WITHIN_S,
) -> FetchedResponse:
    """Ask an address something, or hand it something; gives whatever it answers, and follows no redirection."""
    until, parts = time.monotonic() + within_s, _parts(url)
    with _speaking(url, parts, may=may, until=until) as connection:
        connection.request(
            method, _path(parts), body=body, headers=_OURS | {"Host": parts.netloc} | dict(headers or {})
        )
        answer = connection.getresponse()
        said = {name.lower(): value for name, value in answer.getheaders()}
        return FetchedResponse(status=answer.status, headers=said, data=_read(answer, parts, most_bytes=most_bytes))


@contextmanager
def _speaking(
    url: str, parts: SplitResult, *, may: Callable[[str], bool], until: float
) -> Iterator[http.client.HTTPConnection]:
    """Hold a connection for as long as there is time; what goes wrong with it is told as ours."""
    connection = _connected(parts, may=may, until=until)
    ending = threading.Timer(until - time.monotonic(), connection.sock.shutdown, (socket.SHUT_RDWR,))
    ending.start()
    try:
        yield connection
        _left(until)
    except (OSError, ValueError, http.client.HTTPException) as error:
        why = str(error) if time.monotonic() < until else "it takes too long"
        raise Temporary(f"'{url}' did not answer: {why}.") from None
    finally:
        ending.cancel()
        connection.close()


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in _PORTS and bool(parts.hostname) and parts.port in (None, *range(1, 65536))
    except ValueError:
        usable = False
    if not usable or parts.username is not None:
        raise Invalid(f"'{url[:200]}' cannot be fetched; write an address like https://justpaste.it/abcd")
    return parts


def _connected(parts: SplitResult, *, may: Callable[[str], bool], until: float) -> http.client.HTTPConnection:
    """Connect to the address that was looked at, and to no other."""
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme]
    try:
        addresses = [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise Temporary(f"There is no address for '{host}', or none was told.") from None
    if not all(may(address) for address in addresses):
        raise Refused(f"'{host}' leads to an address inside of a network; only public addresses are fetched.")
    connection = http.client.HTTPConnection(host, port)
    try:
        wire = socket.create_connection((addresses[0], port), timeout=_left(until))
        if parts.scheme == "https":
            wire = ssl.create_default_context().wrap_socket(wire, server_hostname=host)
    except OSError as error:
        raise Temporary(f"'{host}' cannot be reached: {error}.") from None
    connection.sock = wire
    return connection


def _answer(connection: http.client.HTTPConnection, parts: SplitResult, *, most_bytes: int) -> tuple[str | None, bytes]:
    """Give where it is redirected to, or what was answered."""
    connection.request("GET", _path(parts), headers=_OURS | {"Host": parts.netloc})
    answer = connection.getresponse()
    if answer.status in _ONWARD and answer.headers.get("Location"):
        return answer.headers["Location"], b""
    if answer.status != http.client.OK:
        raise Permanent(f"'{parts.netloc}' answers {answer.status}: nothing was fetched.")
    return None, _read(answer, parts, most_bytes=most_bytes)


def _path(parts: SplitResult) -> str:
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _read(answer: http.client.HTTPResponse, parts: SplitResult, *, most_bytes: int) -> bytes:
    data = bytearray()
    while piece := answer.read1(_PIECE):
        data += piece
        if len(data) > most_bytes:
            raise Permanent(
                f"What '{parts.netloc}' answers is larger than {most_bytes:,} bytes; the rest was not fetched."
            )
    return bytes(data)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError("it takes too long")
    return left
