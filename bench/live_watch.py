"""What is watched of a served installation under load: the queue's page, and how long it is from a POST to a case."""

import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import httpx

from bench.live_load import REMOVED, noticed, returned, suspect
from cautery.app import App, opened
from cautery.errors import CauteryError
from cautery.model.account import Account, AccountId, Platform
from cautery.store import cases

PROBED_EVERY_S, GIVEN_UP_AFTER_S = 1.0, 60.0


class Pages(threading.Thread):
    """Asks for the review queue four times a second."""

    def __init__(self, where: str, key: str) -> None:
        super().__init__(daemon=True)
        self._where, self._key, self.stop = where, key, False
        self.took_s: list[float] = []

    def run(self) -> None:
        """Ask until told to stop."""
        client = httpx.Client(headers={"Authorization": f"Bearer {self._key}"}, timeout=60)
        while not self.stop:
            began = time.monotonic()
            client.get(f"{self._where}/v1/cases").raise_for_status()
            self.took_s.append(time.monotonic() - began)
            time.sleep(0.25)


class Probes(threading.Thread):
    """Sends what must open a case, in turn of three kinds, and notes how long after the answer the case is in the queue."""

    def __init__(self, home: Path, where: str, key: str, *, name: str) -> None:
        super().__init__(daemon=True)
        self._home, self._where, self._key, self._name, self.stop = home, where, key, name, False
        self.took_s: dict[str, list[float]] = {"notice": [], "return": [], "suspicion": []}
        self._waiting: dict[Account, tuple[str, float]] = {}
        self._sent = 0

    def run(self) -> None:
        """Send until told to stop, then wait for what is open."""
        client = httpx.Client(headers={"Authorization": f"Bearer {self._key}"}, timeout=60)
        next_at = ends_at = time.monotonic()
        with opened(self._home) as app:
            while not self.stop or (self._waiting and time.monotonic() < ends_at + GIVEN_UP_AFTER_S):
                if not self.stop and (ends_at := time.monotonic()) >= next_at:
                    self._send(client)
                    next_at = ends_at + PROBED_EVERY_S
                self._look(app)
                time.sleep(0.05)
        for kind, since in self._waiting.values():
            self.took_s[kind].append(time.monotonic() - since)

    def missed(self) -> int:
        """Count what has opened no case to the end."""
        return len(self._waiting)

    def _send(self, client: httpx.Client) -> None:
        number, self._sent = self._sent, self._sent + 1
        kind, name = tuple(self.took_s)[number % 3], f"probe-{self._name}-{number}"
        make: dict[str, Callable[[], bytes]] = {
            "notice": lambda: noticed(name),
            "return": lambda: returned(name, number % REMOVED),
            "suspicion": lambda: suspect(name, number % REMOVED),
        }
        if client.post(f"{self._where}/v1/events", content=make[kind]()).status_code == 202:
            self._waiting[Account(platform=Platform("bench"), id=AccountId(name))] = kind, time.monotonic()

    def _look(self, app: App) -> None:
        if not self._waiting:
            return
        with suppress(CauteryError), app.reading() as connection:
            found = {case.about for case in cases.about_some(connection, list(self._waiting))}
        for about in found:
            kind, since = self._waiting.pop(about)
            self.took_s[kind].append(time.monotonic() - since)
