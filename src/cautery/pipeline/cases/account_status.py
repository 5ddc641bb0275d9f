"""Standing: what holds of some accounts here, asked at once for a page that shows many."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from cautery.model.account import Account, Platform
from cautery.model.decision import Decision, decisions_in_force
from cautery.schemas.networks import AccountSummary
from cautery.store import cases, decisions, exhibits, waiting
from cautery.store.database import ReadConnection


def account_status_of(connection: ReadConnection, accounts: Collection[Account]) -> Mapping[Account, AccountSummary]:
    """Say what holds of some accounts."""
    made = decisions_in_force(decisions.about_some(connection, {about.id for about in accounts}))
    final = {one.about: place for place, one in enumerate(made) if one.post is None}
    opened = cases.about_some(connection, accounts)
    open_now = waiting.waits(connection, [case.id for case in opened])
    waits = {case.about: case.id for case in opened if case.id in open_now}
    handles = exhibits.handles_of(connection, accounts)
    return {
        about: AccountSummary(
            account=about,
            handle=handles.get(about),
            decision=_last(about, made, final),
            waits=waits.get(about),
        )
        for about in accounts
    }


def _last(about: Account, made: Sequence[Decision], final: Mapping[Account, int]) -> Decision | None:
    """Find what holds of an account; a label that names no platform is about whichever has it."""
    place = max(final.get(one, -1) for one in (about, replace(about, platform=Platform(""))))
    return made[place] if place >= 0 else None
