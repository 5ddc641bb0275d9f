"""Follow up: an hour, a day, a week and a month after a takedown, newcomers are looked at, and who came back stands with it."""

from collections.abc import Sequence
from datetime import timedelta

from cautery.app import App
from cautery.errors import Missing
from cautery.model.plan import FollowUp, PlanId
from cautery.pipeline.detection.operators import find_returned
from cautery.store import continuations, plans

HOURS = (1, 24, 7 * 24, 30 * 24)


def due_follow_ups(app: App) -> Sequence[tuple[PlanId, int]]:
    """List the takedowns that are to be followed up now, each with how many hours after its end."""
    at = app.clock.now()
    with app.reading() as connection:
        ended = [one for one in plans.latest(connection) if one.state == "finished"]
        done = plans.followed_up(connection)
    return [
        (one.plan, hours)
        for one in ended
        for hours in HOURS
        if one.at + timedelta(hours=hours) <= at and (one.plan, hours) not in done
    ]


def follow_up_due(app: App) -> tuple[FollowUp, ...]:
    """Look once for all takedowns that are due whether somebody came back, and write down for each who did."""
    due = due_follow_ups(app)
    if not due:
        return ()
    with app.reading() as connection:
        began = [made.at for name, _ in due if (made := plans.get(connection, name)) is not None]
    find_returned(app, since=min(began))
    return tuple(follow_up(app, name, hours) for name, hours in due)


def follow_up(app: App, name: PlanId, hours: int) -> FollowUp:
    """Write down, once, which cases say that somebody of a takedown came back."""
    with app.writing() as tx:
        made = plans.get(tx.connection, name)
        if made is None:
            raise Missing(f"There is no takedown '{name}'.", at_terminal="List them with: cautery takedown list")
        told = [one for one in plans.follow_ups_of(tx.connection, name) if one.hours == hours]
        if told:
            return told[0]
        earlier = {target.account for target in made.targets}
        back = tuple(name for name in continuations.of_some(tx.connection, earlier) if name != made.case)
        found = FollowUp(plan=name, hours=hours, returned=back, at=tx.at)
        plans.append_follow_up(tx, found)
    return found
