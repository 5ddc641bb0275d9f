"""People and roles: who works here, who comes, who goes."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse, Response

from cautery.access.permissions import PERMISSIONS
from cautery.console.entry import Desk, Does, Sees
from cautery.console.render import page
from cautery.errors import CauteryError
from cautery.model.person import ROLES
from cautery.pipeline.entrance import staff

router = APIRouter()
Name = Annotated[str, Form(max_length=200)]
Names = Annotated[list[str], Form(max_length=20)]


@router.get("/people")
def show(desk: Annotated[Desk, Depends(Sees("see_people"))]) -> Response:
    """Show who works here."""
    return _page(desk)


@router.post("/people/invite")
def invite(
    desk: Annotated[Desk, Depends(Does("change_people"))],
    person: Name = "",
    roles: Names = [],  # noqa: B006  FastAPI copies it
    languages: Name = "",
) -> Response:
    """Invite somebody; their link is shown this once."""
    try:
        link = staff.invite(desk.app, person, roles, languages.split())
    except CauteryError as error:
        return _page(desk, problem=str(error))
    where = (desk.app.config.public_url or str(desk.request.base_url)).rstrip("/")
    return _page(desk, invited=person.strip(), link=f"{where}/invitation/{link}")


@router.post("/people/roles")
def change(
    desk: Annotated[Desk, Depends(Does("change_people"))],
    person: Name = "",
    roles: Names = [],  # noqa: B006  FastAPI copies it
    languages: Name = "",
) -> Response:
    """Give somebody other roles."""
    try:
        staff.change_roles(desk.app, person, roles, languages.split())
    except CauteryError as error:
        return _page(desk, problem=str(error))
    return RedirectResponse("/people", status_code=303)


@router.post("/people/leave")
def leave(desk: Annotated[Desk, Depends(Does("change_people"))], person: Name = "") -> Response:
    """Let somebody go: all that lets them in ends."""
    try:
        staff.let_go(desk.app, person)
    except CauteryError as error:
        return _page(desk, problem=str(error))
    return RedirectResponse("/people", status_code=303)


@router.post("/people/sessions")
def end_sessions(desk: Annotated[Desk, Depends(Does("change_people"))], person: Name = "") -> Response:
    """End all of somebody's sessions."""
    staff.end_sessions(desk.app, person)
    return RedirectResponse("/people", status_code=303)


def _page(desk: Desk, *, problem: str = "", invited: str = "", link: str = "") -> Response:
    return page(
        desk,
        "people.html",
        status=422 if problem else 200,
        everybody=staff.everybody(desk.app),
        roles=ROLES,
        permissions=PERMISSIONS,
        problem=problem,
        invited=invited,
        link=link,
    )
