"""Which decisions leave somebody up for a time, and when that time is over. Computed from the ledger of decisions as it grows,
for the worker asks every second.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from cautery.model.decision import Decision, DecisionId
from cautery.store.desk_tables import observations
from cautery.store.ledger import in_slices


def add(connection: Connection, made: Sequence[Decision]) -> None:
    """Note of new decisions when those end that leave somebody up for a time."""
    rows = [
        {"decision": decision.id, "ends_at": decision.observation.expires_at.timestamp()}
        for decision in made
        if decision.observation is not None
    ]
    if rows:
        connection.execute(insert(observations), rows)


def ended(connection: Connection, at: datetime) -> list[DecisionId]:
    """List the decisions whose time is over and that nobody has asked about since, the first to end ahead."""
    over = select(observations.c.decision).where(observations.c.ends_at <= at.timestamp())
    found = over.order_by(observations.c.ends_at, observations.c.decision)
    return [DecisionId(name) for name in connection.execute(found).scalars()]


def remove(connection: Connection, asked: Sequence[DecisionId]) -> None:
    """Forget decisions that were asked about: once is enough."""
    for few in in_slices(asked):
        connection.execute(delete(observations).where(observations.c.decision.in_(few)))
