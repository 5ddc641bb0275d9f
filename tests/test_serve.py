"""Both doors behind one address, for the names that were given to it and no other."""

import httpx
import pytest
from fastapi.testclient import TestClient
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from cautery.app import App
from cautery.errors import Invalid
from cautery.pipeline.listen import Door
from cautery.pipeline.lookout import Lookout
from cautery.serve import Bounded, bind, doors, serving
from tests.pipeline.conftest import app

__all__ = ["app"]


def test_the_api_stands_under_v1_and_the_console_everywhere_else(app: App) -> None:
    client = TestClient(doors(app, Door(), Lookout(), host="127.0.0.1"), base_url="http://127.0.0.1:8000")

    assert client.get("/v1/openapi.json").json()["openapi"].startswith("3.1")
    assert "Sign in" in client.get("/").text
    assert client.get("/v1/nowhere").headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(("name", "status"), [("127.0.0.1", 200), ("localhost", 200), ("evil.example", 400)])
def test_another_sites_name_does_not_lead_here(name: str, status: int, app: App) -> None:
    """Else a page of theirs could be let in as one of ours (DNS rebinding)."""
    client = TestClient(doors(app, Door(), Lookout(), host="127.0.0.1"), base_url=f"http://{name}:8000")

    assert client.get("/sign-in").status_code == status


def test_it_serves_beside_something_else_and_stops(app: App) -> None:
    listening = bind("127.0.0.1", 0)
    where = f"http://127.0.0.1:{listening.getsockname()[1]}"
    with serving(app, listening, host="127.0.0.1"):
        assert httpx.get(f"{where}/sign-in").status_code == 200
        assert "server" not in httpx.get(f"{where}/sign-in").headers

    with pytest.raises(httpx.ConnectError):
        httpx.get(f"{where}/sign-in")


def test_an_address_that_is_taken_is_told() -> None:
    with bind("127.0.0.1", 0) as taken, pytest.raises(Invalid, match="another --port"):
        bind("127.0.0.1", taken.getsockname()[1])


def test_a_body_larger_than_anything_asked_for_is_refused_whether_it_says_so_or_not() -> None:
    async def reads(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            answer = PlainTextResponse(str(len(await Request(scope, receive).body())))
        except ClientDisconnect:  # as frameworks do
            answer = PlainTextResponse("bad", 400)
        await answer(scope, receive, send)

    client = TestClient(Bounded(reads, most_bytes=1000), raise_server_exceptions=False)
    said = {length: {"Content-Length": length} for length in ("1001", "many", "9" * 30)}

    assert client.post("/", content=b"a" * 1000).text == "1000"
    assert [client.post("/", content=b"a", headers=one).status_code for one in said.values()] == [413] * 3
    assert client.post("/", content=iter([b"a" * 600, b"a" * 600])).status_code == 413
