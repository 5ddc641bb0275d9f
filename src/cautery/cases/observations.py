"""When the time is over for which an account was left up on purpose, it is asked about again; nothing ends by itself."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from cautery.kit.canonical import digest
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision, decisions_in_force
from cautery.model.suspicion import Reason
from cautery.policy.policy import Policy


def open_for_ended(
    decided: Iterable[Decision], cases: Sequence[Case], *, policy: Policy, at: datetime
) -> Iterator[Case]:
    """Open a case for each observation that has ended and that no later decision replaced; once an observation."""
    known = {case.id for case in cases}
    for made in decisions_in_force(decided):
        terms = made.observation if made.measure == "observe" else None
        case = CaseId(digest("case", "observed", made.id)[:12])
        if terms is not None and terms.expires_at <= at and case not in known:
            yield Case(
                id=case,
                about=made.about,
                post=made.post,
                origin="observed",
                chance=None,
                reasons=(
                    Reason(
                        channel="observed",
                        bits=0.0,
                        says=f"was left up until {terms.expires_at:%Y-%m-%d} for {terms.requester}; breaks '{made.clause}'",
                        evidence=(made.case or made.id,),
                    ),
                ),
                opened_at=at,
                due=at + timedelta(hours=policy.hours("observed")),
            )
