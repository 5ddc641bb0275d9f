"""Propose: what needs a second person is proposed by one and approved by another, both signed in."""

from cautery.app import App
from cautery.cases import proposals
from cautery.cases.review import DecisionInput, decide
from cautery.errors import Conflict, Missing
from cautery.model.case import CaseId
from cautery.model.judgement import Proposal
from cautery.pipeline.cases.decide import Judged, on_all, save
from cautery.store import cases, decisions, joins, judgements
from cautery.store.ledger import Writing


def propose(app: App, case: CaseId, word: DecisionInput) -> Proposal:
    """Propose to leave an account up on purpose; one proposal a case at a time."""
    with app.writing() as tx:
        found = cases.get(tx.connection, case)
        if found is None:
            raise Missing(f"There is no case '{case}'.")
        if joins.into(tx.connection, case) != case:
            raise Conflict(f"Case {case} waits with another about the same account; propose it there.")
        if judgements.open_proposals(tx.connection, case) or decisions.of_case(tx.connection, case):
            raise Conflict(f"Case {case} is decided already, or a proposal about it waits.")
        earlier = judgements.count_proposals(tx.connection, case)
        made = proposals.propose(found, word, by=tx.by, at=tx.at, policy=app.policy, earlier=earlier)
        judgements.append_proposal(tx, made)
    return made


def approve(app: App, name: str) -> Judged:
    """Approve somebody else's proposal: it is decided in their name, with the approver's beside."""
    with app.writing() as tx:
        made = _there(tx, name)
        approved, word = proposals.approve(made, by=tx.by, at=tx.at)
        found, earlier = cases.get(tx.connection, made.case), decisions.of_case(tx.connection, made.case)
        if found is None:
            raise Missing(f"There is no case '{made.case}'.")
        judgements.append_proposal(tx, approved)
        decided = decide(found, word, by=made.by, at=tx.at, policy=app.policy, earlier=earlier)
        return save(tx, on_all(tx, decided))


def refuse(app: App, name: str) -> Proposal:
    """Refuse somebody's proposal, or take back one's own."""
    with app.writing() as tx:
        refused = proposals.refuse(_there(tx, name), by=tx.by, at=tx.at)
        judgements.append_proposal(tx, refused)
    return refused


def _there(tx: Writing, name: str) -> Proposal:
    found = judgements.proposal(tx.connection, name)
    if found is None:
        raise Missing(f"There is no proposal '{name}'.")
    return found
