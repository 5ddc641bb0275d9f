"""Read a takedown as it would begin now, and write down its steps."""

from dataclasses import replace

from cautery.app import App
from cautery.enforcement import guards
from cautery.enforcement.guards import Limits
from cautery.enforcement.plan import stage_targets
from cautery.errors import Conflict, Invalid, Missing
from cautery.model.plan import (
    Plan,
    PlanId,
    PlanState,
    PlanStep,
)
from cautery.store import plans
from cautery.store.database import ReadConnection
from cautery.store.ledger import WriteTransaction


def get_plan(connection: ReadConnection, name: PlanId) -> Plan:
    found = plans.get(connection, name)
    if found is None:
        raise Missing(f"There is no takedown '{name}'.", at_terminal="List them with: cautery takedown list")
    return found


def planned(app: App, tx: WriteTransaction, name: PlanId) -> Plan:
    found = get_plan(tx.connection, name)
    if (state := plans.steps_of(tx.connection, name)[-1].state) != "planned":
        raise Conflict(f"Takedown {name} was {state} already.")
    return as_protected(tx.connection, found, limits=app.config.takedown)


def as_protected(connection: ReadConnection, made: Plan, *, limits: Limits) -> Plan:
    """Give a plan as it would begin now: who was protected since it was made needs a second person, and goes last."""
    held = plans.protected(connection, [target.account for target in made.targets])
    targets = [replace(one, protected=held[one.account].kind) if one.account in held else one for one in made.targets]
    if targets == list(made.targets):
        return made
    staged = stage_targets(targets, plan=made.id, limits=limits)
    return replace(made, targets=staged, needs=guards.needs_second(staged, ground=made.ground, limits=limits))


def append_step(tx: WriteTransaction, name: PlanId, state: PlanState, says: str) -> None:
    plans.append_step(tx, PlanStep(plan=name, state=state, says=says, by=tx.by, at=tx.at))


def need_reason(reason: str) -> str:
    if not reason.strip():
        raise Invalid("This needs a reason, for it stands in the log under your name: --reason '...'.")
    return reason.strip()
