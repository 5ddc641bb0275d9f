"""A served installation that is attacked: the real command in a process of its own, and the ways that attackers have to it."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import httpx

from cautery.access.permissions import permissions_of
from cautery.access.tokens import form_token
from cautery.app import App, opened
from cautery.console.entry import COOKIE
from cautery.model.person import PersonId, Role
from cautery.pipeline.entrance.sign_in import begin
from cautery.pipeline.entrance.staff import make_key
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.pipeline.installation.install import install
from tests.attacks import provider
from tests.attacks.provider import Lies, Provider
from tests.staffed import join
from tests.world import neighbourhood

SETTINGS = """
trusted_proxies = ["127.0.0.1/32"]
fetch_links = true

[platforms.plaza]
connector = "mastodon"
address = "http://127.0.0.1:9"
secret_file = "keys/plaza.token"
webhook_secret_file = "keys/plaza.webhook"
"""
HOOK = {"url": "https://queue.forum.example/cautery", "kinds": ["case.opened"]}
NOTICE = {
    "platform": "harbour",
    "account": "guard 1",
    "place": "https://harbour.example/1",
    "text": "lamps",
    "good_faith": "yes",
}
"""What a stranger says in the public form about an account that was seen."""
FORM = b"POST /notice HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
SAYS = "Console: "
STARTS_WITHIN_S = 120
SLOW_S = 60.0
_numbers = count(1)


class Browser(httpx.Client):
    """Somebody's browser, signed in: it fills in what forms carry."""

    secret = ""

    def submit(self, path: str, **said: object) -> httpx.Response:
        """Send a form of one's own page."""
        return self.post(path, data={"form_token": form_token(self.secret), **said})


class Growth:
    """By how much a server's memory grew at most while something was done to it."""

    mb = 0.0


class Site:
    """An installation that is served, and the hands of those who attack it."""

    def __init__(self, home: Path, app: App, process: "subprocess.Popen[str]", url: str, provider: Provider) -> None:
        self.home, self.app, self.process, self.url, self.provider = home, app, process, url, provider
        self.port = int(url.rpartition(":")[2])
        self.log: list[str] = []
        """What the server said since it said where it is."""
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        """Go on reading what the server says, so that it never waits for that."""
        for line in self.process.stderr or ():
            self.log.append(line.rstrip("\n"))

    def address(self) -> str:
        """Give an address from which nobody has come yet."""
        number = next(_numbers)
        return f"2a01:4f8:{number >> 16:x}:{number & 0xFFFF:x}::1"

    def stranger(self, address: str = "", **headers: str) -> httpx.Client:
        """Give the client of somebody outside, behind the trusted proxy."""
        told = {"X-Forwarded-For": address or self.address(), **headers}
        return httpx.Client(base_url=self.url, headers=told, timeout=SLOW_S)

    def person(self, *roles: Role) -> str:
        """Let somebody work here; gives their name. Their password is `tests.staffed.PASSWORD`."""
        name = f"person{next(_numbers)}"
        join(self.app, name, *roles)
        return name

    def browser(self, person: str, address: str = "") -> Browser:
        """Give the browser of somebody who came in."""
        secret = begin(self.app, PersonId(person), how="password")
        headers = {"X-Forwarded-For": address or self.address()}
        made = Browser(base_url=self.url, headers=headers, cookies={COOKIE: secret}, timeout=SLOW_S)
        made.secret = secret
        return made

    def secret_key(self, person: str, *roles: Role) -> str:
        """Make a key that may do all that these roles may."""
        return make_key(self.app, person, name="attack", scopes=permissions_of(roles), days=1)[1]

    def program(self, *roles: Role) -> httpx.Client:
        """Give the program of somebody new, with a key."""
        secret = self.secret_key(self.person(*roles), *roles)
        return httpx.Client(base_url=self.url, headers={"Authorization": f"Bearer {secret}"}, timeout=SLOW_S)

    def by_provider(
        self, browser: httpx.Client | None = None, *, to: str = "", back: Mapping[str, str] | None = None, **lies: Any
    ) -> httpx.Response:
        """Come in by the provider, which lies as `Lies` has it; gives the last answer."""
        self.provider.lies = Lies(**lies)
        try:
            return self.provider.visit(browser or self.stranger(), to=to, back=back or {})
        finally:
            self.provider.lies = Lies()

    def line(self, source: str = "127.0.0.1") -> socket.socket:
        """Open a line from a loopback address; only 127.0.0.1 is a trusted proxy."""
        made = socket.create_connection(("127.0.0.1", self.port), timeout=SLOW_S, source_address=(source, 0))
        made.settimeout(SLOW_S)
        return made

    def send(self, raw: bytes, source: str = "127.0.0.1") -> bytes:
        """Send bytes as they are, and give what is answered until the line is closed or silent."""
        with self.line(source) as line:
            line.sendall(raw)
            line.settimeout(3)
            said = b""
            try:
                while piece := line.recv(65536):
                    said += piece
            except (TimeoutError, ConnectionResetError):
                pass
            return said

    def write(self, statement: str, *values: object) -> None:
        """Write to the database as somebody who has only that."""
        with sqlite3.connect(self.home / "cautery.db", timeout=30) as connection:
            connection.execute(statement, values)
        connection.close()

    def read(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Read the database as somebody who has only that."""
        connection = sqlite3.connect(self.home / "cautery.db", timeout=30)
        found = connection.execute(statement, values).fetchall()
        connection.close()
        return found

    def dump(self) -> bytes:
        """Give every byte of the database."""
        return b"".join((self.home / name).read_bytes() for name in ("cautery.db", "cautery.db-wal"))

    def command(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a command of the installation's owner."""
        return subprocess.run(
            [str(_program()), *words, "--home", str(self.home), "--json"], capture_output=True, text=True, check=False
        )

    def findings(self) -> list[str]:
        """Give what `cautery audit verify` finds."""
        found: list[str] = json.loads(self.command("audit", "verify").stdout)["findings"]
        return found

    def memory_mb(self) -> float:
        """Say how much memory the server has now."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024

    def cpu_s(self) -> float:
        """Say how many seconds the server has computed."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @contextmanager
    def growing(self) -> Iterator[Growth]:
        """Watch by how much the server's memory grows in a block."""
        growth, before, over = Growth(), self.memory_mb(), threading.Event()

        def watch() -> None:
            while not over.wait(0.02):
                growth.mb = max(growth.mb, self.memory_mb() - before)

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        try:
            yield growth
        finally:
            over.set()
            watcher.join()


@contextmanager
def served(home: Path) -> Iterator[Site]:
    """Make an installation with some history, and serve it."""
    install(home, name="attacked.example")
    for name in ("plaza.token", "plaza.webhook"):
        (home / "keys" / name).write_text("harbour")
    with provider.running() as trusted:
        with (home / "cautery.toml").open("a") as settings:
            settings.write(SETTINGS + provider.SETTINGS.format(issuer=trusted.issuer))
        with _serving(home, trusted) as site:
            yield site


@contextmanager
def _serving(home: Path, trusted: Provider) -> Iterator[Site]:
    with opened(home) as app:
        with Ingestion(app) as door:
            door.accept(neighbourhood().events)
            door.catch_up()
        join(app, "boss", "admin")
        process = subprocess.Popen(
            [str(_program()), "serve", "--home", str(home), "--port", "0"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            yield Site(home, app, process, url_of(process), trusted)
        finally:
            process.terminate()
            process.wait(timeout=60)


def url_of(process: "subprocess.Popen[str]") -> str:
    """Read where it is served, and wait until it answers."""
    assert process.stderr is not None
    said = ""
    while SAYS not in said:
        said = process.stderr.readline()
        assert said, "The server ended before it said where it is."
    url = said.partition(SAYS)[2].strip().rstrip("/")
    until = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < until:
        try:
            httpx.get(f"{url}/sign-in", timeout=SLOW_S)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return url
    raise TimeoutError("The server does not answer.")


def _program() -> Path:
    return Path(sys.executable).with_name("cautery")
