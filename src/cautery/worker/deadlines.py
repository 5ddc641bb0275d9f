"""Wakes the people on duty when a clock runs down: orders of an hour first, each once a threshold, whatever restarts.

A case that waits has a clock, and so has a takedown that one person began alone: somebody else must ratify it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from cautery.app import App
from cautery.enforcement.guards import Limits, ratify_by
from cautery.kit.clock import rfc3339
from cautery.model.case import Case
from cautery.model.hook import DUTY
from cautery.model.plan import PlanId
from cautery.store import cases, hooks, messages, plans, waiting
from cautery.store.database import ReadConnection

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
        if not programs and not any(messenger.duty for messenger in app.config.messengers.values()):
            return 0
        near = cases.some(connection, waiting.due_by(connection, at + HOUR, most=MOST_AT_ONCE))
        facts = {_name(case, at): _fact(case, at) for case in _in_order(list(near.values()))}
        facts |= _to_ratify(connection, at, limits=app.config.takedown)
        known = messages.some(connection, list(facts))
    new = {name: fact for name, fact in facts.items() if name not in known}
    if not new:
        return 0
    with app.writing() as tx:
        woken = messages.queue_notifications(tx, DUTY, "clock.runs_down", new)
        messages.queue_webhooks(tx, "clock.runs_down", (new[name] for name in woken))
    return len(woken)


def threshold(case: Case, at: datetime) -> int:
    """Say which threshold a clock within its last hour has crossed last, in minutes before its end."""
    return _crossed(case.due, at, OF_AN_ORDER if _gives_an_hour(case) else OF_OTHERS)


def _crossed(due: datetime, at: datetime, thresholds: Sequence[int]) -> int:
    left = (due - at) / timedelta(minutes=1)
    return min(minutes for minutes in thresholds if left <= minutes)


def _in_order(near: Sequence[Case]) -> list[Case]:
    return sorted(near, key=lambda case: (not _gives_an_hour(case), case.due, case.id))


def _gives_an_hour(case: Case) -> bool:
    return case.due - case.opened_at <= HOUR


def _name(case: Case, at: datetime) -> str:
    return f"clock_{case.id}_{rfc3339(case.due)}_{threshold(case, at)}"


def _fact(case: Case, at: datetime) -> Mapping[str, object]:
    """Say what runs down: which case, and nothing about whom."""
    left = _left(threshold(case, at))
    what = "An order that gives an hour" if _gives_an_hour(case) else "A case"
    return {
        "case": case.id,
        "title": f"{what}: {left} (case {case.id})",
        "says": f"{what} waits for a person: {left}. It is due at {case.due:%Y-%m-%d %H:%M} UTC.",
    }


def _to_ratify(connection: ReadConnection, at: datetime, *, limits: Limits) -> Mapping[str, Mapping[str, object]]:
    """Say which takedowns that were begun alone must be ratified within the hour, or should have been."""
    facts = {}
    for begun in plans.unconfirmed_plans(connection):
        due = ratify_by(begun.at, limits=limits)
        if due - at <= HOUR:
            minutes = _crossed(due, at, OF_OTHERS)
            facts[f"ratify_{begun.plan}_{rfc3339(due)}_{minutes}"] = _fact_of(begun.plan, due, minutes)
    return facts


def _fact_of(plan: PlanId, due: datetime, minutes: int) -> Mapping[str, object]:
    left = _left(minutes)
    goes_on = "" if minutes else " What is not sent yet is not sent before that."
    return {
        "plan": plan,
        "title": f"A takedown that was begun alone is not ratified: {left} (takedown {plan})",
        "says": f"Takedown {plan} waits for somebody else than who began it to ratify it, or to take it back: {left}. "
        f"It is due at {due:%Y-%m-%d %H:%M} UTC.{goes_on}",
    }


def _left(minutes: int) -> str:
    return f"at most {minutes} minutes are left" if minutes else "the time is over"
