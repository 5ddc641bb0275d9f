"""Puts the console together: screens, what every answer carries, and a page for whatever goes wrong."""

from collections.abc import Awaitable, Callable
from importlib.resources import files
from time import perf_counter
from urllib.parse import quote, urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from cautery.app import App
from cautery.console.entry import NotIn
from cautery.console.pages import (
    account,
    appeals,
    audit,
    banks,
    case,
    entry,
    health,
    notices,
    outsiders,
    passkeys,
    people,
    quality,
    queue,
    you,
)
from cautery.console.render import outside
from cautery.errors import CauteryError, Conflict, Invalid, Missing, Refused, Temporary, TooOften
from cautery.pipeline.lookout import Lookout

SCREENS = (
    entry,
    queue,
    case,
    account,
    notices,
    appeals,
    banks,
    quality,
    audit,
    people,
    health,
    you,
    passkeys,
    outsiders,
)
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
}
STATUS = ((Invalid, 422), (Missing, 404), (Refused, 403), (Conflict, 409), (TooOften, 429), (Temporary, 503))
TITLES = {401: "Sign in", 403: "Not for you", 404: "Not here", 409: "Somebody was faster", 422: "Something is missing"}
Answer = Callable[[Request], Awaitable[Response]]


def make_console(installation: App, lookout: Lookout | None = None) -> FastAPI:
    """Give the console of an installation."""
    console = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    console.state.installation, console.state.lookout = installation, lookout or Lookout()
    for screen in SCREENS:
        console.include_router(screen.router)
    console.mount("/static", StaticFiles(directory=str(files("cautery.console").joinpath("static"))))
    console.add_exception_handler(NotIn, _to_the_door)
    console.add_exception_handler(CauteryError, _told)
    console.add_exception_handler(RequestValidationError, _not_valid)
    console.add_exception_handler(HTTPException, _of_the_framework)
    console.middleware("http")(_harden)
    return console


async def _harden(request: Request, answer: Answer) -> Response:
    """Refuse what other sites make a browser send, and say what a browser may do with the answer."""
    if request.method not in ("GET", "HEAD") and _from_elsewhere(request):
        response: Response = _tell(request, 403, "This was sent by another site, and is not taken.")
    else:
        began = perf_counter()
        response = await answer(request)
        response.headers["Server-Timing"] = f"page;dur={1000 * (perf_counter() - began):.1f}"
    response.headers.update(HEADERS)
    if request.url.path.startswith("/static/"):
        response.headers["Cache-Control"] = "public, max-age=3600"
    else:
        response.headers["Cache-Control"] = "no-store"
    return response


def _from_elsewhere(request: Request) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host", "")


def _to_the_door(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotIn)
    wanted = f"?to={quote(error.to)}" if request.method == "GET" and error.to != "/" else ""
    if request.headers.get("hx-request"):
        return Response(status_code=204, headers={"HX-Redirect": "/sign-in"})
    return RedirectResponse(f"/sign-in{wanted}", status_code=303)


def _told(request: Request, error: Exception) -> Response:
    status = next((status for kind, status in STATUS if isinstance(error, kind)), 500)
    return _tell(request, status, str(error))


def _not_valid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    return _tell(request, 422, f"'{first['loc'][-1]}': {first['msg']}.")


def _of_the_framework(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return _tell(
        request, error.status_code, "There is no such page." if error.status_code == 404 else f"{error.detail}."
    )


def _tell(request: Request, status: int, says: str) -> HTMLResponse:
    now = request.app.state.installation.clock.now()
    title = TITLES.get(status, "That did not work")
    return outside("problem.html", now=now, status=status, title=title, says=says)
