"""What runs beside the doors while an installation is served: all under one supervisor, and handed back when that stops."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager

from cautery.app import App
from cautery.pipeline.history.tidying import tidy
from cautery.pipeline.ingestion.consumer import PAUSE_S, PlatformFeed
from cautery.pipeline.ingestion.shared import SharedIngestion
from cautery.pipeline.notifications.account_holders import notify_due
from cautery.pipeline.notifications.webhooks import deliver_due
from cautery.pipeline.orders.mailed import read_mailbox
from cautery.pipeline.takedowns.progress import executors
from cautery.platforms.connector import Connector
from cautery.worker.alone import claim_database
from cautery.worker.beat import working
from cautery.worker.consumer import Consumer
from cautery.worker.ingest_socket import FileDoor
from cautery.worker.jobs import start_due
from cautery.worker.stages import stages
from cautery.worker.supervisor import Supervisor, Turn

TOLD_EVERY_S = 1.0
MAIL_EVERY_S = 20.0
STOPS_WITHIN_S = 12.0


@contextmanager
def running(installation: App, *, follows: bool = True) -> Iterator[SharedIngestion]:
    """Run everything beside what is done in the block; gives the door through which events come in.

    Args:
        follows: whether the journal is followed here, and jobs run; False where a story does that step by step.
    """
    app = installation.acting_as("cautery")
    supervisor = Supervisor(app, stops_within_s=STOPS_WITHIN_S)
    consumer = Consumer(app, stages(app) if follows else ())
    door = SharedIngestion(consumer.call if follows else None, behind=consumer.most_behind)
    with ExitStack() as stack:
        stack.callback(door.close)
        if follows:
            claim_database(app)
            door.open(app)
        connectors = {name: stack.enter_context(closing(app.platform(name))) for name in app.config.platforms}
        files = stack.enter_context(closing(FileDoor(app, door))) if follows else None
        durable = stack.enter_context(working(app, stack.enter_context(executors(app)), supervisor=supervisor))
        stack.callback(consumer.close)
        stack.callback(supervisor.stop)  # the first to go: what services use is closed behind them
        consumer.start(supervisor)
        supervisor.start("webhooks", _every(TOLD_EVERY_S, lambda: deliver_due(app)))
        supervisor.start("letters", _every(TOLD_EVERY_S, lambda: notify_due(app)))
        if app.config.mailbox is not None:
            supervisor.start("mailbox", _every(MAIL_EVERY_S, lambda: read_mailbox(app)))
        for name, connector in connectors.items():
            supervisor.start(f"platform {name}", _listening(app, name, connector, door))
        if files is not None:
            began = app.wall.now()
            supervisor.start("history parts", lambda: tidy(app))
            supervisor.start("jobs", lambda: start_due(app, durable, since=began))
            supervisor.start("files", files.turn)
        yield door


def _every(wait_s: float, do: Callable[[], object]) -> Turn:
    def turn() -> float:
        do()
        return wait_s

    return turn


def _listening(app: App, name: str, connector: Connector, door: SharedIngestion) -> Turn:
    tap = PlatformFeed(app, name, connector, accept=lambda events: door.accept(app, events))

    def turn() -> float:
        return 0.0 if tap.read_on().read else PAUSE_S

    return turn
