"""Coming in and going out: sign-in, the setup link, an invitation, a visit."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import RedirectResponse, Response

from cautery.app import App
from cautery.console.entry import COOKIE, KNOWN, Desk, PageRoute, RequiresForm, address_of, inside, let_in
from cautery.console.render import outside
from cautery.errors import CauteryError, RateLimited, Refused
from cautery.pipeline.entrance import sign_in as admit
from cautery.pipeline.entrance import staff

router = APIRouter(route_class=PageRoute)
Short = Annotated[str, Form(max_length=400)]


@router.get("/sign-in")
def show_sign_in(request: Request, to: str = "") -> Response:
    """Show the form for signing in."""
    return _door(request, to=to)


@router.post("/sign-in")
def sign_in(request: Request, person: Short = "", password: Short = "", to: Short = "") -> Response:
    """Let somebody in by password."""
    app = _app(request)
    try:
        mark = request.cookies.get(KNOWN, "")
        secret = admit.sign_in(app, person, password, address=address_of(request), browser=mark)
    except (Refused, RateLimited) as error:
        return _door(request, to=to, person=person, problem=error)
    return let_in(RedirectResponse(inside(to), status_code=303), secret, request)


@router.post("/sign-out")
def sign_out(desk: Annotated[Desk, Depends(RequiresForm(None))]) -> Response:
    """End one's session."""
    admit.sign_out(desk.app, desk.request.cookies[COOKIE])
    answer = RedirectResponse("/sign-in", status_code=303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


@router.get("/setup/{link}")
def show_setup(request: Request, link: str) -> Response:
    """Show the form by which the first admin comes in."""
    staff.refuse_unless_setup(_app(request), link)
    return _form(request, purpose="setup", link=link, person="")


@router.post("/setup/{link}")
def set_up(request: Request, link: str, person: Short = "", password: Short = "") -> Response:
    """Make whoever has the link the first admin."""
    staff.refuse_unless_setup(_app(request), link)
    try:
        secret = staff.set_up(_app(request), link, person, password)
    except CauteryError as error:
        return _form(request, purpose="setup", link=link, person=person, problem=str(error))
    return let_in(RedirectResponse("/queue", status_code=303), secret, request)


@router.get("/invitation/{link}")
def show_invitation(request: Request, link: str) -> Response:
    """Show the form by which somebody who was invited sets their password."""
    return _form(
        request, purpose="invitation", link=link, person=admit.whose_link(_app(request), link, purpose="invitation")
    )


@router.post("/invitation/{link}")
def accept_invitation(request: Request, link: str, password: Short = "") -> Response:
    """Set the password of somebody who was invited, and let them in."""
    person = admit.whose_link(_app(request), link, purpose="invitation")
    try:
        secret = admit.accept_invitation(_app(request), link, password)
    except CauteryError as error:
        return _form(request, purpose="invitation", link=link, person=person, problem=str(error))
    return let_in(RedirectResponse("/queue", status_code=303), secret, request)


@router.get("/visit/{link}")
def show_visit(request: Request, link: str) -> Response:
    """Show the door of a simulated platform to its guest."""
    person = admit.whose_link(_app(request), link, purpose="visit")
    return outside("visit.html", now=_app(request).clock.now(), request=request, link=link, person=person)


@router.post("/visit/{link}")
def visit(request: Request, link: str) -> Response:
    """Let the guest of a simulated platform in, and lead them to a first case."""
    secret = admit.enter_by_link(_app(request), link)
    return let_in(RedirectResponse("/first", status_code=303), secret, request)


def _door(request: Request, *, to: str, person: str = "", problem: CauteryError | None = None) -> Response:
    app = _app(request)
    status = 200 if problem is None else 429 if isinstance(problem, RateLimited) else 403
    return outside(
        "sign_in.html",
        now=app.clock.now(),
        request=request,
        status=status,
        to=inside(to),
        person=person,
        problem=str(problem or ""),
        provider=app.config.provider,
    )


def _form(request: Request, *, purpose: str, link: str, person: str, problem: str = "") -> Response:
    said = {"purpose": purpose, "link": link, "person": person, "problem": problem}
    now, status = _app(request).clock.now(), 422 if problem else 200
    return outside("set_password.html", now=now, request=request, status=status, **said)


def _app(request: Request) -> App:
    app: App = request.app.state.installation
    return app
