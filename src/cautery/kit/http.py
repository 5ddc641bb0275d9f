"""Asks a server whose address the owner has configured: with limits of time and size, and never where it redirects to.

What does not answer, or not now, is Temporary and carries the wait that the server asked for; everything else is given back
for whoever knows what the answer means. Whatever is asked, no secret stands in what is raised. `kit/fetch` is for addresses
that strangers wrote.
"""

import time
import zlib
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import urlsplit

import httpx
import msgspec

from cautery.errors import Invalid, Missing, Permanent, RateLimited, Refused, Temporary
from cautery.kit.items import items_of
from cautery.kit.patience import patience
from cautery.kit.unreadable import NOT_JSON

WITHIN_S, MOST_BYTES = 30.0, 16 * 2**20
AT_ONCE = 16
"""Connections that are kept open."""
UNPACKED = zlib.MAX_WBITS | 32
"""Says to zlib that gzip and zlib are both known by how they begin."""
PIECE = 65536

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpResponse:
    """What a server answered."""

    where: str
    """Which server, and what it was asked, in words."""
    status: int
    headers: Mapping[str, str]
    data: bytes

    def read(self, kind: type[T]) -> T:
        """Read it as what was asked for; raise as our error what is none."""
        if not httpx.codes.is_success(self.status):
            raise self.error()
        try:
            return msgspec.json.decode(self.data, type=kind)
        except NOT_JSON as error:
            raise Permanent(f"{self.where} answered what cannot be read: {error}.") from None

    def read_items(self, kind: type[T], name: str) -> tuple[list[bytes], T]:
        """Read the items of a list, each as it came, and the answer around them, in which the list is empty.

        One item that no parser takes costs none of the others.
        """
        items, around = items_of(self.data, name)
        read = replace(self, data=around).read(kind)
        if items is None:
            raise Permanent(f"{self.where} answered without '{name or 'a list'}'.")
        return items, read

    def error(self) -> Invalid | Missing | Permanent | Refused:
        """Give what the server says as one of our errors."""
        says = self.data[:300].decode(errors="replace").strip() or "nothing"
        if self.status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
            return Refused(f"{self.where} refuses us ({self.status}); look at the credentials. It says: {says}")
        if httpx.codes.is_redirect(self.status):
            onward = self.headers.get("location", "elsewhere")
            return Permanent(f"{self.where} redirects to {onward}; if that is right, configure that address.")
        if self.status == httpx.codes.NOT_FOUND:
            return Missing(f"{self.where} knows no such thing. It says: {says}")
        return Permanent(f"{self.where} answered {self.status}. It says: {says}")


class Http:
    """A server, and how it is asked. Any thread may ask."""

    def __init__(
        self,
        address: str,
        *,
        headers: Mapping[str, str] | None = None,
        within_s: float = WITHIN_S,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        """Prepare to ask; nothing is asked yet.

        Args:
            address: how every address that is asked begins.
            headers: told with every question: credentials.
        """
        if not _is_address(address):
            raise Invalid(f"'{address}' is no address of a server; write it like https://plaza.example")
        self._address, self._within_s, self._most_bytes = address.rstrip("/"), within_s, most_bytes
        self._client = httpx.Client(
            headers={"User-Agent": "cautery", "Accept-Encoding": "gzip", **(headers or {})},
            timeout=within_s,
            limits=httpx.Limits(max_connections=AT_ONCE, max_keepalive_connections=AT_ONCE),
            trust_env=False,
        )

    def __repr__(self) -> str:
        return f"Http({self._address!r})"

    def ask(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        body: object = None,
        form: Mapping[str, str] | None = None,
        data: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> HttpResponse:
        """Ask; Temporary when no answer came, or one that says 'later'. A path has no '.' or '..' between its slashes.

        Args:
            body: sent as JSON.
            form: sent as a form.
            data: sent as it is.
        """
        where = f"'{self._address}' ({method} {path})"
        if not {".", ".."}.isdisjoint(path.split("/")):  # such a name would lead to what stands above it
            raise Missing(f"{where} is no place there.")
        told = dict(headers or {})
        if body is not None:
            data, told["Content-Type"] = msgspec.json.encode(body), "application/json"
        asked = self._client.build_request(
            method, f"{self._address}{path}", params=params, content=data, data=form, headers=told
        )
        answer = self._answer(asked, where)
        if answer.status == httpx.codes.TOO_MANY_REQUESTS:
            raise RateLimited(f"{where} asks for patience.", retry_after_s=patience(answer.headers, answer.data))
        if httpx.codes.is_server_error(answer.status) and answer.status != httpx.codes.NOT_IMPLEMENTED:
            raise Temporary(f"{where} answered {answer.status}.", retry_after_s=patience(answer.headers, answer.data))
        return answer

    def close(self) -> None:
        """Let connections go."""
        self._client.close()

    def _answer(self, asked: httpx.Request, where: str) -> HttpResponse:
        """Read an answer as long as it is neither too slow nor too large."""
        until, data = time.monotonic() + self._within_s, bytearray()
        try:
            with closing(self._client.send(asked, stream=True)) as response:
                for piece in _unpacked(response, where):
                    data += piece
                    if len(data) > self._most_bytes:
                        raise Permanent(f"{where} answers more than {self._most_bytes:,} bytes.")
                    if time.monotonic() > until:
                        raise Temporary(f"{where} takes too long to answer.")
                return HttpResponse(
                    where=where, status=response.status_code, headers=dict(response.headers), data=bytes(data)
                )
        except httpx.HTTPError as error:
            raise Temporary(f"{where} did not answer: {type(error).__name__}.") from None


def _unpacked(response: httpx.Response, where: str) -> Iterator[bytes]:
    """Give an answer in small pieces, however it is packed: a few bytes of it may stand for gigabytes."""
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing == "identity":
        yield from response.iter_raw()
        return
    if packing not in ("gzip", "x-gzip", "deflate"):
        raise Permanent(f"{where} answers packed as '{packing[:40]}', which was not asked for.")
    unpacking = zlib.decompressobj(UNPACKED)
    try:
        for packed in response.iter_raw():
            while piece := unpacking.decompress(packed, PIECE):
                yield piece
                packed = unpacking.unconsumed_tail
    except zlib.error:
        raise Permanent(f"{where} answers what cannot be unpacked.") from None


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
