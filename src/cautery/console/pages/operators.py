"""Operators: accounts that probably are one hand, in the order of time, and what a person sets apart."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query
from fastapi.responses import RedirectResponse, Response

from cautery.console.entry import Desk, PageRoute, RequiresForm, RequiresPage
from cautery.console.render import page
from cautery.errors import CauteryError
from cautery.model.account import Account, AccountId, Platform
from cautery.pipeline.connections.successions import succession_of, successions
from cautery.pipeline.detection.operators import unlink

router = APIRouter(route_class=PageRoute)
MOST = 200
Name = Annotated[str, Query(max_length=512)]
Given = Annotated[str, Form(max_length=512)]


@router.get("/operators")
def show_all(desk: Annotated[Desk, Depends(RequiresPage("see_cases"))]) -> Response:
    """Show the hands that came back last."""
    return page(desk, "operators.html", hands=successions(desk.app, most=MOST))


@router.get("/operator")
def show(desk: Annotated[Desk, Depends(RequiresPage("see_cases"))], platform: Name = "", id: Name = "") -> Response:  # noqa: A002
    """Show the hand behind an account, as far as links say."""
    return _page(desk, _about(platform, id))


@router.post("/operator/split")
def split(
    desk: Annotated[Desk, Depends(RequiresForm("set_apart"))],
    platform: Given = "",
    id: Given = "",  # noqa: A002
    earlier_platform: Given = "",
    earlier: Given = "",
    reason: Annotated[str, Form(max_length=5000)] = "",
) -> Response:
    """Keep that two accounts are two hands."""
    about = _about(platform, id)
    try:
        unlink(desk.app, about, _about(earlier_platform, earlier), reason=reason)
    except CauteryError as error:
        return _page(desk, about, problem=str(error))
    return RedirectResponse(f"/operator?{urlencode({'platform': platform, 'id': id})}", status_code=303)


def _page(desk: Desk, about: Account, *, problem: str = "") -> Response:
    lineage = succession_of(desk.app, about)
    return page(desk, "operator.html", status=422 if problem else 200, about=about, lineage=lineage, problem=problem)


def _about(platform: str, name: str) -> Account:
    return Account(platform=Platform(platform), id=AccountId(name))
