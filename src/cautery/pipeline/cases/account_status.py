"""Standing: what holds of some accounts here, asked at once for a page that shows many."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from cautery.model.account import Account, Platform
from cautery.model.case import CaseId
from cautery.model.decision import Decision, standing
from cautery.store import cases, decisions, exhibits, waiting
from cautery.store.database import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known here of an account, in a line."""

    account: Account
    handle: str | None
    """How it calls itself, as its last case shows."""
    decision: Decision | None
    """What holds of the account as a whole; None where nobody decided."""
    waits: CaseId | None
    """A case about it that waits."""

    @property
    def name(self) -> str:
        """Name it as a person would."""
        return self.handle or self.account.id

    @property
    def removed(self) -> bool:
        """Whether people finally removed it."""
        return self.decision is not None and self.decision.verdict == "violating" and self.decision.measure == "suspend"


def standing_of(connection: Reading, accounts: Collection[Account]) -> Mapping[Account, Standing]:
    """Say what holds of some accounts."""
    made = standing(decisions.about_some(connection, {about.id for about in accounts}))
    final = {one.about: place for place, one in enumerate(made) if one.post is None}
    opened = cases.about_some(connection, accounts)
    open_now = waiting.waits(connection, [case.id for case in opened])
    waits = {case.about: case.id for case in opened if case.id in open_now}
    handles = exhibits.handles_of(connection, accounts)
    return {
        about: Standing(
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
