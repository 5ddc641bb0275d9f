"""Operators: accounts that probably are one hand, and what a person sets apart. Never who somebody is."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from cautery.api.entry import RequiresScope
from cautery.api.once import OnceRoute
from cautery.app import App
from cautery.model.account import Account, AccountId, Platform
from cautery.pipeline.connections.successions import succession_of, successions
from cautery.pipeline.detection.operators import unlink
from cautery.schemas.networks import SuccessionView

router = APIRouter(tags=["operators"], route_class=OnceRoute)
Id = Annotated[str, Field(max_length=512)]


class Split(BaseModel):
    """Which account is another hand, and what shows it."""

    platform: str = Field(max_length=512)
    account: str = Field(min_length=1, max_length=512)
    reason: str = Field(min_length=1, max_length=5000)


@router.get("/operators")
def list_operators(
    app: Annotated[App, Depends(RequiresScope("see_cases"))], limit: Annotated[int, Query(ge=1, le=500)] = 100
) -> tuple[SuccessionView, ...]:
    """List the hands that came back last, newest first, each with its accounts in the order of time."""
    return successions(app, most=limit)


@router.get("/accounts/{platform}/{account}/operator")
def get_operator(platform: Id, account: Id, app: Annotated[App, Depends(RequiresScope("see_cases"))]) -> SuccessionView:
    """Give the accounts that probably are one hand with this one, and what joins each to the one before, in bits."""
    return succession_of(app, _about(platform, account))


@router.post("/accounts/{platform}/{account}/operator/split", status_code=201)
def split(
    platform: Id, account: Id, said: Split, app: Annotated[App, Depends(RequiresScope("set_apart"))]
) -> SuccessionView:
    """Say that two accounts are two hands; they are never linked again. Gives what still joins the first."""
    about = _about(platform, account)
    unlink(app, about, _about(said.platform, said.account), reason=said.reason)
    return succession_of(app, about)


def _about(platform: str, account: str) -> Account:
    return Account(platform=Platform(platform), id=AccountId(account))
