"""Show an account holder the decision about them: what was done, why, and what came of their appeal."""

from dataclasses import dataclass

from cautery.access.tokens import seal, unseal
from cautery.app import App
from cautery.cases.statements import Statement, statement_of
from cautery.errors import Missing
from cautery.model.case import Case
from cautery.model.decision import Decision, DecisionId
from cautery.model.notice import Appeal, AppealReview
from cautery.pipeline.cases.letter_facts import letter_facts
from cautery.pipeline.cases.link_keys import link_key
from cautery.pipeline.cases.non_disclosure import is_silent
from cautery.store import cases, decisions, exhibits, joins, judgements, notices
from cautery.store.database import ReadConnection


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealableDecision:
    """A decision as its account holder sees it, and what came of their appeal."""

    decision: Decision
    statement: Statement
    appeal: Appeal | None
    hearing: AppealReview | None


def appeal_link(app: App, decision: DecisionId) -> str:
    """Give the part of a link under which an account holder reads why, and can appeal."""
    return seal(decision, purpose="appeal", key=link_key(app))


def appealable_decision(app: App, sealed: str, *, language: str | None = None) -> AppealableDecision:
    """Show a decision to its account holder: why, and what came of their appeal."""
    name = DecisionId(unseal(sealed, purpose="appeal", key=link_key(app)))
    with app.reading() as connection:
        decision, case = may_be_told(app, connection, name)
        shown = exhibits.of_case(connection, case.id)
        statement = statement_of(
            decision,
            case,
            policy=app.policy,
            assessment=judgements.assessment_of(connection, decision.id),
            language=language or (shown.language if shown else None),
            facts=letter_facts(app, connection, decision, case, shown),
        )
        made = notices.appeal_against(connection, decision.id)
        heard = notices.appeal_review_of(connection, made.id) if made else None
    if statement is None:
        raise Missing("Nothing was done to this account under this decision.")
    return AppealableDecision(decision=decision, statement=statement, appeal=made, hearing=heard)


def may_be_told(app: App, connection: ReadConnection, name: DecisionId) -> tuple[Decision, Case]:
    """Give a decision to its account holder; where an order forbids telling, it is as if there were none."""
    decision, case = decided(connection, name)
    if is_silent(connection, case.id, at=app.clock.now()):
        raise Missing("This decision is not here any more.")
    return decision, case


def decided(connection: ReadConnection, name: DecisionId) -> tuple[Decision, Case]:
    """Give a decision with its case; one that only answers a joined case stands for the one that it was answered with."""
    decision = decisions.get(connection, name)
    if decision is not None and decision.source == "joined" and decision.case is not None:
        of_leading = decisions.of_case(connection, joins.into(connection, decision.case))
        decision = next((one for one in reversed(of_leading) if one.about == decision.about), None)
    case = cases.get(connection, decision.case) if decision and decision.case else None
    if decision is None or case is None:
        raise Missing("This decision is not here any more.")
    return decision, case
