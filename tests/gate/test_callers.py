"""The caller is whom a trusted proxy names, and everybody else is who they are."""

import asyncio
from ipaddress import ip_network

from starlette.types import Receive, Scope, Send

from cautery.gate.callers import Callers


def seen(peer: str, headers: dict[str, str]) -> tuple[str, str]:
    found: list[Scope] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        found.append(scope)

    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "client": (peer, 7), "scheme": "http", "headers": raw}
    asyncio.run(Callers(app, trusted=[ip_network("10.0.0.0/8")])(scope, None, None))  # type: ignore[arg-type]
    return found[0]["client"][0], found[0]["scheme"]


def test_only_a_trusted_proxy_says_who_asks_and_by_which_scheme() -> None:
    said = {"x-forwarded-for": "1.2.3.4, 8.8.8.8", "x-forwarded-proto": "http, https"}

    assert seen("10.0.0.1", said) == ("8.8.8.8", "https")
    assert seen("203.0.113.9", said) == ("203.0.113.9", "http")
    assert seen("10.0.0.1", {}) == ("10.0.0.1", "http")
    assert seen("10.0.0.1", {"x-forwarded-proto": "javascript"}) == ("10.0.0.1", "http")
