"""You: what you may do, where you are signed in, your programs' keys, and how much you have looked at."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form
from fastapi.responses import RedirectResponse, Response

from cautery.access.permissions import PERMISSIONS, permissions_of
from cautery.console.entry import Desk, Does, Sees
from cautery.console.render import page
from cautery.errors import CauteryError
from cautery.pipeline.cases.exposure import my_exposure
from cautery.pipeline.entrance import passkeys, staff

router = APIRouter()


@router.get("/you")
def show(desk: Annotated[Desk, Depends(Sees(None))]) -> Response:
    """Show somebody what is theirs."""
    return _page(desk)


@router.post("/you/keys")
def make_key(
    desk: Annotated[Desk, Depends(Does(None))],
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
def end_key(desk: Annotated[Desk, Depends(Does(None))], key: Annotated[str, Form(max_length=40)] = "") -> Response:
    """End one of one's keys."""
    staff.revoke_key(desk.app, key, of=desk.person)
    return RedirectResponse("/you", status_code=303)


@router.post("/you/sessions/end")
def end_sessions(desk: Annotated[Desk, Depends(Does(None))]) -> Response:
    """End all of one's sessions, this one too."""
    staff.end_sessions(desk.app, desk.person)
    return RedirectResponse("/sign-in", status_code=303)


def _page(desk: Desk, *, problem: str = "", secret: str = "") -> Response:
    known = next(one for one in staff.everybody(desk.app) if one.person.person == desk.person)
    mine = permissions_of(known.person.roles)
    return page(
        desk,
        "you.html",
        status=422 if problem else 200,
        known=known,
        allowed={name: rule for name, rule in PERMISSIONS.items() if name in mine},
        exposure=my_exposure(desk.app),
        passkeys=passkeys.of_person(desk.app, desk.person),
        problem=problem,
        secret=secret,
    )
