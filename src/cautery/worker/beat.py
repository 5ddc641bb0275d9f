"""The beat of the worker: every second it looks for what is due, and starts the workflow for it. Nothing is remembered here."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from cautery.app import App
from cautery.errors import CauteryError
from cautery.pipeline.takedowns.follow_up import due_follow_ups
from cautery.pipeline.takedowns.progress import Crew, due
from cautery.worker.deadlines import warn_of_clocks
from cautery.worker.durable import Durable
from cautery.worker.follow_up import follow_up
from cautery.worker.observations import ask_in_time
from cautery.worker.takedown import takedown

BEAT_S = 1.0
FORGET_EVERY_S = 3600.0
STOPS_WITHIN_S = 30.0
log = logging.getLogger(__name__)


@contextmanager
def working(app: App, crew: Crew, *, beat_s: float = BEAT_S) -> Iterator[Durable]:
    """Work beside what is done in the block, on threads of its own."""
    stopping = Event()
    durable = Durable(app.config, {"takedown": takedown(app, crew, stopping=stopping), "follow_up": follow_up(app)})
    thread = Thread(target=_beat, args=(app, crew, durable, stopping, beat_s), name="worker", daemon=True)
    thread.start()
    try:
        yield durable
    finally:
        stopping.set()
        thread.join(timeout=STOPS_WITHIN_S)
        _wait_for(lambda: durable.under_way() == 0)
        durable.close()


def _beat(app: App, crew: Crew, durable: Durable, stopping: Event, beat_s: float) -> None:
    forgets_at = time.monotonic() + FORGET_EVERY_S
    while not stopping.wait(beat_s):
        try:
            for name in due(app, crew):
                durable.start("takedown", name)
            warn_of_clocks(app)
            if due_follow_ups(app):
                durable.start("follow_up", "")
            ask_in_time(app)
            if time.monotonic() > forgets_at:
                forgets_at = time.monotonic() + FORGET_EVERY_S
                durable.forget()
        except CauteryError as error:  # a database that is busy for a moment: the next beat looks again
            log.warning("the worker looks again: %s", error)
        except Exception:
            log.exception("the worker looks again after what nobody foresaw; please report it")


def _wait_for(done: Callable[[], bool]) -> None:
    give_up_at = time.monotonic() + STOPS_WITHIN_S
    while not done() and time.monotonic() < give_up_at:
        time.sleep(0.05)
