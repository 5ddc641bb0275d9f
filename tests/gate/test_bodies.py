"""A route takes what it says, no slower than people send, and strangers together take no more memory than is kept for them."""

import asyncio
from collections.abc import Iterator

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from cautery.gate import bodies
from cautery.gate.bodies import MOST_BYTES, MOST_PARTS, Body, BodyBudget, refuse_many_parts, taken_by, takes


def request(pieces: list[bytes], *, said: bytes | None = None, waits_s: float = 0.0) -> Request:
    told: Iterator[Message] = iter(
        [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
        + [{"type": "http.request", "body": b"", "more_body": False}]
    )

    async def receive() -> Message:
        await asyncio.sleep(waits_s)
        return next(told)

    headers = [(b"content-length", said)] if said is not None else []
    return Request({"type": "http", "method": "POST", "path": "/", "headers": headers}, receive)


def read(asked: Request, most: int = 100, strangers: BodyBudget | None = None) -> bytes:
    async def whole() -> bytes:
        with Body(asked, most, strangers) as bounded:
            return await bounded.body()

    return asyncio.run(whole())


def status(asked: Request, most: int = 100, strangers: BodyBudget | None = None) -> int:
    with pytest.raises(HTTPException) as told:
        read(asked, most, strangers)
    return told.value.status_code


def test_what_a_route_takes_comes_through_whole() -> None:
    assert read(request([b"a" * 60, b"b" * 40], said=b"100")) == b"a" * 60 + b"b" * 40


def test_more_is_refused_whether_it_was_said_or_not() -> None:
    assert status(request([b"a" * 60, b"b" * 41])) == 413
    assert status(request([], said=b"101")) == 413
    assert status(request([], said=b"9" * 30)) == 413
    assert status(request([], said="²".encode("latin-1"))) == 400


def test_what_comes_too_slowly_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "FIRST_S", 0.2)
    monkeypatch.setattr(bodies, "SILENT_S", 0.1)

    assert status(request([b"a"], waits_s=0.5)) == 408
    assert status(request([b"a"] * 50, waits_s=0.05)) == 408
    assert read(request([b"a"] * 2, waits_s=0.01)) == b"aa"


def test_strangers_share_what_is_kept_for_them_and_give_it_back() -> None:
    strangers = BodyBudget(150)
    assert read(request([b"a" * 100]), 100, strangers) == b"a" * 100
    assert read(request([b"a" * 100]), 100, strangers) == b"a" * 100

    with Body(request([b"a" * 100]), 100, strangers) as held:
        asyncio.run(held.body())
        assert status(request([b"a" * 100]), 100, strangers) == 503
        assert read(request([b"a" * 100]), 100, None) == b"a" * 100


def test_a_route_takes_what_it_says_and_little_when_it_says_nothing() -> None:
    @takes(5)
    def large() -> None: ...

    def small() -> None: ...

    assert (taken_by(large), taken_by(small)) == (5, MOST_BYTES)


@pytest.mark.parametrize("kind", [b"application/json", b"application/problem+json; charset=utf-8", b""])
def test_json_of_many_parts_is_refused_before_it_is_read(kind: bytes) -> None:
    def refused(body: bytes, kind: bytes) -> bool:
        asked = request([body])
        asked.scope["headers"] = [(b"content-type", kind)] if kind else []
        try:
            asyncio.run(refuse_many_parts(asked))
        except HTTPException as error:
            return error.status_code == 413
        return False

    assert refused(b"{}," * MOST_PARTS, kind)
    assert not refused(b"a," * (MOST_PARTS // 2), kind)
    assert not refused(b"{}," * MOST_PARTS, b"application/x-ndjson")
