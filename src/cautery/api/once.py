"""Asked again, answered once: with an `Idempotency-Key`, a request that is repeated gets the first answer.

The same key with another body is refused (422), and one whose first request still runs too (409). It is asked only once the
person's key is known to hold, and answers belong to that key, its owner and the route. They may hold secrets: they are kept
encrypted under the caller's own key, which is kept nowhere.
"""

import hashlib
import json
from collections.abc import Mapping

from fastapi import Request, Response
from starlette.concurrency import run_in_threadpool

from cautery.api.entry import VISIT, Handler, KeyedRoute, key_in
from cautery.app import App
from cautery.errors import Conflict, Invalid
from cautery.kit.canonical import digest
from cautery.kit.sealing import closed, opened
from cautery.pipeline.entrance.sign_in import SignedInPerson
from cautery.store import answers

LONGEST_KEY = 200


class OnceRoute(KeyedRoute):
    """A route that keeps its answers under the sender's idempotency key."""

    def after_the_key(self, handle: Handler) -> Handler:
        """Give what answers once, for a caller whose key holds."""

        async def once(request: Request) -> Response:
            key = request.headers.get("idempotency-key")
            if not key or request.method != "POST":
                return await handle(request)
            if len(key) > LONGEST_KEY:
                raise Invalid(f"An Idempotency-Key has at most {LONGEST_KEY} letters.")
            name = _name(request, key, self.path_format)
            asked = digest("asked", request.url.path, hashlib.sha256(await request.body()).hexdigest())
            installation: App = request.app.state.installation
            earlier = await run_in_threadpool(_begin, installation, name, asked)
            if earlier is not None:
                return _again(earlier, key_in(request))
            return await _answer(handle, request, installation, name)

        return once


def _name(request: Request, key: str, route: str) -> str:
    visit: SignedInPerson = request.scope[VISIT]
    return digest("once", visit.key or "", visit.person.person, request.method, route, key)


async def _answer(handle: Handler, request: Request, installation: App, name: str) -> Response:
    """Answer for the first time; what went wrong may be tried again."""
    try:
        response = await handle(request)
    except BaseException:
        await run_in_threadpool(_forget, installation, name)
        raise
    await run_in_threadpool(_keep, installation, name, response, key_in(request))
    return response


def _begin(installation: App, name: str, asked: str) -> answers.StoredResponse | None:
    with installation.noting() as connection:
        earlier = answers.begin(connection, name, asked=asked, at=installation.wall.now())
    if earlier is not None and earlier.asked != asked:
        raise Invalid("This Idempotency-Key was used for another request; make a new one.")
    if earlier is not None and earlier.status is None:
        raise Conflict("The first request with this Idempotency-Key still runs; ask again in a moment.")
    return earlier


def _keep(installation: App, name: str, response: Response, secret: str) -> None:
    kept = json.dumps({"body": bytes(response.body).decode(), "etag": response.headers.get("etag")})
    with installation.noting() as connection:
        answers.finish(connection, name, status=response.status_code, body=closed(kept, secret))


def _forget(installation: App, name: str) -> None:
    with installation.noting() as connection:
        answers.forget(connection, name)


def _again(earlier: answers.StoredResponse, secret: str) -> Response:
    kept: Mapping[str, str] = json.loads(opened(earlier.body or "", secret))
    headers = {"Idempotent-Replay": "true"} | ({"ETag": kept["etag"]} if kept["etag"] else {})
    return Response(kept["body"], status_code=earlier.status or 200, media_type="application/json", headers=headers)
