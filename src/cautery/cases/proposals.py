"""What needs a second person: leaving an account up on purpose. One proposes, another approves; nobody does both."""

from dataclasses import replace
from datetime import datetime

from cautery.cases.review import DecisionInput, same_person
from cautery.errors import Conflict, Invalid, Refused
from cautery.kit.canonical import digest
from cautery.model.case import Case
from cautery.model.judgement import Proposal
from cautery.policy.policy import Policy


def propose(case: Case, word: DecisionInput, *, by: str, at: datetime, policy: Policy, earlier: int = 0) -> Proposal:
    """Make a proposal to leave an account up; it changes nothing until somebody else approves it.

    Args:
        earlier: how many proposals about the case were answered already.
    """
    terms = word.observation
    if word.measure != "observe" or terms is None or word.clause is None:
        raise Invalid(
            "Only leaving up on purpose is proposed: name the clause, who asked, the legal basis and the end."
        )
    if "observe" not in policy.clause(word.clause).measures:
        raise Refused(f"The policy does not allow to leave up what breaks '{word.clause}'.")
    if not (word.reason.strip() and terms.requester.strip() and terms.legal_basis.strip()):
        raise Invalid("A proposal to leave an account up needs a reason, who asked, and on which legal basis.")
    if terms.expires_at <= at:
        raise Invalid("A proposal to leave an account up must end in the future.")
    return Proposal(
        id=digest("proposal", case.id, str(earlier))[:12],
        case=case.id,
        state="proposed",
        measure="observe",
        clause=word.clause,
        reason=word.reason.strip(),
        observation=replace(terms, approver=""),
        by=by,
        at=at,
    )


def approve(made: Proposal, *, by: str, at: datetime) -> tuple[Proposal, DecisionInput]:
    """Approve somebody else's proposal; gives it as it then stands, and the word that is to be decided in its maker's name."""
    _is_open(made)
    if same_person(made.by, by):
        raise Refused(f"'{made.by}' proposed this, so a second person must approve it.")
    terms = replace(made.observation, approver=by)
    word = DecisionInput(measure=made.measure, clause=made.clause, reason=made.reason, observation=terms)
    return replace(made, state="approved", observation=terms, at=at), word


def refuse(made: Proposal, *, by: str, at: datetime) -> Proposal:
    """Refuse a proposal, or take back one's own."""
    _is_open(made)
    return replace(made, state="withdrawn" if same_person(made.by, by) else "refused", at=at)


def _is_open(made: Proposal) -> None:
    if made.state != "proposed":
        raise Conflict(f"This proposal was {made.state} already.")
