"""Check: is some content banked, or near to it? Nothing is fetched, kept or decided."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, Field

from cautery.api.entry import Asks
from cautery.app import App
from cautery.pipeline import check as checking

router = APIRouter(prefix="/check", tags=["check"])


class Content(BaseModel):
    """What is to be published, or was."""

    text: str = Field(default="", max_length=100_000)
    links: list[Annotated[str, Field(max_length=4000)]] = Field(default=[], max_length=100)


@router.post("")
def check(content: Content, app: Annotated[App, Depends(Asks("check_content"))]) -> checking.Answer:
    """Say what in some content is banked, how near it is, and to what: the same material, never the same intent."""
    return checking.check(app, checking.Question(text=content.text, links=tuple(content.links)))
