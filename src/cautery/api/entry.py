"""Who asks: a program shows a person's key, and every route names the permission that it asks for.

The key comes before the work: it is looked at by the headers alone, and no byte of what a stranger sends is read. What is read
then is bounded by what the route takes.
"""

from collections import deque
from collections.abc import Callable, Coroutine, Iterator
from time import monotonic
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from fastapi.security import HTTPBearer
from starlette.concurrency import run_in_threadpool

from cautery.access.permissions import Permission, refuse_unless
from cautery.api.problems import Unknown
from cautery.app import App
from cautery.errors import RateLimited
from cautery.gate.bodies import MOST_BYTES, Body, refuse_many_parts, taken_by
from cautery.pipeline.entrance.sign_in import SignedInPerson, who_holds

bearer = HTTPBearer(auto_error=False, description="A person's key, made in the console under 'You'.")
MOST_A_MINUTE = 1200
VISIT = "cautery_visit"
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


class RequiresScope:
    """A dependency that gives the installation with the key's owner at the keys; the route has refused everybody else."""

    def __init__(self, permission: Permission) -> None:
        self.permission = permission

    def __call__(self, request: Request) -> App:
        visit: SignedInPerson = request.scope[VISIT] if request.method == "GET" else self._visit(request)
        installation: App = request.app.state.installation
        return installation.acting_as(visit.person.person)

    def admit(self, request: Request) -> SignedInPerson:
        """Say who asks, by the headers alone; refuse who shows no key that holds, may not do this, or asks too often."""
        visit = self._visit(request)
        request.app.state.pace.count(visit.person.person)
        return visit

    def _visit(self, request: Request) -> SignedInPerson:
        """Look at the key. What comes with a body is looked at again behind it: a slow one outlasts its sender's access."""
        secret = key_in(request)
        visit = who_holds(request.app.state.installation, secret) if secret else None
        if visit is None:
            raise Unknown("This needs a key that holds: Authorization: Bearer cautery_... Make one in the console.")
        refuse_unless(visit.permissions, self.permission)
        return visit


class KeyedRoute(APIRoute):
    """A route that asks for the key, and then for no more bytes than it takes. Every route of the API is one."""

    def get_route_handler(self) -> Handler:
        """Wrap the route's own handler."""
        handle = self.after_the_key(super().get_route_handler())
        asks, most_bytes = next(_asked(self.dependant), None), taken_by(self.endpoint)

        async def keyed(request: Request) -> Response:
            budget = request.app.state.known_callers if asks else request.app.state.strangers
            if asks is not None:
                request.scope[VISIT] = await run_in_threadpool(asks.admit, request)
            with Body(request, most_bytes, budget) as bounded:
                if most_bytes > MOST_BYTES:
                    await refuse_many_parts(bounded)
                return await handle(bounded)

        return keyed

    def after_the_key(self, handle: Handler) -> Handler:
        """Give what answers once the key is known to hold."""
        return handle


class RequestRate:
    """How often each person's programs may ask, in this process."""

    def __init__(self, *, most_a_minute: int = MOST_A_MINUTE) -> None:
        self._most, self._asked = most_a_minute, dict[str, deque[float]]()

    def count(self, person: str) -> None:
        """Count a request; refuse (TooOften) beyond what is allowed."""
        now, asked = monotonic(), self._asked.setdefault(person, deque())
        while asked and now - asked[0] > 60:
            asked.popleft()
        if len(asked) >= self._most:
            raise RateLimited(
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
                yield method, route.path, asked.permission if asked else None


def _asked(dependant: Dependant) -> Iterator[RequiresScope]:
    for one in dependant.dependencies:
        if isinstance(one.call, RequiresScope):
            yield one.call
        yield from _asked(one)
