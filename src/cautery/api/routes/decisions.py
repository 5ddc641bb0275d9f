"""Decisions: what people decided here, newest first, for programs that keep up with it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from cautery.api.cursors import cursor_of, place_of, whole
from cautery.api.entry import KeyedRoute, RequiresScope
from cautery.app import App
from cautery.model.decision import DecisionId
from cautery.pipeline.cases import decision_log as record
from cautery.schemas.decisions import DecisionRecord, DecisionsPage

router = APIRouter(prefix="/decisions", tags=["decisions"], route_class=KeyedRoute)


@router.get("")
def list_decisions(
    app: Annotated[App, Depends(RequiresScope("see_cases"))],
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> DecisionsPage:
    """List decisions, newest first. One that replaced another stands beside it."""
    place = place_of(cursor)
    found = record.decisions_made(app, most=limit, before=None if place is None else whole(place))
    behind = None if found.behind is None else (float(found.behind), "")
    return DecisionsPage(decisions=found.decisions, next=cursor_of(behind))


@router.get("/{decision}")
def get_decision(
    decision: str, response: Response, app: Annotated[App, Depends(RequiresScope("see_cases"))]
) -> DecisionRecord:
    """Give a decision, what it meant to happen, and what became of that. Its ETag names the state of its case."""
    found = record.decision_of(app, DecisionId(decision))
    response.headers["ETag"] = f'"{found.version}"'
    return found
