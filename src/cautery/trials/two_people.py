"""A network taken down by two played people: one plans, another approves, it runs in stages, and a third hears who objects."""

from collections.abc import Callable
from dataclasses import dataclass

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.model.account import Account
from cautery.model.network import Network
from cautery.model.plan import PlanId
from cautery.pipeline.cases.appeals import appeal, review_appeal
from cautery.pipeline.cases.statements import appeal_link
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.connections.memberships import network_of
from cautery.pipeline.takedowns.executor import ExecutionResult, Executor
from cautery.pipeline.takedowns.planning import approve, plan
from cautery.pipeline.takedowns.progress import TakedownProgress, advance, in_motion, verify_now
from cautery.pipeline.takedowns.status import TakedownStatus, look_at
from cautery.platforms.connectors.simulator import Simulator
from cautery.simulator.world import PLATFORM
from cautery.store import decisions

PROPOSER, APPROVER, HEARER = "proposer (played)", "approver (played)", "appeals (played)"
WORD = DecisionInput(
    measure="suspend", clause="promotes", reason="Together they push what the organisation puts up, within minutes."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """Somebody who was taken down wrongly, objected, and is back."""

    about: Account
    handle: str
    role: str
    objection: str
    heard_by: str


def propose(app: App, *, is_guilty: Callable[[Network], bool]) -> tuple[TakedownStatus, ...]:
    """Plan a takedown for each case about a network that waits and that the proposer takes for guilty; nothing happens yet."""
    waiting = [
        queued_case.case
        for queued_case in queue(app.config, app.clock)
        if queued_case.origin == "network" and queued_case.state != "decided"
    ]
    guilty = [case for case in waiting if (network := network_of(app, case)) is not None and is_guilty(network)]
    proposer = app.acting_as(PROPOSER)
    return tuple(look_at(app, plan(proposer, case, WORD).id) for case in guilty)


def agree(app: App, name: PlanId) -> TakedownStatus:
    """Approve a plan as the second person, after a look at what it would do."""
    approve(app.acting_as(APPROVER), name)
    return look_at(app, name)


def advance_takedown(
    app: App,
    platform: Simulator,
    name: PlanId,
    *,
    let_pass: Callable[[], None],
    told: Callable[[TakedownProgress], None],
) -> ExecutionResult:
    """Take turns of a takedown until nothing is left to do, then look at all of it once more.

    Args:
        let_pass: lets an hour of the platform's time pass, while a stage is watched.
    """
    crew = {PLATFORM: Executor(app, platform, at_once=1)}
    done = ExecutionResult()
    while True:
        turned = advance(app, crew, name)
        done += turned.carried
        told(turned)
        if turned.wait_s is None:
            return done + verify_now(app, crew, name)
        if turned.wait_s:
            let_pass()


def advance_takedowns(app: App, platform: Simulator) -> ExecutionResult:
    """Take a turn of each takedown that is in motion, as far as it may go now."""
    crew = {PLATFORM: Executor(app, platform, at_once=1)}
    done = ExecutionResult()
    for name in in_motion(app):
        while (turned := advance(app, crew, name)).carried.moved:
            done += turned.carried
    return done


def restore_the_wronged(app: App, platform: Simulator, name: PlanId, *, objection: str) -> tuple[Restored, ...]:
    """Let who was taken down wrongly object; somebody else hears them, and the platform has them back."""
    restored = []
    people = platform.world.people
    for target in look_at(app, name).plan.targets:
        person = people[target.account.id]
        if person.operator is None:
            _overturn(app, target.account, objection)
            restored.append(
                Restored(
                    about=target.account,
                    handle=person.handle,
                    role=person.role,
                    objection=objection,
                    heard_by=HEARER,
                )
            )
    advance_takedowns(app, platform)
    return tuple(restored)


def _overturn(app: App, about: Account, objection: str) -> None:
    with app.reading() as connection:
        decision = decisions.about_some(connection, {about.id})[-1]
    made = appeal(app, appeal_link(app, decision.id), objection, contact="")
    review_appeal(
        app.acting_as(HEARER),
        made.id,
        outcome="overturned",
        reason="A researcher's tool passes on what it observes; nothing is promoted.",
    )
