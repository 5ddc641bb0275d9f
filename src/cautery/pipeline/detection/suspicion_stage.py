"""Suspicion follows events: whoever a batch touches is weighed again within seconds, whichever door the events came in by.

Its place is that of its state and not of the ledgers: with the state deleted or damaged, it reads the journal again from the
beginning while others go on, says so, and judges nobody before it is through.
"""

from cautery.app import App
from cautery.events.stage import EventBatch, Stage
from cautery.pipeline.detection.judging import MOST_JUDGED, Judging
from cautery.pipeline.detection.taking import MOST_EVENTS, history_reached
from cautery.store import places
from cautery.store.journal import JournalPlace


class SuspicionStage(Stage):
    """Keeps suspicions up to date."""

    name = "suspicion"
    most_events = MOST_EVENTS
    every_s = 4.0
    keeps_place = True

    def __init__(self, app: App) -> None:
        self._app = app.acting_as("cautery")
        self._judging: Judging | None = None
        self._until = JournalPlace(segment=0, byte=0)
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

    def _go_on(self) -> None:
        judging = self._judging = self._judging or Judging(self._app)
        with judging.accounts.turn():
            judging.catch_up(min(self._until, history_reached(self._app)), most=MOST_EVENTS)
            self.behind = judging.accounts.place() < self._until
            if not self.behind and judging.accounts.state.population():
                judging.judge(at=self._app.clock.now(), most=MOST_JUDGED)
