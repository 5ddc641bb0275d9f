"""People and roles: who works here, who comes, who goes."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse, Response

from cautery.access.permissions import PERMISSIONS
from cautery.console.entry import Desk, PageRoute, RequiresForm, RequiresPage
from cautery.console.render import page
from cautery.errors import CauteryError
from cautery.model.person import ROLES
from cautery.pipeline.entrance import staff, two_admins

router = APIRouter(route_class=PageRoute)
Name = Annotated[str, Form(max_length=200)]
Names = Annotated[list[str], Form(max_length=20)]


@router.get("/people")
def show(desk: Annotated[Desk, Depends(RequiresPage("see_people"))]) -> Response:
    """Show who works here."""
    return _page(desk)


@router.post("/people/invite")
def invite(
    desk: Annotated[Desk, Depends(RequiresForm("change_people"))],
    person: Name = "",
    roles: Names = [],  # noqa: B006  FastAPI copies it
    languages: Name = "",
) -> Response:
    """Invite somebody; their link is shown this once."""
    try:
        done = two_admins.invite(desk.app, person, roles, languages.split())
    except CauteryError as error:
        return _page(desk, problem=str(error))
    return _page(desk, invited=person.strip(), link=_address_of(desk, done)) if done.link else _to_people()


@router.post("/people/roles")
def change(
    desk: Annotated[Desk, Depends(RequiresForm("change_people"))],
    person: Name = "",
    roles: Names = [],  # noqa: B006  FastAPI copies it
    languages: Name = "",
) -> Response:
    """Give somebody other roles."""
    try:
        two_admins.change_roles(desk.app, person, roles, languages.split())
    except CauteryError as error:
        return _page(desk, problem=str(error))
    return _to_people()


@router.post("/people/confirm")
def confirm(
    desk: Annotated[Desk, Depends(RequiresForm("change_people"))], request: Name = "", person: Name = ""
) -> Response:
    """Confirm what another admin asked for."""
    try:
        done = two_admins.confirm(desk.app, request)
    except CauteryError as error:
        return _page(desk, problem=str(error))
    return _page(desk, invited=person, link=_address_of(desk, done)) if done.link else _to_people()


@router.post("/people/refuse")
def refuse(desk: Annotated[Desk, Depends(RequiresForm("change_people"))], request: Name = "") -> Response:
    """Refuse what another admin asked for, or take back what one asked for oneself."""
    try:
        two_admins.refuse(desk.app, request)
    except CauteryError as error:
        return _page(desk, problem=str(error))
    return _to_people()


@router.post("/people/leave")
def leave(desk: Annotated[Desk, Depends(RequiresForm("change_people"))], person: Name = "") -> Response:
    """Let somebody go: all that lets them in ends."""
    try:
        staff.deactivate(desk.app, person)
    except CauteryError as error:
        return _page(desk, problem=str(error))
    return _to_people()


@router.post("/people/sessions")
def cut_off(desk: Annotated[Desk, Depends(RequiresForm("change_people"))], person: Name = "") -> Response:
    """End all of somebody's sessions and keys."""
    staff.cut_off(desk.app, person)
    return _to_people()


@router.post("/people/keys/end")
def end_key(
    desk: Annotated[Desk, Depends(RequiresForm("change_people"))], person: Name = "", key: Name = ""
) -> Response:
    """End one of somebody's keys."""
    staff.revoke_key(desk.app, key, of=person)
    return _to_people()


def _to_people() -> Response:
    return RedirectResponse("/people", status_code=303)


def _address_of(desk: Desk, done: two_admins.AdminChange) -> str:
    where = (desk.app.config.public_url or str(desk.request.base_url)).rstrip("/")
    return f"{where}/invitation/{done.link}"


def _page(desk: Desk, *, problem: str = "", invited: str = "", link: str = "") -> Response:
    return page(
        desk,
        "people.html",
        status=422 if problem else 200,
        everybody=staff.everybody(desk.app),
        asked=two_admins.asked_for(desk.app),
        recent=two_admins.recent(desk.app),
        roles=ROLES,
        permissions=PERMISSIONS,
        problem=problem,
        invited=invited,
        link=link,
    )
