"""Pages that stay open are told when something changes, by server-sent events: what changed they ask for themselves.

However many pages are open, the database is asked once a second, and not at all when none is. A page that is closed leaves
nothing behind: a stream is no thread, and ends with its reader, with its session, with the server, or after some minutes, from
when on the browser opens another.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from threading import Event
from time import monotonic

from fastapi import Request
from fastapi.responses import StreamingResponse
from starlette.concurrency import run_in_threadpool

from cautery.app import App
from cautery.console.entry import COOKIE, Desk
from cautery.pipeline.cases.changes import pulse_of
from cautery.pipeline.entrance.sign_in import who_is

EVERY_S = 1.0
LASTS_S = 600.0
LOOKED_AT_EVERY_S = 30.0
"""How often it is looked whether the session still holds, and whether the reader is still there."""
HEADERS = {"X-Accel-Buffering": "no"}


class Live:
    """What open pages of one process wait for."""

    def __init__(self, installation: App, *, ending: Event) -> None:
        """Wait for changes of an installation, until the server ends."""
        self._app, self.ending = installation, ending
        self._asked_at, self._pulse = 0.0, ""
        self._turn = asyncio.Lock()

    async def pulse(self) -> str:
        """Name the state of everything, as of the last second."""
        async with self._turn:
            if monotonic() - self._asked_at >= EVERY_S:
                self._pulse = await run_in_threadpool(pulse_of, self._app)
                self._asked_at = monotonic()
            return self._pulse


def stream(desk: Desk, name: str, state: Callable[[], str] | None, *, since: str) -> StreamingResponse:
    """Tell a page by an event whenever a state is another than the one that it shows.

    Args:
        name: of the event.
        state: names the state; None: of everything.
        since: the state that the page shows.
    """
    shown = desk.request.headers.get("last-event-id") or since
    events = _events(desk.request, name, state, shown)
    return StreamingResponse(events, media_type="text/event-stream", headers=HEADERS)


async def _events(request: Request, name: str, state: Callable[[], str] | None, shown: str) -> AsyncIterator[str]:
    live: Live = request.app.state.live
    began = looked_at = monotonic()
    pulse = ""
    yield f"retry: {int(1000 * EVERY_S)}\n\n"
    while monotonic() - began < LASTS_S and not live.ending.is_set():
        now = await live.pulse()
        if now != pulse:
            pulse = now
            found = now if state is None else await run_in_threadpool(state)
            if found != shown:
                shown = found
                yield f"id: {found}\nevent: {name}\ndata: {found}\n\n"
        await asyncio.sleep(EVERY_S)
        if monotonic() - looked_at >= LOOKED_AT_EVERY_S:
            looked_at = monotonic()
            yield ": still here\n\n"
            if await request.is_disconnected() or await run_in_threadpool(_is_out, request):
                return


def _is_out(request: Request) -> bool:
    return who_is(request.app.state.installation, request.cookies.get(COOKIE, "")) is None
