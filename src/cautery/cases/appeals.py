"""The account holder says that a decision is wrong: somebody else hears it, in time, and says why.

Regulation (EU) 2022/2065, Article 20: open for six months, decided by people and not solely by machines, and answered with
reasons; Regulation (EU) 2021/784, Article 10: within two weeks.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Literal

from cautery.cases.review import same_person
from cautery.errors import Conflict, Invalid, Refused
from cautery.kit.canonical import digest
from cautery.model.decision import LEAVES_UP, Decision
from cautery.model.notice import Appeal, AppealAddition, AppealReview
from cautery.policy.laws.eu_dsa import DigitalServicesAct

ANSWERED_IN = timedelta(days=14)
LONGEST = 10_000
MOST_ADDITIONS = 10


def last_moment(informed_at: datetime) -> datetime:
    """Give the last minute in which an appeal is taken: the end, in UTC, of the day six months after the holder was told."""
    due = DigitalServicesAct.clock("dsa.complaint_window").due(informed_at)
    assert due is not None
    return due.replace(hour=23, minute=59, second=0, microsecond=0)


def is_open(informed_at: datetime, *, at: datetime) -> bool:
    """Say whether an appeal is taken at a time: until the stated minute is over."""
    return at < last_moment(informed_at) + timedelta(minutes=1)


def appeal(decision: Decision, text: str, *, contact: str, at: datetime, informed_at: datetime | None = None) -> Appeal:
    """Make an appeal against a decision; one a decision.

    Args:
        informed_at: when its holder could first read it; None: at the decision.
    """
    if decision.measure in LEAVES_UP:
        raise Invalid("Nothing was done to this account, so there is nothing to appeal against.")
    told = informed_at or decision.at
    if told is not None and not is_open(told, at=at):
        raise Refused("The time for complaints about this decision is over. You can still go to a court.")
    _refuse_no_text(text)
    return Appeal(
        id=digest("appeal", decision.id)[:12],
        decision=decision.id,
        text=text.strip(),
        contact=contact.strip()[:200],
        at=at,
        due=at + ANSWERED_IN,
    )


def add_to(made: Appeal, text: str, *, at: datetime, heard: bool) -> AppealAddition:
    """Add to an appeal; refuse it once somebody has decided it."""
    if heard:
        raise Conflict("Your complaint was decided meanwhile. The answer stands on this page.")
    if len(made.additions) >= MOST_ADDITIONS:
        raise Invalid("Your complaint has ten additions already. No more can be kept.")
    _refuse_no_text(text)
    return AppealAddition(appeal=made.id, text=text.strip(), at=at)


def had_a_part(by: str, decision: Decision, approvers: Collection[str]) -> bool:
    """Say whether somebody made a decision or approved it, and so hears no appeal against it."""
    terms = (decision.observation.approver,) if decision.observation else ()
    return any(same_person(by, term) for term in (decision.by, *terms, *approvers) if term)


def review_appeal(
    made: Appeal,
    decision: Decision,
    *,
    outcome: Literal["upheld", "overturned"],
    reason: str,
    by: str,
    at: datetime,
    approvers: Collection[str] = (),
) -> AppealReview:
    """Decide an appeal; refuse whoever made the decision, or approved it.

    Args:
        approvers: who approved, began or confirmed the takedown that the decision is a part of.
    """
    if had_a_part(by, decision, approvers):
        raise Refused(
            f"'{by}' made the decision that is appealed against, so another moderator must review the appeal."
        )
    if not reason.strip():
        raise Invalid("The answer to an appeal needs a reason, for whoever appealed is told it.")
    return AppealReview(appeal=made.id, outcome=outcome, reason=reason.strip(), by=by, at=at)


def _refuse_no_text(text: str) -> None:
    if not 1 <= len(text.strip()) <= LONGEST:
        raise Invalid("Say in your own words why the decision is wrong, in at most 10,000 characters.")
