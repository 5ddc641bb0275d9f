"""A Redis that keeps nothing, for servers that need one."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.servers import process
from tests.servers.installed import program


@contextmanager
def running() -> Iterator[str]:
    """Run it, and give its host and port."""
    with process.folder("redis") as place:
        port = process.free_port()
        command = [program("redis-server", "redis-server"), "--bind", "127.0.0.1", "--port", str(port), "--save", ""]
        with process.running(command, ready=lambda _: process.answers(port), cwd=place, log=place / "log"):
            yield f"127.0.0.1:{port}"
