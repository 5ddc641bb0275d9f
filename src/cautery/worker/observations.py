"""Asks again about whoever was left up on purpose, as soon as the time for which that was decided is over."""

from cautery.app import App
from cautery.pipeline.cases.exhibits import exhibit
from cautery.pipeline.cases.observations import ask_again
from cautery.pipeline.history.read import history_of


def ask_in_time(app: App) -> int:
    """Open cases for observations that have ended by now, with what the accounts showed meanwhile; returns how many."""
    opened = ask_again(app, at=app.clock.now())
    if opened:
        exhibit(app, history_of(app, at=None))
    return opened
