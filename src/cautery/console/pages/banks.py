"""Banks: what is known, who put it in, and why."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse, Response

from cautery.console.entry import Desk, Does, Sees
from cautery.console.render import page
from cautery.errors import CauteryError
from cautery.pipeline import check as checking
from cautery.pipeline.recognise import bank_entries, bank_value, expire_value

router = APIRouter()
MOST = 500
Text = Annotated[str, Form(max_length=10_000)]
Name = Annotated[str, Form(max_length=200)]


@router.get("/banks")
def show(desk: Annotated[Desk, Depends(Sees("see_banks"))]) -> Response:
    """Show what is banked."""
    return _page(desk)


@router.post("/banks/check")
def check(desk: Annotated[Desk, Depends(Does("check_content"))], text: Text = "") -> Response:
    """Say what in a text is banked, or near to it."""
    return page(desk, "matches.html", text=text, answer=checking.check(desk.app, checking.Question(text=text)))


@router.post("/banks/add")
def add(
    desk: Annotated[Desk, Depends(Does("change_banks"))],
    bank: Name = "",
    type: Name = "",  # noqa: A002
    value: Text = "",
    why: Text = "",
) -> Response:
    """Put a value into a bank."""
    try:
        bank_value(desk.app, {"type": type, "value": value, "why": why}, bank=bank)
    except CauteryError as error:
        return _page(desk, problem=str(error))
    return RedirectResponse("/banks", status_code=303)


@router.post("/banks/end")
def end(
    desk: Annotated[Desk, Depends(Does("change_banks"))],
    bank: Name = "",
    type: Name = "",  # noqa: A002
    value: Text = "",
) -> Response:
    """End a banked value."""
    expire_value(desk.app, bank=bank, kind=type, value=value)
    return RedirectResponse("/banks", status_code=303)


def _page(desk: Desk, *, problem: str = "") -> Response:
    entries = bank_entries(desk.app, bank=None)
    said = {"entries": entries[:MOST], "more": max(0, len(entries) - MOST), "problem": problem}
    return page(desk, "banks.html", status=422 if problem else 200, **said)
