"""Each request has an id, and is counted by its route."""

import logging

import pytest
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from starlette.testclient import TestClient

from cautery.gate.measured import HEADER, Measured
from cautery.kit.counts import COUNTS, HTTP_SECONDS
from cautery.kit.logs import REQUEST


def client() -> TestClient:
    inner = FastAPI()

    @inner.get("/accounts/{account}")
    async def account(request: Request) -> PlainTextResponse:
        return PlainTextResponse(REQUEST.get())

    return TestClient(Starlette(routes=[Mount("/v1", inner)], middleware=[Middleware(Measured)]))


def test_a_request_carries_one_id_in_and_out() -> None:
    first, second = (client().get("/v1/accounts/ada") for _ in range(2))

    assert first.text == first.headers[HEADER]
    assert first.text != second.text
    assert REQUEST.get() == ""


def test_it_is_counted_and_logged_by_its_route_and_never_by_its_address(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="cautery.gate"):
        client().get("/v1/accounts/ada-the-account")
        client().get("/v1/nobody-the-account/x?q=ada-the-account")
    routes = {dict(labels)["route"] for labels in COUNTS.times()[HTTP_SECONDS]}

    assert {"/v1/accounts/{account}", "/v1/none"} <= routes
    assert "ada-the-account" not in caplog.text + repr(routes)
