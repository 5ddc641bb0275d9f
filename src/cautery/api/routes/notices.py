"""Notices: somebody says that something is wrong, and learns what became of it."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import BaseModel, Field

from cautery.api.cursors import cursor_of, place_of
from cautery.api.entry import RequiresScope
from cautery.api.once import OnceRoute
from cautery.app import App
from cautery.cases.filing import NoticeForm
from cautery.model.case import Case
from cautery.model.notice import NotifierKind
from cautery.pipeline.cases import notices
from cautery.schemas.notices import NoticeReceipt, Notices

router = APIRouter(prefix="/notices", tags=["notices"], route_class=OnceRoute)


class NoticeBody(BaseModel):
    """A notice, with what Article 16(2) of Regulation (EU) 2022/2065 asks for."""

    kind: NotifierKind = "user"
    platform: str = Field(max_length=512)
    account: str = Field(min_length=1, max_length=512)
    post: str = Field(default="", max_length=512)
    place: str = Field(min_length=1, max_length=4000, description="The exact address of what is wrong.")
    category: str = Field(default="terrorism", max_length=200)
    text: str = Field(min_length=1, max_length=5000)
    name: str = Field(default="", max_length=512)
    email: str = Field(default="", max_length=512)
    in_good_faith: bool


@router.post("", status_code=201)
def file_notice(filed: NoticeBody, app: Annotated[App, Depends(RequiresScope("file_notices"))]) -> NoticeReceipt:
    """File a notice, for whoever it is from."""
    said = NoticeForm(**filed.model_dump(exclude={"kind"}))
    kept = notices.file_notice(app, said, kind=filed.kind)
    return NoticeReceipt(notice=kept.id, case=kept.case, receipt=notices.receipt_link(app, kept))


@router.get("")
def list_notices(
    app: Annotated[App, Depends(RequiresScope("see_notices"))],
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Notices:
    """List notices, newest first."""
    _, before = place_of(cursor) or (0.0, "")
    filed = tuple(one for one, _ in notices.latest_notices(app, most=limit + 1, before=before))
    more = len(filed) > limit
    return Notices(notices=filed[:limit], next=cursor_of((0.0, filed[limit - 1].id)) if more else None)


@router.post("/{notice}/case", status_code=201)
def open_case(notice: str, app: Annotated[App, Depends(RequiresScope("take_cases"))]) -> Case:
    """Open a case for a notice of a stranger about an account that nobody has seen: such notices open none by themselves."""
    return notices.open_notice(app, notice)


@router.get("/{receipt}")
def get_answer(receipt: str, app: Annotated[App, Depends(RequiresScope("file_notices"))]) -> notices.NoticeStatus:
    """Say what became of a notice, by its receipt."""
    return notices.answer_to(app, receipt)
