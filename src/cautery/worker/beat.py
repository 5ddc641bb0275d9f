"""What goes on beside the doors: each second it is looked for what is due, and worked at. Nothing is remembered here."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from cautery.app import App
from cautery.pipeline.orders.watching import watch_orders
from cautery.pipeline.takedowns.follow_up import due_follow_ups
from cautery.pipeline.takedowns.progress import Executors, due
from cautery.worker.deadlines import warn_of_clocks
from cautery.worker.durable import DurableWork
from cautery.worker.follow_up import follow_up
from cautery.worker.jobs import job_workflow
from cautery.worker.observations import ask_in_time
from cautery.worker.supervisor import Supervisor, Turn
from cautery.worker.takedown import takedown

BEAT_S = 1.0


@contextmanager
def working(
    app: App, crew: Executors, *, supervisor: Supervisor | None = None, beat_s: float = BEAT_S
) -> Iterator[DurableWork]:
    """Work beside what is done in the block, on threads of its own.

    Args:
        supervisor: whose services these are; None: one of their own, which ends with the block.
    """
    durable = DurableWork(app, {"takedown": takedown(app, crew), "follow_up": follow_up(app), "job": job_workflow(app)})
    own = supervisor or Supervisor(app)
    for name, turn in _turns(app, crew, durable, beat_s):
        own.start(name, turn)
    try:
        yield durable
    finally:
        if supervisor is None:
            own.stop()
        durable.close()


def _turns(app: App, crew: Executors, durable: DurableWork, beat_s: float) -> Sequence[tuple[str, Turn]]:
    def takedowns() -> float:
        for name in due(app, crew):
            durable.start("takedown", name)
        return beat_s

    def follow_ups() -> float:
        if due_follow_ups(app):
            durable.start("follow_up", "")
        return beat_s

    def deadlines() -> float:
        warn_of_clocks(app)
        return beat_s

    def orders() -> float:
        watch_orders(app)
        return beat_s

    def observations() -> float:
        ask_in_time(app)
        return beat_s

    return (
        ("takedowns", takedowns),
        ("follow-ups", follow_ups),
        ("deadlines", deadlines),
        ("orders", orders),
        ("observations", observations),
        ("work leases", durable.beat),
    )
