"""Decisions as their account holders see them, and appeals against them."""

from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from cautery.api.entry import RequiresScope
from cautery.api.once import OnceRoute
from cautery.app import App
from cautery.model.decision import DecisionId
from cautery.model.notice import AppealReview
from cautery.pipeline.cases import appeals, statements
from cautery.schemas.appeals import AppealView

router = APIRouter(tags=["appeals"], route_class=OnceRoute)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLink:
    """What to tell an account holder, and the part of the link under which they read it and object."""

    objection: statements.AppealableDecision
    link: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealStatus:
    """An appeal, and what came of it."""

    heard: AppealView
    hearing: AppealReview | None
    """Null while nobody has heard it."""


class AppealRuling(BaseModel):
    """What comes of an appeal."""

    outcome: Literal["upheld", "overturned"]
    reason: str = Field(min_length=1, max_length=5000)


@router.get("/decisions/{decision}/statement")
def get_statement(
    decision: str,
    app: Annotated[App, Depends(RequiresScope("see_cases"))],
    language: Annotated[str | None, Field(max_length=20)] = None,
) -> StatementLink:
    """Give a decision's statement of reasons, in a language where there is one, and the link to object."""
    link = statements.appeal_link(app, DecisionId(decision))
    return StatementLink(objection=statements.appealable_decision(app, link, language=language), link=link)


@router.get("/appeals")
def list_appeals(app: Annotated[App, Depends(RequiresScope("see_appeals"))]) -> tuple[AppealView, ...]:
    """List the appeals that wait, the oldest first."""
    return appeals.pending_appeals(app)


@router.get("/appeals/{appeal}")
def get_appeal(appeal: str, app: Annotated[App, Depends(RequiresScope("see_appeals"))]) -> AppealStatus:
    """Give an appeal with the decision and the case that it is about, and what came of it."""
    heard, hearing = appeals.heard(app, appeal)
    return AppealStatus(heard=heard, hearing=hearing)


@router.post("/appeals/{appeal}/hearing", status_code=201)
def hear_appeal(
    appeal: str, answered: AppealRuling, app: Annotated[App, Depends(RequiresScope("hear_appeals"))]
) -> AppealReview:
    """Decide an appeal; 403 for whoever made the decision."""
    return appeals.review_appeal(app, appeal, outcome=answered.outcome, reason=answered.reason)
