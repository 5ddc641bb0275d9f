"""How much may be sent, and how slowly: a route takes 64 KiB unless it says that it takes more.

What is larger is refused (413) when that is known, and what comes too slowly is cut (408), before anything is made of it.
Bodies of callers whom nobody knows yet share one budget, and those of all others a larger one, so that many of them together
hold no more memory than that.
"""

import asyncio
from collections.abc import Callable
from time import monotonic
from typing import TypeVar

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message

MOST_BYTES = 64 * 1024
"""Of a route that says nothing: forms and questions are texts of a few pages."""
FIRST_S, BYTES_A_S = 10.0, 16 * 1024
"""A body has ten seconds, and a second more for each 16 KiB: the slowest line on which anybody works."""
SILENT_S = 10.0
MOST_PARTS = 300_000
"""Braces, brackets and commas of a body that is read as JSON at once: such a body is read in some 20 milliseconds, during which
nobody else is answered. The longest question that is allowed has a third of that.
"""
STRANGERS_BYTES, KNOWN_BYTES = 16 * 2**20, 256 * 2**20
"""Of all bodies of strangers, and of all bodies of callers who are known, that are in memory at the same time."""
ROUTE_TAKES = "cautery_most_bytes"
T = TypeVar("T", bound=Callable[..., object])


def takes(most_bytes: int) -> Callable[[T], T]:
    """Mark a route's function: it takes bodies of this many bytes."""

    def mark(function: T) -> T:
        setattr(function, ROUTE_TAKES, most_bytes)
        return function

    return mark


def taken_by(function: Callable[..., object]) -> int:
    """Say how many bytes a route's function takes."""
    most: int = getattr(function, ROUTE_TAKES, MOST_BYTES)
    return most


class BodyBudget:
    """The memory that some callers' bodies may take together, in one process."""

    def __init__(self, most_bytes: int = STRANGERS_BYTES) -> None:
        self._left = most_bytes

    def take(self, size: int) -> None:
        """Take some of it; refuse (503) when there is none left."""
        if size > self._left:
            raise HTTPException(503, "Too much is being sent at once; try again in a moment", {"Retry-After": "5"})
        self._left -= size

    def give_back(self, size: int) -> None:
        """Give some of it back."""
        self._left += size


class Body:
    """One request's body, read through its limits. Use it in a `with`, for as long as the request is answered."""

    def __init__(self, request: Request, most_bytes: int, budget: BodyBudget | None) -> None:
        """Prepare to read.

        Args:
            most_bytes: what the route takes.
            budget: whose memory it takes, until it is answered; None: nobody's.
        """
        self._request, self._most, self._budget = request, most_bytes, budget
        self._got, self._held, self._began, self._whole = 0, 0, 0.0, False

    def __enter__(self) -> Request:
        self._refuse(_said_length(self._request))
        return Request(self._request.scope, self._receive)

    def __exit__(self, *_: object) -> None:
        if self._budget is not None:
            self._budget.give_back(self._held)

    async def _receive(self) -> Message:
        """Read on; raise (413, 408) what is too large or too slow."""
        if self._whole:
            return await self._request.receive()
        self._began = self._began or monotonic()
        try:
            message = await asyncio.wait_for(self._request.receive(), self._patience_s())
        except TimeoutError:
            raise HTTPException(408, "What was sent came too slowly; send it again", {"Connection": "close"}) from None
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        size = len(message.get("body", b""))
        self._whole = not message.get("more_body", False)
        self._refuse(self._got + size)
        if self._budget is not None:
            self._budget.take(size)
            self._held += size
        self._got += size
        return message

    def _patience_s(self) -> float:
        ends = self._began + FIRST_S + self._got / BYTES_A_S
        return max(0.0, min(SILENT_S, ends - monotonic()))

    def _refuse(self, size: int) -> None:
        if size > self._most:
            raise HTTPException(413, f"This takes at most {self._most:,} bytes; send less, or in parts")


async def refuse_many_parts(request: Request) -> None:
    """Refuse (413) a body that would be read as JSON, and is made of more parts than anybody needs."""
    kind = request.headers.get("content-type", "application/json").partition(";")[0].strip().lower()
    if kind != "application/json" and not kind.endswith("+json"):
        return
    body = await request.body()
    if sum(body.count(one) for one in (b"{", b"[", b",")) > MOST_PARTS:
        raise HTTPException(413, f"This JSON has more than {MOST_PARTS:,} parts; send less, or in parts")


def _said_length(request: Request) -> int:
    """Read how long a request says that its body is; 0 when it does not say."""
    said = request.headers.get("content-length", "0")
    if not (said.isascii() and said.isdigit()):
        raise HTTPException(400, "The length of what was sent is no number")
    return int(said[:20])
