"""Accounts: what is known here about one, its posts, and notes that follow it."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from cautery.api.entry import KeyedRoute, RequiresScope
from cautery.app import App
from cautery.model.account import Account, AccountId, Platform
from cautery.model.exhibit import Item
from cautery.model.judgement import Note
from cautery.pipeline.cases import case_file, notes
from cautery.schemas.cases import Background

router = APIRouter(prefix="/accounts/{platform}/{account}", tags=["accounts"], route_class=KeyedRoute)
Id = Annotated[str, Field(max_length=512)]


class Text(BaseModel):
    """What is to be written down."""

    text: str = Field(min_length=1, max_length=4000)


@router.get("")
def get_account(platform: Id, account: Id, app: Annotated[App, Depends(RequiresScope("see_cases"))]) -> Background:
    """Give an account's cases, decisions, notes and notices."""
    return case_file.background(app, _about(platform, account))


@router.get("/posts")
def list_posts(
    platform: Id, account: Id, app: Annotated[App, Depends(RequiresScope("see_history"))]
) -> tuple[Item, ...]:
    """Give an account's latest posts from history, newest first."""
    return case_file.posts_of(app, _about(platform, account))


@router.post("/notes", status_code=201)
def write_note(
    platform: Id, account: Id, said: Text, app: Annotated[App, Depends(RequiresScope("write_notes"))]
) -> Note:
    """Write something down about an account."""
    return notes.write_note(app, _about(platform, account), said.text)


def _about(platform: str, account: str) -> Account:
    return Account(platform=Platform(platform), id=AccountId(account))
