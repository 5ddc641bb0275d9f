"""Wakes the people on duty when a clock runs down: orders of an hour first, each once a threshold, whatever restarts."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from cautery.app import App
from cautery.kit.clock import rfc3339
from cautery.model.case import Case
from cautery.model.hook import DUTY
from cautery.store import cases, hooks, messages, waiting

HOUR = timedelta(hours=1)
OF_AN_ORDER = (60, 30, 10, 0)
OF_OTHERS = (60, 0)
"""Minutes before the end at which people are woken; 0: it is over."""
MOST_AT_ONCE = 200


def warn_of_clocks(app: App) -> int:
    """Write down who is to be woken now; returns for how many clocks. Nothing is written where nobody listens."""
    at = app.clock.now()
    with app.reading() as connection:
        programs = any("clock.runs_down" in hook.kinds for hook in hooks.active(connection))
        if not programs and not any(one.duty for one in app.config.messengers.values()):
            return 0
        near = cases.some(connection, waiting.due_by(connection, at + HOUR, most=MOST_AT_ONCE))
        facts = {_name(case, at): _fact(case, at) for case in _in_order(list(near.values()))}
        known = messages.some(connection, list(facts))
    new = {name: fact for name, fact in facts.items() if name not in known}
    if not new:
        return 0
    with app.writing() as tx:
        woken = messages.tell_inside(tx, DUTY, "clock.runs_down", new)
        messages.tell(tx, "clock.runs_down", (new[name] for name in woken))
    return len(woken)


def threshold(case: Case, at: datetime) -> int:
    """Say which threshold a clock within its last hour has crossed last, in minutes before its end."""
    left = (case.due - at) / timedelta(minutes=1)
    return min(minutes for minutes in (OF_AN_ORDER if _gives_an_hour(case) else OF_OTHERS) if left <= minutes)


def _in_order(near: Sequence[Case]) -> list[Case]:
    return sorted(near, key=lambda case: (not _gives_an_hour(case), case.due, case.id))


def _gives_an_hour(case: Case) -> bool:
    return case.due - case.opened_at <= HOUR


def _name(case: Case, at: datetime) -> str:
    return f"clock_{case.id}_{rfc3339(case.due)}_{threshold(case, at)}"


def _fact(case: Case, at: datetime) -> dict[str, object]:
    """Say what runs down: which case, and nothing about whom."""
    minutes = threshold(case, at)
    left = f"at most {minutes} minutes are left" if minutes else "the time is over"
    what = "An order that gives an hour" if _gives_an_hour(case) else "A case"
    return {
        "case": case.id,
        "title": f"{what}: {left} (case {case.id})",
        "says": f"{what} waits for a person: {left}. It is due at {case.due:%Y-%m-%d %H:%M} UTC.",
    }
