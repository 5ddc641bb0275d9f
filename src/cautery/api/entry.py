"""Who asks: a program shows a person's key, and every route names the permission that it asks for."""

from collections import deque
from collections.abc import Iterator
from time import monotonic

from fastapi import APIRouter, Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from fastapi.security import HTTPBearer

from cautery.access.permissions import Permission, refuse_unless
from cautery.api.problems import Unknown
from cautery.app import App
from cautery.errors import TooOften
from cautery.pipeline.entrance.sign_in import who_holds

bearer = HTTPBearer(auto_error=False, description="A person's key, made in the console under 'You'.")
MOST_A_MINUTE = 1200


class Asks:
    """A dependency that gives the installation with the key's owner at the keys, or refuses."""

    def __init__(self, permission: Permission) -> None:
        self.permission = permission

    def __call__(self, request: Request) -> App:
        secret = key_in(request)
        installation: App = request.app.state.installation
        visit = who_holds(installation, secret) if secret else None
        if visit is None:
            raise Unknown("This needs a key that holds: Authorization: Bearer cautery_... Make one in the console.")
        refuse_unless(visit.permissions, self.permission)
        request.app.state.pace.count(visit.person.person)
        return installation.acting_as(visit.person.person)


class Pace:
    """How often each person's programs may ask, in this process."""

    def __init__(self, *, most_a_minute: int = MOST_A_MINUTE) -> None:
        self._most, self._asked = most_a_minute, dict[str, deque[float]]()

    def count(self, person: str) -> None:
        """Count a request; refuse (TooOften) beyond what is allowed."""
        now, asked = monotonic(), self._asked.setdefault(person, deque())
        while asked and now - asked[0] > 60:
            asked.popleft()
        if len(asked) >= self._most:
            raise TooOften(
                f"More than {self._most} requests in a minute; wait a little.", retry_after_s=60 - (now - asked[0])
            )
        asked.append(now)


def key_in(request: Request) -> str:
    """Give the key that a request shows; '' when it shows none."""
    kind, _, secret = request.headers.get("authorization", "").partition(" ")
    return secret.strip() if kind.lower() == "bearer" else ""


def permissions_by_route(router: APIRouter) -> Iterator[tuple[str, str, Permission | None]]:
    """List a router's routes with their methods and the permission that each asks for; None where it asks for none."""
    for route in router.routes:
        if isinstance(route, APIRoute):
            asked = next(_asked(route.dependant), None)
            for method in sorted(route.methods or ()):
                yield method, route.path, asked


def _asked(dependant: Dependant) -> Iterator[Permission]:
    for one in dependant.dependencies:
        if isinstance(one.call, Asks):
            yield one.call.permission
        yield from _asked(one)
