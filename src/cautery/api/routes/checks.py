"""Check: is some content banked, or near to it? Nothing is fetched, kept or decided."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from cautery.api.entry import Asks
from cautery.app import App
from cautery.model.bank import Match
from cautery.pipeline.recognise import recognise

router = APIRouter(prefix="/check", tags=["check"])


class Content(BaseModel):
    """What is to be published, or was."""

    text: str = Field(default="", max_length=100_000)
    links: list[Annotated[str, Field(max_length=4000)]] = Field(default=[], max_length=100)


@router.post("")
def check(content: Content, app: Annotated[App, Depends(Asks("check_content"))]) -> tuple[Match, ...]:
    """Say what in some content is banked, how near it is, and to what: the same material, never the same intent."""
    return recognise(app, text=content.text, links=content.links, at=None)
