"""The workflow that looks who came back, an hour, a day, a week and a month after a takedown."""

from cautery.app import App
from cautery.pipeline.takedowns.follow_up import follow_up_due
from cautery.worker.durable import Workflow, step


def follow_up(app: App) -> Workflow:
    """Make the workflow; one at a time looks for all takedowns that are due, for a look reads all of history."""

    def look(_: str) -> int:
        return sum(len(one.returned) for one in follow_up_due(app))

    def followed_up(about: str) -> None:
        step("look", look, about)

    return followed_up
