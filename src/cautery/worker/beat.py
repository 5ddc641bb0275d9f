"""What goes on beside the doors: each second it is looked for what is due, and worked at. Nothing is remembered here."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from cautery.app import App
from cautery.pipeline.takedowns.follow_up import due_follow_ups
from cautery.pipeline.takedowns.progress import Executors, due
from cautery.worker.deadlines import warn_of_clocks
from cautery.worker.durable import Durable
from cautery.worker.follow_up import follow_up
from cautery.worker.jobs import job_workflow
from cautery.worker.observations import ask_in_time
from cautery.worker.supervisor import Supervisor, Turn
from cautery.worker.takedown import takedown

BEAT_S = 1.0


@contextmanager
<<<<<<< HEAD
def working(app: App, crew: Executors, *, beat_s: float = BEAT_S) -> Iterator[Durable]:
    """Work beside what is done in the block, on threads of its own."""
    stopping = Event()
    durable = Durable(app.config, {"takedown": takedown(app, crew, stopping=stopping), "follow_up": follow_up(app)})
    thread = Thread(target=_beat, args=(app, crew, durable, stopping, beat_s), name="worker", daemon=True)
    thread.start()
=======
def working(app: App, crew: Crew, *, supervisor: Supervisor | None = None, beat_s: float = BEAT_S) -> Iterator[Durable]:
    """Work beside what is done in the block, on threads of its own.

    Args:
        supervisor: whose services these are; None: one of their own, which ends with the block.
    """
    durable = Durable(app, {"takedown": takedown(app, crew), "follow_up": follow_up(app), "job": job_workflow(app)})
    own = supervisor or Supervisor(app)
    for name, turn in _turns(app, crew, durable, beat_s):
        own.start(name, turn)
>>>>>>> origin/main
    try:
        yield durable
    finally:
        if supervisor is None:
            own.stop()
        durable.close()


<<<<<<< HEAD
def _beat(app: App, crew: Executors, durable: Durable, stopping: Event, beat_s: float) -> None:
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
=======
def _turns(app: App, crew: Crew, durable: Durable, beat_s: float) -> Sequence[tuple[str, Turn]]:
    def takedowns() -> float:
        for name in due(app, crew):
            durable.start("takedown", name)
        return beat_s
>>>>>>> origin/main

    def follow_ups() -> float:
        if due_follow_ups(app):
            durable.start("follow_up", "")
        return beat_s

    def deadlines() -> float:
        warn_of_clocks(app)
        return beat_s

    def observations() -> float:
        ask_in_time(app)
        return beat_s

    return (
        ("takedowns", takedowns),
        ("follow-ups", follow_ups),
        ("deadlines", deadlines),
        ("observations", observations),
        ("work leases", durable.beat),
    )
