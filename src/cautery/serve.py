"""Both doors behind one address: the API under `/v1`, the console everywhere else. Uvicorn saves us the server; its one door.

A host that nobody named is refused, so that no other site's name can be made to lead here.
"""

import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Event, Thread, Timer, current_thread, main_thread
from types import FrameType
from urllib.parse import urlsplit

import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.routing import Mount

from cautery.api.server import make_api
from cautery.app import App
from cautery.console.server import make_console
from cautery.errors import Invalid
from cautery.gate.callers import Callers
from cautery.gate.lines import OpenConnections
from cautery.gate.measured import Measured
from cautery.gate.probes import Probes
from cautery.gate.wire import wire_with
from cautery.kit.memory import give_back_large_blocks
from cautery.kit.service_notice import tell_manager
from cautery.pipeline.banks.content_check import ContentCheck
from cautery.pipeline.ingestion.shared import SharedIngestion
from cautery.pipeline.installation.readiness import is_ready
from cautery.worker.alone import serving_alone
from cautery.worker.running import running

LOCAL = ("127.0.0.1", "localhost", "::1")
STARTS_WITHIN_S = 30.0
WAITING = 512
"""How many may knock while the server starts or is busy."""
STOPS_WITHIN_S = 5
KEEPS_OPEN_S = 75
"""Longer than people read between two clicks, and than a proxy in front keeps its lines: closing is left to them."""
STOPS_AT_LAST_S = 14.0
"""After the doors are closed, which takes five seconds at most: together less than twenty."""
SWITCH_S = 0.0005
"""How long one thread computes while others wait: a page asks the database some twenty times, and waits after each answer."""
log = logging.getLogger(__name__)


def doors(
    installation: App,
    door: SharedIngestion,
    lookout: ContentCheck,
    *,
    host: str,
    ending: Event | None = None,
    draining: Event | None = None,
) -> Starlette:
    """Give both doors as one application, for the host that it listens on and the one that people know it by."""
    known = urlsplit(installation.config.public_url or "").hostname
    hosts = [*LOCAL, host, *([known] if known else [])]
    return Starlette(
        routes=[
            Mount("/v1", make_api(installation, door, lookout)),
            Mount("/", make_console(installation, lookout, ending=ending)),
        ],
        middleware=[
            Middleware(Probes, ready=lambda: not (draining and draining.is_set()) and is_ready(installation)),
            Middleware(Callers, trusted=installation.config.trusted_proxies),
            Middleware(TrustedHostMiddleware, allowed_hosts=hosts, www_redirect=False),
            Middleware(Measured),
        ],
    )


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


def serve(installation: App, listening: socket.socket, *, host: str, drain_s: float = 0.0) -> None:
    """Serve on an address until a signal says to stop; then what is under way is finished or handed back, within 20 seconds.

    Args:
        drain_s: for how long `/readyz` says no, and requests are still answered, before the doors are closed.

    Refused (Conflict) while another process serves this home, or where the database belongs to another installation.
    """
    sys.setswitchinterval(SWITCH_S)
    asked = _Asked(drain_s)
    with serving_alone(installation.config), closing(ContentCheck()) as lookout, running(installation) as door:
        server = _server(installation, door, lookout, host, draining=asked.draining)
        asked.tell(server)
        tell_manager("READY=1")
        server.run(sockets=[listening])
        _ends_within(STOPS_AT_LAST_S)


@contextmanager
def serving(installation: App, listening: socket.socket, *, host: str, follows: bool = True) -> Iterator[None]:
    """Serve beside what is done in the block, on a thread of its own.

    Args:
        follows: whether what must follow events does by itself; False where the block tells a story step by step.
    """
    with closing(ContentCheck()) as lookout, running(installation, follows=follows) as door:
        server = _server(installation, door, lookout, host)
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        give_up_at = time.monotonic() + STARTS_WITHIN_S
        while not server.started and thread.is_alive() and time.monotonic() < give_up_at:
            time.sleep(0.01)
        try:
            yield
        finally:
            server.should_exit = True
            thread.join(timeout=2 * STOPS_WITHIN_S)


class _Asked:
    """Hears SIGTERM and SIGINT from the first moment on; the server stops as soon as it has begun, or at once."""

    def __init__(self, drain_s: float) -> None:
        self._server: uvicorn.Server | None = None
        self._asked, self._drain_s, self.draining = False, drain_s, Event()
        if current_thread() is main_thread():
            for one in (signal.SIGINT, signal.SIGTERM):
                signal.signal(one, self._hear)

    def tell(self, server: uvicorn.Server) -> None:
        """Name the server that is to stop."""
        self._server, server.should_exit = server, self._asked

    def _hear(self, number: int, frame: FrameType | None) -> None:
        waits_s = 0.0 if self.draining.is_set() else self._drain_s  # who asks twice means at once
        self.draining.set()
        tell_manager("STOPPING=1")
        if waits_s and self._server is not None:
            timer = Timer(waits_s, self._end, (number, None))
            timer.daemon = True
            timer.start()
        else:
            self._end(number, frame)

    def _end(self, number: int, frame: FrameType | None) -> None:
        self._asked = True
        if self._server is not None:
            self._server.handle_exit(number, frame)


def _ends_within(seconds: float) -> None:
    """End the process in time, whatever does not: what was acknowledged is on disk, the rest goes on at the next start."""

    def end() -> None:
        log.warning("Something did not end within %d seconds; it goes on with the next start.", seconds)
        os._exit(0)

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()


class _Server(uvicorn.Server):
    """Lets pages that stay open go before it waits for all others."""

    def __init__(self, config: uvicorn.Config, *, ending: Event) -> None:
        super().__init__(config)
        self._ending = ending

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to `_Asked`: the usual way sends each again afterwards, which ends the process before its work is."""
        yield

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._ending.set()
        await super().shutdown(sockets)


def _server(
    installation: App, door: SharedIngestion, lookout: ContentCheck, host: str, *, draining: Event | None = None
) -> uvicorn.Server:
    give_back_large_blocks()
    ending = Event()
    config = uvicorn.Config(
        doors(installation, door, lookout, host=host, ending=ending, draining=draining),
        http=wire_with(OpenConnections(trusted=installation.config.trusted_proxies)),
        ws="none",
        proxy_headers=False,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=KEEPS_OPEN_S,
        timeout_graceful_shutdown=STOPS_WITHIN_S,
    )
    return _Server(config, ending=ending)
