"""Follow up: an hour, a day, a week and a month after a takedown, who came back is counted, and written down with it."""

from collections.abc import Sequence
from datetime import timedelta

from cautery.app import App
from cautery.errors import Missing
from cautery.model.case import Case
from cautery.model.plan import FollowUp, PlanId
from cautery.store import cases, plans

HOURS = (1, 24, 7 * 24, 30 * 24)


def due_follow_ups(app: App) -> Sequence[tuple[PlanId, int]]:
    """List the takedowns that are to be followed up now, each with how many hours after its end."""
    at = app.clock.now()
    with app.reading() as connection:
        ended = [one for one in plans.latest(connection) if one.state == "finished"]
        done = {one.plan: {told.hours for told in plans.follow_ups_of(connection, one.plan)} for one in ended}
    return [
        (one.plan, hours)
        for one in ended
        for hours in HOURS
        if one.at + timedelta(hours=hours) <= at and hours not in done[one.plan]
    ]


def follow_up(app: App, name: PlanId, hours: int) -> FollowUp:
    """Write down which cases say that somebody of a takedown came back; newcomers are named as they sign up."""
    with app.writing() as tx:
        made = plans.get(tx.connection, name)
        if made is None:
            raise Missing(f"There is no takedown '{name}'; list them with: cautery takedown list")
        told = [one for one in plans.follow_ups_of(tx.connection, name) if one.hours == hours]
        if told:
            return told[0]
        earlier = {target.account for target in made.targets}
        back = [one for one in cases.every(tx.connection) if _continues(one, made.case) and _earlier(one) in earlier]
        found = FollowUp(plan=name, hours=hours, returned=tuple(one.id for one in back), at=tx.at)
        plans.append_follow_up(tx, found)
    return found


def _continues(case: Case, of: str) -> bool:
    return case.origin == "return" and case.id != of


def _earlier(case: Case) -> object:
    return case.continues.earlier if case.continues else None
