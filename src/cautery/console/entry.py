"""Who looks: a session's cookie says it, every page names the permission that it asks for, and every form proves its origin."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.dependencies.models import Dependant
from fastapi.responses import Response
from fastapi.routing import APIRoute

from cautery.access.permissions import Permission, may, refuse_unless
from cautery.access.tokens import form_token as token_of
from cautery.access.tokens import same
from cautery.app import App
from cautery.errors import Refused
from cautery.pipeline.entrance.sign_in import Visit, who_is

COOKIE = "cautery_session"


class NotIn(Refused):
    """Nobody is signed in; `to` is where they wanted to go."""

    def __init__(self, to: str) -> None:
        super().__init__("Sign in first.")
        self.to = to


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """Somebody at work: the installation with them at the keys, and what their pages need."""

    app: App
    visit: Visit
    token: str
    """What their forms carry."""
    request: Request

    @property
    def person(self) -> str:
        """Their name."""
        return self.visit.person.person

    def may(self, permission: Permission) -> bool:
        """Say whether they may do something, so that a page does not offer what would be refused."""
        return may(self.visit.person.roles, permission)


class Sees:
    """A dependency of pages that only show: gives the desk of whoever is signed in, or refuses."""

    def __init__(self, permission: Permission | None) -> None:
        self.permission = permission
        """None: whoever is signed in."""

    def __call__(self, request: Request) -> Desk:
        return self._desk(request)

    def _desk(self, request: Request) -> Desk:
        secret = request.cookies.get(COOKIE, "")
        installation: App = request.app.state.installation
        visit = who_is(installation, secret) if secret else None
        if visit is None:
            raise NotIn(request.url.path)
        if self.permission is not None:
            refuse_unless(visit.permissions, self.permission)
        app = installation.acting_as(visit.person.person)
        return Desk(app=app, visit=visit, token=token_of(secret), request=request)


class Does(Sees):
    """A dependency of forms: as `Sees`, and the form must come from one of our own pages, for this session."""

    def __call__(self, request: Request, form_token: Annotated[str, Form(max_length=200)] = "") -> Desk:
        desk = self._desk(request)
        if not same(form_token, desk.token):
            raise Refused(
                "This form is not from a page of yours, or your session ended since; go back, reload, try again."
            )
        return desk


def let_in(answer: Response, secret: str, request: Request) -> Response:
    """Give a browser the cookie of a new session."""
    answer.set_cookie(COOKIE, secret, httponly=True, samesite="lax", secure=is_by_tls(request), path="/")
    return answer


def is_by_tls(request: Request) -> bool:
    """Say whether people reach us by TLS, so that cookies travel by nothing else."""
    installation: App = request.app.state.installation
    return (installation.config.public_url or str(request.url)).startswith("https:")


def inside(to: str) -> str:
    """Give a place of ours to go on to; anything that could lead elsewhere leads to the queue."""
    plain = to.startswith("/") and not to.startswith("//") and "\\" not in to and to.isprintable()
    return to if plain else "/queue"


def permissions_by_page(router: APIRouter) -> Iterator[tuple[str, str, Sees | None]]:
    """List a router's pages with their methods and what each asks for; None where outsiders may come."""
    for route in router.routes:
        if isinstance(route, APIRoute):
            asked = next(_asked(route.dependant), None)
            for method in sorted(route.methods or ()):
                yield method, route.path, asked


def _asked(dependant: Dependant) -> Iterator[Sees]:
    for one in dependant.dependencies:
        if isinstance(one.call, Sees):
            yield one.call
        yield from _asked(one)
