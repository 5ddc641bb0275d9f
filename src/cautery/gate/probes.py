"""What programs that run this one ask: does the process live, and is it ready? Without a sign-in, and without a figure.

Asked for any host name: whoever probes knows the address only.
"""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

ALIVE, READY = "/healthz", "/readyz"


class Probes:
    """Answers probes before anything else is asked."""

    def __init__(self, app: ASGIApp, *, ready: Callable[[], bool]) -> None:
        """Make it.

        Args:
            ready: whether requests are to be sent here.
        """
        self._app, self._ready = app, ready

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a probe, or hand a request on."""
        path = scope.get("path", "") if scope["type"] == "http" and scope["method"] in ("GET", "HEAD") else ""
        if path == ALIVE:
            await PlainTextResponse("alive\n")(scope, receive, send)
        elif path == READY:
            ready = await run_in_threadpool(self._ready)
            answer = PlainTextResponse("ready\n" if ready else "not ready\n", status_code=200 if ready else 503)
            await answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)
