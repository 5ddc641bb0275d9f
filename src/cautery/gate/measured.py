"""Each request gets an id, which its answer and every log entry about it carry, and is counted by its route.

A route is the pattern of an address, never the address itself: that may name an account.
"""

import logging
import secrets
from time import perf_counter

from starlette.datastructures import MutableHeaders
from starlette.routing import Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cautery.kit.counts import COUNTS, HTTP_SECONDS
from cautery.kit.logs import REQUEST

log = logging.getLogger(__name__)
HEADER = "X-Request-Id"
NO_ROUTE = "none"


class Measured:
    """Counts requests, and names them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, and count it when its answer begins."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        name, began = secrets.token_hex(8), perf_counter()
        token = REQUEST.set(name)

        async def counted(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)[HEADER] = name
                _count(scope, int(message["status"]), perf_counter() - began)
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            REQUEST.reset(token)


def _count(scope: Scope, status: int, seconds: float) -> None:
    route = _route(scope)
    COUNTS.took(HTTP_SECONDS, seconds, route=route, code=str(status))
    log.info("%s %s %d in %.1f ms", scope["method"], route, status, 1000 * seconds)


def _route(scope: Scope) -> str:
    """Name the route that answered, with the place where it is mounted."""
    route = scope.get("route")
    path = None if isinstance(route, Mount) else getattr(route, "path", None)
    root = str(scope.get("root_path") or "")
    return f"{root}{path}" if path else f"{root}/{NO_ROUTE}"
