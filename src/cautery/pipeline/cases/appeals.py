"""Take appeals in from account holders, and decide them."""

from dataclasses import replace
from typing import Literal

from cautery.access.tokens import unseal
from cautery.app import App
from cautery.cases import appeals
from cautery.cases.review import DecisionInput, decide
from cautery.errors import Conflict, Missing
from cautery.model.decision import Decision, DecisionId
from cautery.model.notice import Appeal, AppealReview
from cautery.pipeline.cases.decide import save
from cautery.pipeline.cases.letter_facts import informed_at
from cautery.pipeline.cases.link_keys import link_key
from cautery.pipeline.cases.statements import decided, may_be_told
from cautery.pipeline.entrance.two_admins import refuse_if_let_in_by
from cautery.schemas.appeals import AppealView
from cautery.store import decisions, notices, plans
from cautery.store.database import ReadConnection
from cautery.store.ledger import WriteTransaction


def appeal(app: App, sealed: str, text: str, *, contact: str) -> Appeal:
    """Take an appeal in, from whoever holds the decision's link; a second one before the answer adds to the first."""
    name = DecisionId(unseal(sealed, purpose="appeal", key=link_key(app)))
    with app.acting_as("the account holder").writing() as tx:
        decision, _ = may_be_told(app, tx.connection, name)
        earlier = notices.appeal_against(tx.connection, decision.id)
        if earlier is not None:
            return _add_to(tx, earlier, text)
        told = informed_at(tx.connection, decision)
        made = appeals.appeal(decision, text, contact=contact, at=tx.at, informed_at=told)
        notices.append_appeal(tx, made)
    return made


def pending_appeals(app: App) -> tuple[AppealView, ...]:
    """List the appeals that wait, the oldest first."""
    with app.reading() as connection:
        return tuple(_heard(connection, one) for one in notices.pending_appeals(connection))


def heard(app: App, name: str) -> tuple[AppealView, AppealReview | None]:
    """Give an appeal, and what came of it."""
    with app.reading() as connection:
        return _heard(connection, _appeal(connection, name)), notices.appeal_review_of(connection, name)


def had_a_part(app: App, decision: Decision) -> bool:
    """Say whether the person at the keys made a decision or approved its takedown."""
    with app.reading() as connection:
        return appeals.had_a_part(app.person, decision, plans.approvers_of(connection, decision.id))


def review_appeal(
    app: App, name: str, *, outcome: Literal["upheld", "overturned"], reason: str, seen: int | None = None
) -> AppealReview:
    """Decide an appeal as the person at the keys; what was overturned is taken back on the platform.

    Args:
        seen: how many additions to the appeal were read; refused (Conflict) when there are others by now.
    """
    with app.writing() as tx:
        made = _appeal(tx.connection, name)
        if notices.appeal_review_of(tx.connection, name) is not None:
            raise Conflict(f"Appeal {name} was already decided.")
        if seen is not None and seen != len(made.additions):
            raise Conflict(
                "The account holder added to the appeal while you read it. Nothing was decided; read it again."
            )
        decision, case = decided(tx.connection, made.decision)
        refuse_if_let_in_by(app, tx.connection, tx.by, decision.by)
        hearing = appeals.review_appeal(
            made,
            decision,
            outcome=outcome,
            reason=reason,
            by=tx.by,
            at=tx.at,
            approvers=plans.approvers_of(tx.connection, decision.id),
        )
        notices.append_appeal_review(tx, hearing)
        if outcome == "overturned":
            word = DecisionInput(
                measure="none", clause=None, reason=f"Overturned on appeal: {hearing.reason}", replaces=True
            )
            earlier = decisions.of_case(tx.connection, case.id)
            again = decide(case, word, by=tx.by, at=tx.at, policy=app.policy, earlier=earlier)
            save(tx, (replace(again, about=decision.about),))
    return hearing


def _add_to(tx: WriteTransaction, made: Appeal, text: str) -> Appeal:
    heard = notices.appeal_review_of(tx.connection, made.id) is not None
    said = appeals.add_to(made, text, at=tx.at, heard=heard)
    notices.append_addition(tx, said)
    return replace(made, additions=(*made.additions, said))


def _appeal(connection: ReadConnection, name: str) -> Appeal:
    made = notices.appeal(connection, name)
    if made is None:
        raise Missing(f"There is no appeal '{name}'.")
    return made


def _heard(connection: ReadConnection, made: Appeal) -> AppealView:
    decision, case = decided(connection, made.decision)
    return AppealView(appeal=made, decision=decision, case=case)
