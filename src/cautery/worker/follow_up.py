"""The workflow that counts who came back, an hour, a day, a week and a month after a takedown."""

from cautery.app import App
from cautery.model.plan import PlanId
from cautery.pipeline.follow_up import follow_up as count_returns
from cautery.worker.durable import Workflow, step


def follow_up(app: App) -> Workflow:
    """Make the workflow; it is told the takedown and the hours after its end."""

    def count(about: str) -> int:
        name, _, hours = about.partition(" ")
        return len(count_returns(app, PlanId(name), int(hours)).returned)

    def followed_up(about: str) -> None:
        step("count", count, about)

    return followed_up
