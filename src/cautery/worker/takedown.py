"""The workflow of a takedown: turn after turn, for as long as there is something to do now; then it is armed."""

from collections.abc import Callable
from threading import Event

from cautery.app import App
from cautery.model.plan import PlanId
from cautery.pipeline.takedowns.arm import arm_takedown
from cautery.pipeline.takedowns.progress import Crew, carry_on
from cautery.pipeline.takedowns.status import look_at
from cautery.worker.durable import Workflow, step

SOON_S = 1.0
"""A wait that is shorter is waited out; for a longer one the workflow ends, and is started again when it is over."""


def takedown(app: App, crew: Crew, *, stopping: Event) -> Workflow:
    """Make the workflow; '' stands for the actions that belong to no takedown."""

    def turn(name: str) -> float | None:
        return None if stopping.is_set() else carry_on(app, crew, PlanId(name)).wait_s

    def armed(name: str) -> int:
        if not name or look_at(app, PlanId(name)).state != "finished":
            return 0
        return arm_takedown(app, PlanId(name))

    def carried(name: str) -> None:
        _carry(turn, name, stopping.wait)
        step("arm", armed, name)

    return carried


def _carry(turn: Callable[[str], float | None], name: str, wait: Callable[[float], bool]) -> None:
    while (rest := step("turn", turn, name)) is not None and rest <= SOON_S:
        if rest:
            wait(rest)
