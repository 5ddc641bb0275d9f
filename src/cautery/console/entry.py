"""Who looks: a session's cookie says it, every page names the permission that it asks for, and every form proves its origin."""

from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass
from typing import Annotated, Any
from urllib.parse import unquote
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from fastapi import APIRouter, Form, Request
from fastapi.dependencies.models import Dependant
from fastapi.responses import Response
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool

from cautery.access.browsers import LASTS, mark_browser
from cautery.access.permissions import Permission, may, refuse_unless
from cautery.access.tokens import form_token as token_of
from cautery.access.tokens import same
from cautery.app import App
from cautery.errors import Refused
from cautery.gate.bodies import Body, taken_by
from cautery.pipeline.entrance.sign_in import SignedInPerson, browser_key, who_is

COOKIE = "cautery_session"
VISIT = "cautery_visit"
ZONE = "cautery_zone"
"""The cookie in which a browser says its time zone; it opens nothing."""
KNOWN = "cautery_known"
"""The mark of a browser in which somebody came in before."""
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class NotIn(Refused):
    """Nobody is signed in; `to` is where they wanted to go."""

    def __init__(self, to: str) -> None:
        super().__init__("Sign in first.")
        self.to = to


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Somebody at work: the installation with them at the keys, and what their pages need."""

    app: App
    visit: SignedInPerson
    token: str
    """What their forms carry."""
    request: Request

    @property
    def person(self) -> str:
        """Their name."""
        return self.visit.person.person

    @property
    def zone(self) -> ZoneInfo:
        """Their time zone, as their browser told it; UTC where it told none that is known here."""
        return zone_of(self.request)

    def may(self, permission: Permission) -> bool:
        """Say whether they may do something, so that a page does not offer what would be refused."""
        return may(self.visit.person.roles, permission)


def zone_of(request: Request) -> ZoneInfo:
    """Give the time zone that a browser told; UTC where it told none that is known here."""
    try:
        return ZoneInfo(unquote(request.cookies.get(ZONE, "")) or "UTC")
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo("UTC")


class RequiresPage:
    """A dependency of pages that only show: gives the desk of whoever is signed in, or refuses."""

    def __init__(self, permission: Permission | None) -> None:
        self.permission = permission
        """None: whoever is signed in."""

    def __call__(self, request: Request) -> Desk:
        return self._desk(request)

    def admit(self, request: Request) -> SignedInPerson:
        """Say who looks, by the cookie alone; refuse who is not signed in, or may not do this."""
        secret = request.cookies.get(COOKIE, "")
        visit = who_is(request.app.state.installation, secret) if secret else None
        if visit is None:
            raise NotIn(request.url.path)
        if self.permission is not None:
            refuse_unless(visit.permissions, self.permission)
        return visit

    def _desk(self, request: Request) -> Desk:
        """Give the desk. Who sends a form is looked at again behind it: a slow one outlasts its sender's access."""
        visit: SignedInPerson = request.scope[VISIT] if request.method == "GET" else self.admit(request)
        installation: App = request.app.state.installation
        app = installation.acting_as(visit.person.person)
        return Desk(app=app, visit=visit, token=token_of(request.cookies[COOKIE]), request=request)


class PageRoute(APIRoute):
    """A page that asks who looks before a form is read, and reads no more of it than it takes. Every page is one."""

    def get_route_handler(self) -> Handler:
        """Wrap the page's own handler."""
        handle, asks, most_bytes = (
            super().get_route_handler(),
            next(_asked(self.dependant), None),
            taken_by(self.endpoint),
        )

        async def guarded(request: Request) -> Response:
            strangers = None if asks else request.app.state.strangers
            if asks is not None:
                request.scope[VISIT] = await run_in_threadpool(asks.admit, request)
            with Body(request, most_bytes, strangers) as bounded:
                return await handle(bounded)

        return guarded


class RequiresForm(RequiresPage):
    """A dependency of forms: as `Sees`, and the form must come from one of our own pages, for this session."""

    def __call__(self, request: Request, form_token: Annotated[str, Form(max_length=200)] = "") -> Desk:
        desk = self._desk(request)
        if not same(form_token, desk.token):
            raise Refused(
                "This form is not from a page of yours, or your session ended since; go back, reload, try again."
            )
        return desk


def let_in(answer: Response, secret: str, request: Request) -> Response:
    """Give a browser the cookie of a new session, and the mark by which it is known when its owner comes again."""
    app: App = request.app.state.installation
    answer.set_cookie(COOKIE, secret, httponly=True, samesite="lax", secure=is_by_tls(request), path="/")
    if (visit := who_is(app, secret)) is not None:
        mark = mark_browser(visit.person.person, key=browser_key(app), at=app.wall.now())
        age_s, secure = int(LASTS.total_seconds()), is_by_tls(request)
        answer.set_cookie(KNOWN, mark, max_age=age_s, httponly=True, samesite="strict", secure=secure, path="/sign-in")
    return answer


def address_of(request: Request) -> str:
    """Give the address that a request comes from; the gate has put the caller's own in the place of a proxy's."""
    return request.client.host if request.client else "nowhere"


def is_by_tls(request: Request) -> bool:
    """Say whether people reach us by TLS, so that cookies travel by nothing else."""
    installation: App = request.app.state.installation
    return (installation.config.public_url or str(request.url)).startswith("https:")


def inside(to: str) -> str:
    """Give a place of ours to go on to; anything that could lead elsewhere leads to the queue."""
    plain = to.startswith("/") and not to.startswith("//") and "\\" not in to and to.isprintable()
    return to if plain else "/queue"


def permissions_by_page(router: APIRouter) -> Iterator[tuple[str, str, RequiresPage | None]]:
    """List a router's pages with their methods and what each asks for; None where outsiders may come."""
    for route in router.routes:
        if isinstance(route, APIRoute):
            asked = next(_asked(route.dependant), None)
            for method in sorted(route.methods or ()):
                yield method, route.path, asked


def _asked(dependant: Dependant) -> Iterator[RequiresPage]:
    for dependency in dependant.dependencies:
        if isinstance(dependency.call, RequiresPage):
            yield dependency.call
        yield from _asked(dependency)
