"""Observe: what was left up on purpose for a time is asked about again when the time is over."""

from datetime import datetime

from cautery.app import App
from cautery.cases.observations import open_for_ended
from cautery.pipeline.cases.join import open_together
from cautery.store import cases, decisions, observations


def ask_again(app: App, *, at: datetime) -> int:
    """Open cases for observations that have ended by a time, each once; returns how many. It costs nothing where none has."""
    with app.reading() as connection:
        if not observations.ended(connection, at):
            return 0
    with app.writing() as tx:
        ended = observations.ended(tx.connection, at)
        about = {made.about for made in decisions.some(tx.connection, ended)}
        made = decisions.about_some(tx.connection, {one.id for one in about})
        theirs = [one for one in made if one.about in about]
        opened = list(open_for_ended(theirs, cases.about_some(tx.connection, about), policy=app.policy, at=at))
        open_together(tx, opened)
        observations.remove(tx.connection, ended)
    return len(opened)
