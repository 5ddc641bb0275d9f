"""Disarm: what a takedown put into the banks ends there when it is undone."""

from dataclasses import replace

from cautery.model.plan import PlanId
from cautery.store import banks
from cautery.store.ledger import Writing


def disarm(tx: Writing, name: PlanId) -> int:
    """End what was banked for a takedown, in the transaction of its undoing; returns how many values."""
    held = [
        one for one in banks.of_origin(tx.connection, origin_of(name)) if not one.expires_at or one.expires_at > tx.at
    ]
    banks.append(tx, [replace(one, expires_at=tx.at, added_by=tx.by, added_at=tx.at) for one in held])
    return len(held)


def origin_of(name: PlanId) -> str:
    """Name where a banked value comes from."""
    return f"takedown:{name}"
