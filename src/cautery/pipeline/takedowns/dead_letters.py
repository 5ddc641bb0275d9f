"""Parked: what was given up and waits for a person, the last reason for it, and what is to be typed next."""

from collections.abc import Mapping

from cautery.app import App
from cautery.model.hook import DUTY, HOLDERS, HookId
from cautery.pipeline.takedowns.status import stuck
from cautery.store import messages, outbox

MOST_NAMED = 3
WHO: Mapping[HookId, str] = {HOLDERS: "account holders", DUTY: "people on duty"}


def failed_actions(app: App) -> str:
    """Say how many actions were given up or are not in force any more, and of which takedowns; '': none."""
    with app.reading() as connection:
        by_plan = outbox.count_in(connection, ("parked", "drifted"))
    if not by_plan:
        return ""
    many = sum(by_plan.values())
    name = next(iter(by_plan))
    reasons = [latest.says for _, latest in stuck(app, name, most=1)]
    named = [f"takedown {plan}" if plan else "no takedown" for plan in list(by_plan)[:MOST_NAMED]]
    others = f" and {len(by_plan) - MOST_NAMED} more" if len(by_plan) > MOST_NAMED else ""
    return (
        f"{_counted(many, 'action')} of {', '.join(named)}{others} failed or no longer in force, for example: "
        f"{', '.join(reasons)}. Fix the cause, then run: cautery takedown retry{f' {name}' if name else ''}"
    )


def failed_notifications(app: App) -> str:
    """Say how many letters to account holders and people on duty were given up; '': none."""
    with app.reading() as connection:
        counted = messages.count(connection)
        many = {who: counted[who, "parked"] for who in WHO if (who, "parked") in counted}
        last = [one.says for who in many for one in messages.latest(connection, who, state="parked", most=1)]
    if not many:
        return ""
    named = " and ".join(f"{_counted(many[who], 'letter')} to {WHO[who]}" for who in many)
    return f"{named} failed, for example: {last[0]}. Fix the cause, then run: cautery takedown resend"


def _counted(many: int, what: str) -> str:
    return f"{many:,} {what}{'' if many == 1 else 's'}"
