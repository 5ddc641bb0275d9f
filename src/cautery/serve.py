"""Both doors behind one address: the API under `/v1`, the console everywhere else. Uvicorn saves us the server; its one door.

A host that nobody named is refused, so that no other site's name can be made to lead here.
"""

import logging
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from threading import Event, Thread
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from cautery.api.server import make_api
from cautery.app import App
from cautery.console.server import make_console
from cautery.errors import CauteryError, Invalid
from cautery.pipeline.banks.content_check import Lookout
from cautery.pipeline.detection.signup_screening import Watch
from cautery.pipeline.ingestion.consumer import Tap
from cautery.pipeline.ingestion.shared import SharedIngestion
from cautery.pipeline.notifications.account_holders import tell_due
from cautery.pipeline.notifications.webhooks import deliver_due
from cautery.pipeline.takedowns.progress import crew_of
from cautery.worker.beat import working

LOCAL = ("127.0.0.1", "localhost", "::1")
STARTS_WITHIN_S = 30.0
MOST_BYTES = 144 * 2**20
"""Of a request: the largest film that is looked at, and what a form needs around it."""
WAITING = 512
"""How many may knock while the server starts or is busy."""
STOPS_WITHIN_S = 5
KEEPS_OPEN_S = 75
"""Longer than people read between two clicks, and than a proxy in front keeps its lines: closing is left to them."""
TOLD_EVERY_S = 1.0
SWITCH_S = 0.0005
"""How long one thread computes while others wait: a page asks the database some twenty times, and waits after each answer."""
log = logging.getLogger(__name__)


def doors(
    installation: App, door: SharedIngestion, lookout: Lookout, *, host: str, ending: Event | None = None
) -> Starlette:
    """Give both doors as one application, for the host that it listens on and the one that people know it by."""
    known = urlsplit(installation.config.public_url or "").hostname
    hosts = [*LOCAL, host, *([known] if known else [])]
    return Starlette(
        routes=[
            Mount("/v1", make_api(installation, door, lookout)),
            Mount("/", make_console(installation, lookout, ending=ending)),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False), Middleware(Bounded)],
    )


class Bounded:
    """Refuses a body that is larger than anything that is asked for here, whether its length was said or not."""

    def __init__(self, app: ASGIApp, *, most_bytes: int = MOST_BYTES) -> None:
        self._app, self._most = app, most_bytes
        self._says = PlainTextResponse(f"This is larger than {most_bytes:,} bytes; send it in parts.", 413)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, or answer 413."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        said = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        if not said.isdigit() or int(said[:20]) > self._most:
            await self._says(scope, receive, send)
            return
        taken = 0

        async def counted() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            return message if taken <= self._most else {"type": "http.disconnect"}

        async def told(message: Message) -> None:
            """Say that it was too large, whatever was made of what came before."""
            if taken <= self._most:
                await send(message)
            elif message["type"] == "http.response.start":
                await self._says(scope, receive, send)

        await self._app(scope, counted, told)


def bind(host: str, port: int) -> socket.socket:
    """Take an address; refuse one that is taken or not ours. Port 0: any that is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(WAITING)
    except OSError as error:
        listening.close()
        raise Invalid(f"Nothing can be served at {host}:{port}: {error.strerror}; choose another --port.") from None
    return listening


def serve(installation: App, listening: socket.socket, *, host: str) -> None:
    """Serve on an address until stopped."""
    sys.setswitchinterval(SWITCH_S)
    with _watching(installation) as watch, _telling(installation):
        door, lookout = SharedIngestion(watch.hear), Lookout()
        try:
            with _tapping(installation, door), _working(installation):
                _server(installation, door, lookout, host).run(sockets=[listening])
        finally:
            door.close()
            lookout.close()


@contextmanager
def serving(installation: App, listening: socket.socket, *, host: str) -> Iterator[None]:
    """Serve beside what is done in the block, on a thread of its own."""
    with _watching(installation) as watch, _telling(installation):
        door, lookout = SharedIngestion(watch.hear), Lookout()
        server = _server(installation, door, lookout, host)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        give_up_at = time.monotonic() + STARTS_WITHIN_S
        while not server.started and thread.is_alive() and time.monotonic() < give_up_at:
            time.sleep(0.01)
        try:
            with _tapping(installation, door), _working(installation):
                yield
        finally:
            server.should_exit = True
            thread.join(timeout=2 * STOPS_WITHIN_S)
            door.close()
            lookout.close()


@contextmanager
def _watching(installation: App) -> Iterator[Watch]:
    """Compare newcomers on a thread of its own."""
    watch, ends = Watch(installation), Event()
    thread = Thread(target=watch.run, args=[ends], daemon=True)
    thread.start()
    try:
        yield watch
    finally:
        ends.set()
        thread.join(timeout=STOPS_WITHIN_S)


@contextmanager
def _tapping(installation: App, door: SharedIngestion) -> Iterator[None]:
    """Listen to each platform that is configured, on a thread of its own."""
    ends, threads = Event(), []
    heard_by = installation.acting_as("cautery")
    with ExitStack() as open_platforms:
        for name in installation.config.platforms:
            connector = open_platforms.enter_context(closing(installation.platform(name)))
            tap = Tap(heard_by, name, connector, accept=lambda events: door.accept(heard_by, events))
            threads.append(Thread(target=tap.run, args=[ends], daemon=True))
            threads[-1].start()
        try:
            yield
        finally:
            ends.set()
            for thread in threads:
                thread.join(timeout=STOPS_WITHIN_S)


@contextmanager
def _working(installation: App) -> Iterator[None]:
    """Carry on what was decided, beside the doors; opened on a thread of its own, for whoever serves may run an event loop."""
    worker = installation.acting_as("cautery")
    with ThreadPoolExecutor(max_workers=1) as own, ExitStack() as opened:
        own.submit(lambda: opened.enter_context(working(worker, opened.enter_context(crew_of(worker))))).result()
        try:
            yield
        finally:
            own.submit(opened.close).result()


@contextmanager
def _telling(installation: App) -> Iterator[None]:
    """Send what hooks are to be told, on a thread of its own, for as long as the block runs."""
    ended = Event()
    thread = Thread(target=_tell, args=(installation.acting_as("cautery"), ended), name="hooks", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(timeout=2 * STOPS_WITHIN_S)


def _tell(installation: App, ended: Event) -> None:
    while not ended.wait(TOLD_EVERY_S):
        try:
            deliver_due(installation)
            tell_due(installation)
        except CauteryError as error:  # the database is busy, or a key is gone: the next round may do better
            log.warning("Hooks were not told: %s", error)


class _Server(uvicorn.Server):
    """Lets pages that stay open go before it waits for all others."""

    def __init__(self, config: uvicorn.Config, *, ending: Event) -> None:
        super().__init__(config)
        self._ending = ending

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._ending.set()
        await super().shutdown(sockets)


def _server(installation: App, door: SharedIngestion, lookout: Lookout, host: str) -> uvicorn.Server:
    ending = Event()
    config = uvicorn.Config(
        doors(installation, door, lookout, host=host, ending=ending),
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEEPS_OPEN_S,
        timeout_graceful_shutdown=STOPS_WITHIN_S,
    )
    return _Server(config, ending=ending)
