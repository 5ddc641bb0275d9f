"""Disarm: what a takedown put into the banks ends there when it is undone, whole or by decisions that replaced its own."""

from dataclasses import replace

from cautery.model.action import ActionState
from cautery.model.case import CaseId
from cautery.model.plan import PlanId, PlanState, PlanStep
from cautery.store import banks, outbox, plans
from cautery.store.ledger import WriteTransaction

NOT_UNDER_WAY: tuple[PlanState, ...] = ("planned", "refused", "withdrawn", "undone")
OVER: tuple[ActionState, ...] = ("called_off", "recalled", "undone")


def disarm(tx: WriteTransaction, name: PlanId) -> int:
    """End what was banked for a takedown, in the transaction of its undoing; returns how many values."""
    held = [
        entry
        for entry in banks.of_origin(tx.connection, origin_of(name))
        if not entry.expires_at or entry.expires_at > tx.at
    ]
    banks.append(tx, [replace(entry, expires_at=tx.at, added_by=tx.by, added_at=tx.at) for entry in held])
    return len(held)


def end_replaced(tx: WriteTransaction, case: CaseId) -> None:
    """Undo the takedowns of a case of which, since decisions replaced theirs, nothing is in force or to be sent."""
    for name in plans.of_case(tx.connection, case):
        left = {tally.state for tally in outbox.tallies(tx.connection, name)}
        if left and left <= set(OVER) and plans.steps_of(tx.connection, name)[-1].state not in NOT_UNDER_WAY:
            disarm(tx, name)
            says = "other decisions replaced all of its own"
            plans.append_step(tx, PlanStep(plan=name, state="undone", says=says, by=tx.by, at=tx.at))


def origin_of(name: PlanId) -> str:
    """Name where a banked value comes from."""
    return f"takedown:{name}"
