"""Parts of history stay few: those of like size are merged in the background, and go when nobody reads them any more."""

from datetime import timedelta

from cautery.app import App
from cautery.engine.holds import oldest_held
from cautery.engine.parts import merge, remove
from cautery.engine.tiers import FAN_OUT, last_merge, next_merge
from cautery.store import parts
from cautery.store.parts import HistoryPart

RESTS_S = 5.0
GRACE_S = 600.0
"""How long a part stays after it was dropped, besides for those who hold it: for a reader who has only just looked."""
OVER_AFTER = timedelta(days=2)
"""A day that is so far behind the latest event is over: it becomes one part."""


def tidy(app: App) -> float:
    """Make one part of several where that is due, or remove what nobody reads; a service's turn."""
    if _merge_one(app):
        return 0.0
    remove_unread(app)
    return RESTS_S


def remove_unread(app: App, *, grace_s: float = GRACE_S) -> int:
    """Remove the files of dropped parts that nobody can ask for any more; gives how many."""
    with app.reading() as connection:
        before_s = app.wall.now().timestamp() - grace_s
        gone = parts.removable(connection, held=oldest_held(app.config.lake), before_s=before_s)
    if gone:
        remove(app.config.lake, gone)
        with app.noting() as connection:
            parts.forget(connection, gone)
    return len(gone)


def _merge_one(app: App) -> bool:
    """Do the merge that is most due; says whether there was one."""
    with app.reading() as connection:
        latest = parts.state(connection).latest
        over = f"{latest - OVER_AFTER:%Y-%m-%d}" if latest else ""
        for table, day in parts.crowded(connection, more_than=1):
            there = parts.present(connection, table=table, day=day)
            few = next_merge(there) if len(there) >= FAN_OUT else ()
            few = few or (last_merge(there) if day < over else ())
            if few:
                break
        else:
            return False
    _merge(app, list(few))
    return True


def _merge(app: App, few: list[HistoryPart]) -> None:
    made = merge(app.config.lake, few)
    with app.noting() as connection:
        at_s = app.wall.now().timestamp()
        parts.change(connection, added=[made], dropped=[part.name for part in few], at_s=at_s)
