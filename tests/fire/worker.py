"""A worker in a process of its own, that carries on what was decided in an installation until it is killed."""

import http.client
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event, local
from typing import ClassVar

from cautery.app import App
from cautery.config import read_config
from cautery.errors import Permanent, Temporary
from cautery.kit.clock import WallClock
from cautery.model.account import Account, Platform
from cautery.model.action import Action
from cautery.model.decision import Measure
from cautery.model.event import AnyEvent
from cautery.pipeline.takedowns.executor import Executor
from cautery.platforms.connector import Connector, PlatformBatch, State
from cautery.worker.beat import working

QUAY = Platform("quay")
TIMEOUT_S = 0.6


class Remote(Connector):
    """The failing platform, over HTTP; it keeps a connection a thread."""

    measures: ClassVar[frozenset[Measure]] = frozenset({"suspend"})

    def __init__(self, port: int) -> None:
        self._port, self._mine = port, local()

    def read_events(self, cursor: str | None) -> PlatformBatch:
        """Nothing happens there by itself."""
        events: Sequence[AnyEvent] = ()
        return PlatformBatch(events=events, cursor=cursor or "")

    def look_up(self, about: Account) -> State:
        """Say how an account stands."""
        suspended = bool(self._ask("GET", f"/accounts/{about.id}", "")["suspended"])
        return State(handle=about.id, measures=frozenset({"suspend"} if suspended else ()))

    def act(self, action: Action) -> str:
        """Suspend; the platform knows no keys."""
        self._ask("POST", "/", action.about.id)
        return action.key

    def undo(self, action: Action, token: str) -> None:
        """Nobody asks for it here."""
        raise Permanent("This platform takes nothing back.")

    def in_effect(self, action: Action) -> bool:
        """Look whether an account is suspended."""
        return "suspend" in self.look_up(action.about).measures

    def _ask(self, method: str, path: str, body: str) -> dict[str, object]:
        line = getattr(self._mine, "line", None) or http.client.HTTPConnection(
            "127.0.0.1", self._port, timeout=TIMEOUT_S
        )
        self._mine.line = line
        try:
            line.request(method, path, body=body.encode())
            answer = line.getresponse()
            said: dict[str, object] = json.loads(answer.read())
        except (OSError, http.client.HTTPException) as error:
            line.close()
            self._mine.line = None
            raise Temporary(f"The line broke: {type(error).__name__}.") from None
        if answer.status == 200:
            return said
        after = answer.headers.get("Retry-After")
        raise Temporary(f"The platform answers {answer.status}.", retry_after_s=float(after) if after else None)


def main() -> None:
    """Work until killed; the first line on stdout says that it has begun."""
    home, port = Path(sys.argv[1]), int(sys.argv[2])
    app = App(read_config(home), clock=WallClock(), person="cautery")
    with working(app, {QUAY: Executor(app, Remote(port))}, beat_s=0.1):
        print("works", flush=True)
        Event().wait()


if __name__ == "__main__":
    main()
