"""Every answer carries what it must say to a browser, whatever the route says."""

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from cautery.gate.headers import Headers


def answers(request: Request) -> PlainTextResponse:
    return PlainTextResponse("ok", headers={"Cache-Control": "max-age=60"})


@pytest.mark.parametrize("path", ["/", "/nowhere"])
def test_every_answer_carries_the_headers_also_one_that_finds_nothing(path: str) -> None:
    app = Starlette(routes=[Route("/", answers)])
    app.add_middleware(Headers, headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"})
    got = TestClient(app).get(path)

    assert (got.headers["cache-control"], got.headers["x-content-type-options"]) == ("no-store", "nosniff")
