"""Puts the console together: screens, what every answer carries, and a page for whatever goes wrong."""

from collections.abc import Awaitable, Callable
from importlib.resources import files
from threading import Event
from time import perf_counter
from urllib.parse import quote, urlsplit

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from cautery.app import App
from cautery.console.entry import NotIn
from cautery.console.live import Live
from cautery.console.outside_problems import says_status
from cautery.console.pages import (
    account,
    alike,
    api_docs,
    appeals,
    audit,
    banks,
    case,
    dashboard,
    downloads,
    effect,
    entry,
    find,
    graph,
    handling,
    health,
    hooks,
    live,
    networks,
    notices,
    operators,
    orders,
    outsiders,
    passkeys,
    people,
    plans,
    provider,
    quality,
    queue,
    you,
)
from cautery.console.render import console_language, outside, outside_in
from cautery.errors import CauteryError, Conflict, Invalid, Missing, RateLimited, Refused, Temporary
from cautery.gate.bodies import BodyBudget
from cautery.pipeline.banks.content_check import ContentCheck
from cautery.translations.negotiation import negotiate
from cautery.translations.speech import gettext, mark, speaking

SCREENS = (
    entry,
    provider,
    queue,
    case,
    handling,
    downloads,
    alike,
    live,
    account,
    plans,
    find,
    graph,
    networks,
    operators,
    notices,
    orders,
    appeals,
    banks,
    dashboard,
    quality,
    effect,
    audit,
    people,
    hooks,
    health,
    you,
    api_docs,
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
STATUS = ((Invalid, 422), (Missing, 404), (Refused, 403), (Conflict, 409), (RateLimited, 429), (Temporary, 503))
OUTSIDE = ("/notice/", "/why/")
"""Where pages for people outside stand."""
TITLES = {
    401: mark("Sign in"),
    403: mark("No permission"),
    404: mark("Not found"),
    409: mark("Already decided"),
    422: mark("Invalid input"),
    429: mark("Too many requests"),
    500: mark("Internal error"),
    503: mark("Temporarily unavailable"),
}
NEXT = {
    403: mark("The page 'Team' lists roles and permissions. Ask an admin for a role."),
    404: mark(
        "The address may be incomplete, or the case belongs to another installation. Open cases are in the queue."
    ),
    409: mark("Reload the page to see the other decision."),
    422: mark("Go back: your input is still there."),
    429: mark("Wait a minute. Earlier requests are not lost."),
    500: mark("Your last action may have been saved: check before you repeat it. The server log has the details."),
    503: mark("Try again in a minute."),
}
Answer = Callable[[Request], Awaitable[Response]]


def make_console(installation: App, lookout: ContentCheck | None = None, *, ending: Event | None = None) -> FastAPI:
    """Give the console of an installation; pages that stay open are let go when the server is `ending`."""
    console = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    console.state.installation, console.state.lookout = installation, lookout or ContentCheck()
    console.state.strangers = BodyBudget()
    console.state.live = Live(installation, ending=ending or Event())
    for screen in SCREENS:
        console.include_router(screen.router)
    console.mount("/static", StaticFiles(directory=str(files("cautery.console").joinpath("static"))))
    console.add_exception_handler(NotIn, _to_the_door)
    console.add_exception_handler(CauteryError, _told)
    console.add_exception_handler(RequestValidationError, _not_valid)
    console.add_exception_handler(HTTPException, _of_the_framework)
    console.add_exception_handler(Exception, _broken)
    console.middleware("http")(_harden)
    return console


async def _harden(request: Request, answer: Answer) -> Response:
    """Refuse what other sites make a browser send, and say what a browser may do with the answer."""
    if request.method not in ("GET", "HEAD") and _from_elsewhere(request):
        response: Response = _tell(request, 403, "Another site sent this request, so it was not accepted.")
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
    if "text/event-stream" in request.headers.get("accept", ""):
        return Response(status_code=204)  # says to a browser that it need not ask again
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
    says = "This page does not exist." if error.status_code == 404 else f"{error.detail}."
    answer = _tell(request, error.status_code, says)
    answer.headers.update(error.headers or {})
    return answer


def _broken(request: Request, error: Exception) -> Response:
    """Say that something broke; the server logs what, and headers are set here, for this answer passes nothing else."""
    answer = _tell(request, 500, "The server could not build this page.")
    answer.headers.update(HEADERS)
    return answer


def _tell(request: Request, status: int, says: str) -> HTMLResponse:
    now = request.app.state.installation.clock.now()
    if request.url.path == "/notice" or request.url.path.startswith(OUTSIDE):
        chosen = negotiate(request.query_params.get("language", ""), request.headers.get("accept-language", ""))
        with speaking(chosen.language):
            told = says_status(status)
        return outside_in(chosen, "outside_problem.html", now=now, status=status, says=told)
    with speaking(console_language(request)):
        title, then = (
            gettext(TITLES.get(status, mark("Request failed"))),
            gettext(NEXT[status]) if status in NEXT else "",
        )
    return outside("problem.html", now=now, request=request, status=status, title=title, says=says, next=then)
