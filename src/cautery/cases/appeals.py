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

OPEN_FOR = timedelta(days=183)
ANSWERED_IN = timedelta(days=14)
LONGEST = 10_000
MOST_ADDITIONS = 10


def appeal(decision: Decision, text: str, *, contact: str, at: datetime) -> Appeal:
    """Make an appeal against a decision; one a decision."""
    if decision.measure in LEAVES_UP:
        raise Invalid("Nothing was done to this account, so there is nothing to appeal against.")
    if decision.at is not None and at - decision.at > OPEN_FOR:
        raise Refused("An appeal is open for six months after a decision; this time is over. A court may still be.")
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
        raise Conflict("Your appeal was decided meanwhile, so nothing can be added; the answer stands under this link.")
    if len(made.additions) >= MOST_ADDITIONS:
        raise Invalid(f"{MOST_ADDITIONS} additions are kept with an appeal, and yours has them.")
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
        raise Invalid(f"Say in your own words why the decision is wrong, in at most {LONGEST} letters.")
