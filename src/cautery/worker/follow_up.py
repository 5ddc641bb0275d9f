"""The work that looks who came back, an hour, a day, a week and a month after a takedown."""

from collections.abc import Callable

from cautery.app import App
from cautery.pipeline.takedowns.follow_up import follow_up_due
from cautery.worker.durable import Workflow


def follow_up(app: App) -> Workflow:
    """Make the workflow; one process at a time looks for all takedowns that are due, for a look reads all of history."""

    def look(_: str, may_go_on: Callable[[], bool]) -> None:
        if may_go_on():
            follow_up_due(app)

    return look
