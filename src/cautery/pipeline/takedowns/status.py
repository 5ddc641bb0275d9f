"""Show a takedown with all that became of it."""

from dataclasses import dataclass

from cautery.app import App
from cautery.enforcement.plan import PlanPreview, preview
from cautery.model.action import Action, ActionReceipt
from cautery.model.plan import (
    EnforcementHold,
    FollowUp,
    Plan,
    PlanId,
    PlanState,
    PlanStep,
    Suppression,
    Tally,
)
from cautery.pipeline.cases.non_disclosure import order_over
from cautery.pipeline.takedowns.planned import as_protected, get_plan
from cautery.store import actions, outbox, plans


@dataclass(frozen=True, slots=True, kw_only=True)
class TakedownStatus:
    """A takedown with all that became of it."""

    plan: Plan
    preview: PlanPreview
    steps: tuple[PlanStep, ...]
    tallies: tuple[Tally, ...]
    hold: EnforcementHold | None
    silence: Suppression | None
    """The order that forbids telling the account holders, if there was one."""
    follow_ups: tuple[FollowUp, ...]

    @property
    def state(self) -> PlanState:
        """What holds."""
        return self.steps[-1].state

    @property
    def to_ratify(self) -> bool:
        """Whether one person began it alone, and somebody else must ratify it still."""
        return [step.state for step in self.steps if step.state in ("forced", "ratified")][-1:] == ["forced"]

    def count(self, *states: str) -> int:
        """Count its actions in some states."""
        return sum(tally.actions for tally in self.tallies if tally.state in states)


def look_at(app: App, name: PlanId) -> TakedownStatus:
    """Give a takedown with all that became of it."""
    with app.reading() as connection:
        made, steps, limits = get_plan(connection, name), plans.steps_of(connection, name), app.config.takedown
        if steps[-1].state == "planned":
            made = as_protected(connection, made, limits=limits)
        return TakedownStatus(
            plan=made,
            preview=preview(made, limits=limits),
            steps=tuple(steps),
            tallies=tuple(outbox.tallies(connection, name)),
            hold=plans.held(connection, name),
            silence=order_over(connection, made.case),
            follow_ups=tuple(plans.follow_ups_of(connection, name)),
        )


def held(app: App) -> EnforcementHold | None:
    """Say who holds everything, and why; None: nobody."""
    with app.reading() as connection:
        return plans.held(connection, None)


def stuck(app: App, name: PlanId, *, most: int) -> tuple[tuple[Action, ActionReceipt], ...]:
    """List a takedown's actions that a person must look at, with why: parked, and drifted."""
    with app.reading() as connection:
        keys = outbox.keys_in(connection, ("parked", "drifted"), plan=name, most=most)
        found = actions.some(connection, keys)
        return tuple((action, latest) for action, latest in found.values() if latest is not None)


def every(app: App) -> tuple[PlanStep, ...]:
    """List takedowns by the last thing that happened to each, the newest takedown first."""
    with app.reading() as connection:
        return tuple(plans.latest(connection))
