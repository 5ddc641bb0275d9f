"""Probes are answered without a sign-in, for any host name, and show nothing."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from cautery.gate.probes import Probes


def client(*, ready: bool) -> TestClient:
    return TestClient(Starlette(middleware=[Middleware(Probes, ready=lambda: ready)]))


def test_a_process_that_is_not_ready_lives() -> None:
    asked = client(ready=False)

    assert (asked.get("/healthz").status_code, asked.get("/readyz").status_code) == (200, 503)
    assert client(ready=True).get("/readyz").text == "ready\n"


def test_all_else_is_handed_on() -> None:
    assert client(ready=True).post("/readyz").status_code == 404
    assert client(ready=True).get("/readyz/more").status_code == 404
