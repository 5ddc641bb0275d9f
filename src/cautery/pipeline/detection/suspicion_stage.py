"""Suspicion follows events: whoever a batch touches is weighed again within seconds, whichever door the events came in by.

Its place is that of its state and not of the ledgers: with the state deleted or damaged, it reads the journal again from the
beginning while others go on, says so, and judges nobody before it is through.
"""

import time

from cautery.app import App
from cautery.events.stage import EventBatch, Stage
from cautery.pipeline.detection.accounts import forget_accounts
from cautery.pipeline.detection.judging import MOST_JUDGED, Judging
from cautery.pipeline.detection.taking import MOST_EVENTS
from cautery.pipeline.history.lake import history_reached
from cautery.store import places, services
from cautery.store.journal import Journal, JournalPlace

SAID_EVERY_S = 15.0
STATE = "detection state"
"""Under this name Health and `doctor` tell that the state is being computed again."""


class SuspicionStage(Stage):
    """Keeps suspicions up to date."""

    name, after = "suspicion", "history"
    most_events = MOST_EVENTS
    every_s = 3.0
    keeps_place, derived = True, True

    def __init__(self, app: App) -> None:
        self._app = app.acting_as("cautery")
        self._judging: Judging | None = None
        self._until = JournalPlace(segment=0, byte=0)
        self._said: str | None = None
        self._said_at = 0.0
        self.behind = False
        """Whether it is still reading again what it had lost; nobody is judged meanwhile."""

    def follow(self, batch: EventBatch) -> None:
        """Take in a batch, or go on with what is missing before it."""
        self._until = max(self._until, batch.until)
        self._go_on()
        with self._app.noting() as connection:
            places.move(connection, self.name, batch.until, at_s=self._app.wall.now().timestamp())

    def idle(self) -> bool:
        """Go on with what is missing, and with whoever still waits to be weighed."""
        self._go_on()
        return False

    def resume(self, place: JournalPlace) -> JournalPlace:
        """Begin where the ledgers say; what the state misses before it is read in turns of its own."""
        self._until = place
        return place

    def forget(self) -> None:
        """Drop the state; it is computed again from the journal."""
        forget_accounts(self._app)

    def _go_on(self) -> None:
        """Take in what history reaches, and weigh whom that touched; nobody while some of it is still to be read again."""
        judging = self._judging = self._judging or Judging(self._app)
        with judging.accounts.turn():
            whole = judging.catch_up(min(self._until, history_reached(self._app)), most=MOST_EVENTS)
            self.behind = not whole
            self._say(judging)
            if whole and judging.accounts.state.population():
                judging.judge(at=self._app.clock.now(), most=MOST_JUDGED)

    def _say(self, judging: Judging) -> None:
        """Let Health tell that the state is being computed again, and how far that is."""
        problem = ""
        if self.behind:
            left = Journal(self._app.config.journal).behind(judging.accounts.place())
            why = judging.accounts.state.begun_anew or "the state was deleted"
            problem = (
                f"It is computed again ({why}): {left:,} bytes of the journal to go. No account is judged before that."
            )
        now = time.monotonic()
        if problem == self._said or (problem and self._said and now - self._said_at < SAID_EVERY_S):
            return
        with self._app.noting() as connection:
            at_s = self._app.wall.now().timestamp()
            services.say(connection, STATE, problem=problem, failures=int(bool(problem)), at_s=at_s)
        self._said, self._said_at = problem, now
