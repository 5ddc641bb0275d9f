"""A PostgreSQL server of one's own: on loopback, in a temporary folder, gone when the tests are; or a failure that says why."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

USER = "postgres"
"""The server refuses root; Debian's package brings this user."""


@contextmanager
def running() -> Iterator[str]:
    """Run a server, and give the URL of its first database."""
    programs = _programs()
    with tempfile.TemporaryDirectory(prefix="cautery-postgres-") as folder:
        place, port = Path(folder), _free_port()
        if os.geteuid() == 0:
            shutil.chown(place, USER)
        _run([programs / "initdb", "-D", place / "data", "-U", USER, "--auth=trust", "--no-sync"])
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' -c fsync=off"
        start = [programs / "pg_ctl", "-D", place / "data", "-l", place / "log", "-o", options, "-w", "start"]
        _run(start)
        try:
            url = f"postgresql://{USER}@127.0.0.1:{port}/postgres"
            _wait(url)
            yield url
        finally:
            _run([programs / "pg_ctl", "-D", place / "data", "-m", "immediate", "-w", "stop"])


def new_database(server: str, name: str) -> str:
    """Make an empty database on a server; gives its URL."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]
    return server.rpartition("/")[0] + f"/{name}"


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    if on_path is None:
        raise FileNotFoundError("PostgreSQL is not installed here; on Debian: apt-get install postgresql")
    return Path(on_path).parent


def _run(command: list[str | Path]) -> None:
    as_user = {"user": USER, "group": USER} if os.geteuid() == 0 else {}
    done = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False, **as_user)  # type: ignore[call-overload]
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stdout}{done.stderr}")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(url: str) -> None:
    for _ in range(100):
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"PostgreSQL does not answer at {url}.")
