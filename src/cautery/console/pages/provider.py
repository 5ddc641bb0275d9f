"""Signing in with the house's own account: to its provider, and back with what it says."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from cautery.app import App
from cautery.console.entry import PageRoute, address_of, inside, is_by_tls, let_in
from cautery.console.render import outside
from cautery.errors import CauteryError, RateLimited, Refused
from cautery.pipeline.entrance import providers

router = APIRouter(route_class=PageRoute)
COOKIE = "cautery_asked"
PATH = "/sign-in/provider"
Short = Annotated[str, Query(max_length=4000)]


@router.get(PATH)
def go(request: Request, to: Short = "") -> Response:
    """Lead somebody to the provider."""
    app = _app(request)
    try:
        sent = providers.send_to_provider(app, to=inside(to), back=_back(request), address=address_of(request))
    except CauteryError as error:
        return _door(request, error)
    answer = RedirectResponse(sent.url, status_code=303)
    lasts_s = int(providers.ANSWERED_IN.total_seconds())
    secure = is_by_tls(request)
    answer.set_cookie(COOKIE, sent.secret, max_age=lasts_s, httponly=True, samesite="lax", secure=secure, path=PATH)
    return answer


@router.get(f"{PATH}/back")
def come_back(request: Request, code: Short = "", state: Short = "", iss: Short = "", error: Short = "") -> Response:
    """Let in whom the provider names."""
    try:
        if error or not code:
            raise Refused("The identity provider did not identify you. Try again, or sign in with your password.")
        secret = request.cookies.get(COOKIE, "")
        entered = providers.enter(_app(request), secret, state=state, code=code, issuer=iss, back=_back(request))
    except CauteryError as told:
        return _door(request, told)
    answer = let_in(RedirectResponse(inside(entered.to), status_code=303), entered.secret, request)
    answer.delete_cookie(COOKIE, path=PATH)
    return answer


def _door(request: Request, error: CauteryError) -> Response:
    app = _app(request)
    return outside(
        "sign_in.html",
        now=app.clock.now(),
        request=request,
        status=429 if isinstance(error, RateLimited) else 403,
        to="/queue",
        person="",
        problem=str(error),
        provider=app.config.provider,
    )


def _back(request: Request) -> str:
    where = _app(request).config.public_url or f"{request.url.scheme}://{request.url.netloc}"
    return f"{where}{PATH}/back"


def _app(request: Request) -> App:
    app: App = request.app.state.installation
    return app
