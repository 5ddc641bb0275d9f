"""The work at a takedown: turn after turn, for as long as there is something to do now; then it is armed."""

import time
from collections.abc import Callable

from cautery.app import App
from cautery.model.plan import PlanId
from cautery.pipeline.takedowns.arm import arm_takedown
from cautery.pipeline.takedowns.progress import Executors, advance
from cautery.pipeline.takedowns.status import look_at
from cautery.store import outbox, runs
from cautery.worker.durable import Workflow

SOON_S = 1.0
"""A wait that is shorter is waited out; for a longer one the work ends, and begins again when it is over."""


def takedown(app: App, crew: Executors) -> Workflow:
    """Make the workflow; '' stands for the actions that belong to no takedown."""

    def carried(name: str, may_go_on: Callable[[], bool]) -> None:
        while may_go_on():
            rest_s = advance(app, crew, PlanId(name)).wait_s
            if rest_s is None or rest_s > SOON_S:
                _arm(app, name)
                return
            time.sleep(rest_s)

    return carried


def _arm(app: App, name: str) -> None:
    """Bank what a takedown that is finished took down, and let networks be looked for anew: the map has changed."""
    if not name or look_at(app, PlanId(name)).state != "finished":
        return
    arm_takedown(app, PlanId(name))
    with app.noting() as connection:
        if (runs.last(connection, "networks").started_at or 0.0) < (outbox.changed_at(connection, PlanId(name)) or 0.0):
            runs.ask(connection, "networks", at_s=app.wall.now().timestamp())
