"""Carry: a takedown goes on, a turn at a time: what was recalled comes back, a stage is sent, what was sent is looked at."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from cautery.app import App
from cautery.enforcement.guards import ratify_by
from cautery.enforcement.stages import Way, way_on
from cautery.errors import Missing
from cautery.model.account import Platform
from cautery.model.action import ActionState
from cautery.model.plan import PlanId, PlanState, PlanStep
from cautery.pipeline.takedowns.executor import LOOSE, MOST_AT_ONCE, ExecutionResult, Executor, try_again
from cautery.store import notices, outbox, plans
from cautery.store.outbox import OutboxFilter

UNDER_WAY: tuple[PlanState, ...] = ("approved", "forced", "ratified", "resumed")
MOVING: tuple[ActionState, ...] = ("meant", "intended", "sent", "recalled")
"""States of an action for which something is to be done soon."""
LONGEST_WAIT_S = 60.0
Executors = Mapping[Platform, Executor]
"""What acts on each platform."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakedownProgress:
    """What one turn of a takedown did, and when the next is worth taking."""

    carried: ExecutionResult
    wait_s: float | None
    """Seconds until something may be done again, on the platform's clock; None: nothing is left to do."""
    says: str = ""
    """Why it waits or stopped, for whoever watches."""


@contextmanager
def executors(app: App, *, patient: bool = True) -> Iterator[Executors]:
    """Open the platforms that the owner configured, ready to act on."""
    opened = {Platform(name): app.platform(name) for name in app.config.platforms}
    try:
        yield {
            name: Executor(app, platform, a_second=app.config.platforms[name].a_second, patient=patient)
            for name, platform in opened.items()
        }
    finally:
        for platform in opened.values():
            platform.close()


def carry_on(app: App, crew: Executors, name: PlanId) -> TakedownProgress:
    """Take one turn of a takedown, or (with '') of what belongs to none: at most one batch of each kind on each platform."""
    carried = _each(app, crew, name, lambda hands, which: hands.take_back(which))
    way = _way(app, name)
    if way.stage is not None:
        stage = way.stage if name else None
        carried += _each(app, crew, name, lambda hands, which: hands.send(which), stage=stage)
    carried += _each(app, crew, name, lambda hands, which: hands.look(which))
    carried += _each(app, crew, name, lambda hands, which: hands.look_after_days(which))
    if carried.moved:
        return TakedownProgress(carried=carried, wait_s=0.0)
    return _rest(app, crew, name, carried)


def carry_through(
    app: App, crew: Executors, name: PlanId, *, sleep: Callable[[float], None], told: Callable[[TakedownProgress], None]
) -> ExecutionResult:
    """Take turns of a takedown until it is finished, stopped or held, or waits for longer than a minute."""
    done = ExecutionResult()
    while True:
        turned = carry_on(app, crew, name)
        done += turned.carried
        told(turned)
        if turned.wait_s is None or turned.wait_s > LONGEST_WAIT_S:
            return done
        sleep(turned.wait_s)


def look_now(app: App, crew: Executors, name: PlanId) -> ExecutionResult:
    """Look now at everything that a takedown sent; what is not in force any more has drifted."""
    with app.reading() as connection:
        if plans.get(connection, name) is None:
            raise Missing(f"There is no takedown '{name}'.", at_terminal="List them with: cautery takedown list")
    done = ExecutionResult()
    for platform, hands in crew.items():
        all_there = OutboxFilter(most=MOST_AT_ONCE, plan=name, platform=platform)
        done += hands.look(all_there) + hands.look_after_days(all_there, now=True)
    return done


def try_parked_again(app: App, name: PlanId) -> int:
    """Let all that a takedown parked, that has drifted or was gone be tried again; returns how many."""
    with app.reading() as connection:
        keys = outbox.keys_in(connection, ("parked", "drifted", "gone"), plan=name, most=MOST_AT_ONCE)
    return try_again(app, keys)


def in_motion(app: App) -> Sequence[PlanId]:
    """List the takedowns for which something is to be done soon; '' stands for actions that belong to none."""
    with app.reading() as connection:
        return outbox.plans_with(connection, MOVING)


def due(app: App, crew: Executors) -> Sequence[PlanId]:
    """List the takedowns for which something can be done now, a look after days included."""
    with app.reading() as connection:
        looks = outbox.plans_with(connection, ("confirmed",), ready_by=app.clock.now().timestamp())
    moving = [
        name
        for name in in_motion(app)
        if (rest := _rest(app, crew, name, ExecutionResult()).wait_s) is not None and rest <= 1
    ]
    return sorted({*moving, *looks})


def _each(
    app: App,
    crew: Executors,
    name: PlanId,
    do: Callable[[Executor, OutboxFilter], ExecutionResult],
    *,
    stage: int | None = None,
) -> ExecutionResult:
    done = ExecutionResult()
    for platform, hands in crew.items():
        done += do(hands, OutboxFilter(most=app.config.takedown.batch, plan=name, stage=stage, platform=platform))
    return done


def _way(app: App, name: PlanId) -> Way:
    """Say how far a takedown may go now; it is written down when it stops or is finished."""
    if name == LOOSE:
        return Way(stage=1)
    with app.reading() as connection:
        steps = plans.steps_of(connection, name)
        if not steps:
            raise Missing(f"There is no takedown '{name}'.")
        if steps[-1].state not in UNDER_WAY:
            return Way(stage=None)
        if late := _not_ratified(app, steps):
            way = Way(stage=None, stop=late)
            return _written(app, name, way)
        changed = outbox.changed_at(connection, name)
        way = way_on(
            outbox.tallies(connection, name),
            appeals=notices.appeals_of_plan(connection, name),
            settled_at=datetime.fromtimestamp(changed, UTC) if changed else None,
            minded=any(step.state == "resumed" for step in steps),
            at=app.clock.now(),
            limits=app.config.takedown,
        )
    return _written(app, name, way)


def _not_ratified(app: App, steps: Sequence[PlanStep]) -> str:
    """Say that what one person began under an order was not ratified in time; '': it was, or there is time."""
    last = next((step for step in reversed(steps) if step.state in ("forced", "ratified")), None)
    if last is None or last.state == "ratified" or app.clock.now() <= ratify_by(last.at, limits=app.config.takedown):
        return ""
    return (
        f"{last.by} started it without second approval, and no second person confirmed it in time. "
        "Nothing more is sent until one does."
    )


def _written(app: App, name: PlanId, way: Way) -> Way:
    """Write down that a takedown stopped or is finished, once."""
    if way.stop or way.finished:
        state: PlanState = "stopped" if way.stop else "finished"
        with app.writing() as tx:
            if plans.steps_of(tx.connection, name)[-1].state in UNDER_WAY:
                says = way.stop or "everything is done"
                plans.append_step(tx, PlanStep(plan=name, state=state, says=says, by=tx.by, at=tx.at))
    return way


def _rest(app: App, crew: Executors, name: PlanId, carried: ExecutionResult) -> TakedownProgress:
    """Say when the next turn is worth taking."""
    way = _way(app, name)
    if way.stop:
        return TakedownProgress(carried=carried, wait_s=None, says=way.stop)
    at = app.clock.now()
    with app.reading() as connection:
        hold = plans.held(connection, name or None)
        soon: tuple[ActionState, ...] = ("sent", "recalled")
        if way.stage is not None and hold is None:
            soon = (*soon, "meant", "intended")
        ready = outbox.next_at(connection, soon, plan=name, platforms=list(crew))
        unknown = sorted(set(outbox.platforms_of(connection, soon, plan=name)) - set(crew))
    waits = [] if ready is None else [max(ready - at.timestamp(), 0.1)]
    if way.until is not None and hold is None:
        waits.append((way.until - at).total_seconds())
    if not waits:
        says = f"cautery.toml names no platform '{unknown[0]}'; add [platforms.{unknown[0]}]" if unknown else ""
        return TakedownProgress(
            carried=carried, wait_s=None, says=f"held by {hold.by}: {hold.says}" if hold is not None else says
        )
    says = f"the next stage begins at {way.until:%H:%M} UTC" if way.until else ""
    return TakedownProgress(carried=carried, wait_s=min(waits), says=says)
