"""You: what you may do, where you are signed in, your programs' keys, and how much you have looked at."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse, Response

from cautery.access.permissions import PERMISSIONS, permissions_of
from cautery.console.entry import COOKIE, Desk, PageRoute, RequiresForm, RequiresPage
from cautery.console.render import page
from cautery.errors import CauteryError
from cautery.pipeline.cases.exposure import my_exposure
from cautery.pipeline.entrance import passkeys, staff
from cautery.pipeline.entrance.sign_in import change_password as change

Secret = Annotated[str, Form(max_length=400)]
router = APIRouter(route_class=PageRoute)


@router.get("/you")
def show(desk: Annotated[Desk, Depends(RequiresPage(None))]) -> Response:
    """Show somebody what is theirs."""
    return _page(desk)


@router.post("/you/keys")
def make_key(
    desk: Annotated[Desk, Depends(RequiresForm(None))],
    name: Annotated[str, Form(max_length=200)] = "",
    scopes: Annotated[list[str], Form(max_length=40)] = [],  # noqa: B006  FastAPI copies it
    days: Annotated[int, Form(ge=1, le=400)] = 90,
) -> Response:
    """Make a key for a program; it is shown this once."""
    try:
        _, secret = staff.make_key(desk.app, desk.person, name=name, scopes=scopes, days=days)
    except CauteryError as error:
        return _page(desk, problem=str(error))
    return _page(desk, secret=secret)


@router.post("/you/keys/end")
def end_key(
    desk: Annotated[Desk, Depends(RequiresForm(None))], key: Annotated[str, Form(max_length=40)] = ""
) -> Response:
    """End one of one's keys."""
    staff.revoke_key(desk.app, key, of=desk.person)
    return RedirectResponse("/you", status_code=303)


@router.post("/you/sessions/end")
def end_sessions(desk: Annotated[Desk, Depends(RequiresForm(None))]) -> Response:
    """End all of one's sessions and keys, this session too."""
    staff.cut_off(desk.app, desk.person)
    return RedirectResponse("/sign-in", status_code=303)


@router.post("/you/session/end")
def end_session(
    desk: Annotated[Desk, Depends(RequiresForm(None))], session: Annotated[str, Form(max_length=80)] = ""
) -> Response:
    """End one of one's sessions."""
    staff.end_session(desk.app, desk.person, session)
    return RedirectResponse("/you", status_code=303)


@router.post("/you/password")
def change_password(desk: Annotated[Desk, Depends(RequiresForm(None))], old: Secret = "", new: Secret = "") -> Response:
    """Change one's password; one's other sessions end."""
    try:
        change(desk.app, desk.person, old, new, session=desk.request.cookies[COOKIE])
    except CauteryError as error:
        return _page(desk, problem=str(error))
    return RedirectResponse("/you", status_code=303)


def _page(desk: Desk, *, problem: str = "", secret: str = "") -> Response:
    known = next(one for one in staff.everybody(desk.app) if one.person.person == desk.person)
    mine = permissions_of(known.person.roles)
    return page(
        desk,
        "you.html",
        status=422 if problem else 200,
        known=known,
        current=desk.visit.session.fingerprint if desk.visit.session else "",
        allowed={name: rule for name, rule in PERMISSIONS.items() if name in mine},
        exposure=my_exposure(desk.app),
        passkeys=passkeys.of_person(desk.app, desk.person),
        problem=problem,
        secret=secret,
    )
