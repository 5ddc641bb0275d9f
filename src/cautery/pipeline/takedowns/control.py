"""Pause, resume and revert a takedown, and turn the kill switch."""

from dataclasses import replace

from cautery.app import App
from cautery.errors import Conflict
from cautery.kit.canonical import digest
from cautery.model.decision import Decision
from cautery.model.plan import (
    EnforcementHold,
    PlanId,
)
from cautery.pipeline.banks.disarm import disarm
from cautery.pipeline.cases.decide import save
from cautery.pipeline.takedowns.planned import append_step, get_plan, need_reason
from cautery.store import actions, decisions, plans
from cautery.store.ledger import WriteTransaction

WITHDRAWN = "Withdrawn: "


def resume(app: App, name: PlanId, *, reason: str) -> None:
    """Let a takedown that stopped by itself go on: a person looked at why, and from here on takes it upon themselves."""
    with app.writing() as tx:
        if plans.steps_of(tx.connection, get_plan(tx.connection, name).id)[-1].state != "stopped":
            raise Conflict(f"Takedown {name} did not stop.")
        append_step(tx, name, "resumed", need_reason(reason))


def undo_whole(app: App, name: PlanId, *, reason: str) -> int:
    """Take a whole takedown back: its decisions are withdrawn, and what it changed is restored; returns how many accounts."""
    with app.writing() as tx:
        made = get_plan(tx.connection, name)
        if plans.steps_of(tx.connection, name)[-1].state in ("planned", "refused", "withdrawn", "undone"):
            raise Conflict(f"Takedown {name} is not under way: there is nothing to undo.")
        said = need_reason(reason)
        held = {one.about: one for one in decisions.of_case(tx.connection, made.case)}
        of_plan = actions.decisions_of_plan(tx.connection, name)
        standing = [one for one in held.values() if one.id in of_plan]
        disarm(tx, name)
        append_step(tx, name, "undone", said)
        if standing:
            save(tx, [_withdrawn(one, said, tx) for one in standing])
    return len(standing)


def hold(app: App, name: PlanId | None, *, on: bool, reason: str) -> EnforcementHold:
    """Turn the switch: what is not sent yet is kept back, of one takedown or (None) of everything; or it may go again."""
    with app.writing() as tx:
        if name is not None:
            get_plan(tx.connection, name)
        turned = EnforcementHold(plan=name, on=on, says=need_reason(reason), by=tx.by, at=tx.at)
        plans.append_hold(tx, turned)
    return turned


def _withdrawn(held: Decision, reason: str, tx: WriteTransaction) -> Decision:
    """Withdraw a decision: it is as if nobody had decided, and nothing is said about the account."""
    return replace(
        held,
        id=type(held.id)(digest("withdrawn", held.id)),
        verdict="presumed_benign",
        measure="none",
        clause=None,
        clause_text=None,
        reason=f"{WITHDRAWN}{reason}",
        by=tx.by,
        at=tx.at,
    )
