"""Propose: what needs a second person is proposed by one and approved by another, both signed in."""

from cautery.access.permissions import may
from cautery.app import App
from cautery.cases import proposals
from cautery.cases.review import DecisionInput, decide, same_person
from cautery.errors import Conflict, Missing, Refused
from cautery.model.case import CaseId
from cautery.model.judgement import Proposal
from cautery.model.person import PersonId
from cautery.pipeline.cases.decide import DecisionMade, in_place_of_earlier, on_all, save
from cautery.pipeline.entrance.two_admins import refuse_if_let_in_by
from cautery.store import cases, decisions, joins, judgements, people, reopenings
from cautery.store.ledger import WriteTransaction


def propose(app: App, case: CaseId, word: DecisionInput, *, approver: str = "") -> Proposal:
    """Propose to leave an account up on purpose; one proposal a case at a time.

    Args:
        approver: who is to approve it: somebody who may, and who will be asked. '': whoever may.
    """
    with app.writing() as tx:
        found = cases.get(tx.connection, case)
        if found is None:
            raise Missing(f"There is no case '{case}'.", at_terminal="List them with: cautery cases")
        if joins.into(tx.connection, case) != case:
            raise Conflict(f"Case {case} waits with another about the same account; propose it there.")
        is_decided = decisions.of_case(tx.connection, case) and not reopenings.is_open(tx.connection, case)
        if judgements.open_proposals(tx.connection, case) or is_decided:
            raise Conflict(f"Case {case} is decided already, or a proposal about it waits.")
        earlier = judgements.count_proposals(tx.connection, case)
        made = proposals.propose(found, word, by=tx.by, at=tx.at, policy=app.policy, earlier=earlier)
        if approver:
            _refuse_unless_approves(tx, approver)
        judgements.append_proposal(tx, made)
    return made


def approve(app: App, name: str) -> DecisionMade:
    """Approve somebody else's proposal: it is decided in their name, with the approver's beside."""
    with app.writing() as tx:
        made = _there(tx, name)
        refuse_if_let_in_by(app, tx.connection, tx.by, made.by)
        approved, word = proposals.approve(made, by=tx.by, at=tx.at)
        found, earlier = cases.get(tx.connection, made.case), decisions.of_case(tx.connection, made.case)
        if found is None:
            raise Missing(f"There is no case '{made.case}'.", at_terminal="List them with: cautery cases")
        judgements.append_proposal(tx, approved)
        word = in_place_of_earlier(tx.connection, made.case, word)
        decided = decide(found, word, by=made.by, at=tx.at, policy=app.policy, earlier=earlier)
        return save(tx, on_all(tx, decided))


def refuse(app: App, name: str) -> Proposal:
    """Refuse somebody's proposal, or take back one's own."""
    with app.writing() as tx:
        refused = proposals.refuse(_there(tx, name), by=tx.by, at=tx.at)
        judgements.append_proposal(tx, refused)
    return refused


def _refuse_unless_approves(tx: WriteTransaction, approver: str) -> None:
    """Refuse a second person who is the first, does not work here, or may not approve."""
    if same_person(approver, tx.by):
        raise Refused(f"'{tx.by}' decides, so somebody else must approve that the account is left up.")
    who = people.get(tx.connection, PersonId(approver))
    if who is None or not who.active or not may(who.roles, "approve"):
        raise Refused(f"'{approver[:60]}' cannot approve: name somebody who works here and holds a role that approves.")


def _there(tx: WriteTransaction, name: str) -> Proposal:
    found = judgements.proposal(tx.connection, name)
    if found is None:
        raise Missing(f"There is no proposal '{name}'.")
    return found
