"""Observe: what was left up on purpose for a time is asked about again when the time is over."""

from datetime import datetime

from cautery.app import App
from cautery.cases.observations import open_for_ended
from cautery.store import cases, decisions


def ask_again(app: App, *, at: datetime) -> int:
    """Open cases for observations that have ended by a time; returns how many."""
    with app.writing() as tx:
        opened = list(
            open_for_ended(decisions.every(tx.connection), cases.every(tx.connection), policy=app.policy, at=at)
        )
        cases.append(tx, opened)
    return len(opened)
