"""Watch: newcomers are compared with removed accounts while the installation is served, and what fails is kept to be shown."""

import logging
from collections import deque
from collections.abc import Sequence
from datetime import timedelta

from cautery.app import App
from cautery.errors import CauteryError
from cautery.events.stage import Batch, Stage
from cautery.model.event import AnyEvent
from cautery.pipeline.cases.exhibits import exhibit
from cautery.pipeline.detection.last_run import Looked, keep_look
from cautery.pipeline.detection.newcomers import Newcomers, know_anew, name_newcomers, watch_newcomers
from cautery.pipeline.history.read import history_of
from cautery.store import decisions

KNOW_ANEW_AFTER = timedelta(minutes=5)
"""How long the bank is at least kept: making it takes seconds, and longer the larger it is."""
MOST_BATCHES = 10_000
"""Batches that wait to be looked at; of more the oldest go, and 'cautery operators' compares everybody."""


class NewcomersStage(Stage):
    """Compares newcomers as they come in."""

    name, after = "newcomers", "history"

    def __init__(self, app: App) -> None:
        self._watch = SignupScreening(app)

    def follow(self, batch: Batch) -> None:
        """Compare who is new in a batch; what an earlier process knew of newcomers is not known any more."""
        self._watch.hear(batch.events)
        self._watch.look()


class SignupScreening:
    """Who came, until they are known."""

    def __init__(self, app: App) -> None:
        self._app = app.acting_as("cautery")
        self._heard: deque[Sequence[AnyEvent]] = deque(maxlen=MOST_BATCHES)
        self._newcomers: Newcomers | None = None
        self._decided, self._known_at, self._named = -1, app.wall.now(), 0

    def hear(self, events: Sequence[AnyEvent]) -> None:
        """Take in a batch that was kept; it is compared soon."""
        self._heard.append(events)

    def look(self) -> Looked:
        """Compare what was heard since the last time; whatever goes wrong is kept, logged, and stops nobody."""
        events = [event for batch in self._all_heard() for event in batch]
        problem = ""
        try:
            self._compare(events)
        except (CauteryError, OSError, ValueError, ArithmeticError, LookupError) as error:
            problem = f"{type(error).__name__}: {error}"
            logging.getLogger(__name__).exception("Newcomers were not compared with removed accounts.")
        watched = len(self._newcomers) if self._newcomers else 0
        looked = Looked(at=self._app.wall.now(), watched=watched, named=self._named, problem=problem)
        keep_look(self._app, looked)
        return looked

    def _all_heard(self) -> list[Sequence[AnyEvent]]:
        return [self._heard.popleft() for _ in range(len(self._heard))]

    def _compare(self, events: Sequence[AnyEvent]) -> None:
        newcomers = self._ready()
        named = name_newcomers(self._app, newcomers, events, at=self._app.clock.now())
        self._named += len(named)
        if named:
            exhibit(self._app, history_of(self._app, at=None))

    def _ready(self) -> Newcomers:
        """Give the newcomers, compared with a bank that is not too old when people decided since."""
        with self._app.reading() as connection:
            decided = decisions.how_many(connection)
        now = self._app.wall.now()
        if self._newcomers is None:
            self._newcomers = watch_newcomers(self._app)
        elif decided != self._decided and now - self._known_at >= KNOW_ANEW_AFTER:
            know_anew(self._app, self._newcomers)
        else:
            return self._newcomers
        self._decided, self._known_at = decided, now
        return self._newcomers
