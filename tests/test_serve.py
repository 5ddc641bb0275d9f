"""Both doors behind one address, for the names that were given to it and no other."""

import httpx
import pytest
from fastapi.testclient import TestClient

from cautery.app import App
from cautery.errors import Invalid
from cautery.pipeline.listen import Door
from cautery.pipeline.lookout import Lookout
from cautery.serve import bind, doors, serving
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
