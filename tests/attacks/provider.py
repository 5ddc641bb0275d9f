"""An OpenID provider that says whatever an attack wants it to say, on loopback, and the visit of a browser to it."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from cautery.console.entry import COOKIE

CLIENT = "cautery"
SETTINGS = """
[provider]
issuer = "{issuer}"
client_id = "cautery"
title = "Harbour"
[provider.roles]
keepers = ["reviewer"]
leads = ["senior", "admin"]
"""
KEY = RSAKey.generate_key(2048, {"kid": "k1"})
JWKS = KeySet([KEY]).as_dict(private=False)
Signs = Callable[[Mapping[str, object]], str]


def honestly(claims: Mapping[str, object]) -> str:
    """Sign as an honest provider does."""
    return jwt.encode({"alg": "RS256", "kid": "k1"}, dict(claims), KEY, algorithms=["RS256"])


@dataclass(slots=True)
class Lies:
    """What the provider says otherwise than an honest one."""

    claims: dict[str, Any] = field(default_factory=dict)
    """Claims put in the place of honest ones; None leaves one out."""
    signs: Signs = honestly
    document: dict[str, Any] = field(default_factory=dict)
    """What it tells of itself otherwise."""
    answers: dict[str, bytes] = field(default_factory=dict)
    """Bodies by path, sent as they are."""
    onward: dict[str, str] = field(default_factory=dict)
    """Where a path is redirected to."""
    stalls: threading.Event | None = None
    """Nothing is answered before this is set."""
    drips: bool = False
    """Answers come a byte at a time, without end."""


class Provider(ThreadingHTTPServer):
    """A provider on a port of its own."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.issuer = f"http://127.0.0.1:{self.server_port}"
        self.lies, self.nonce = Lies(), ""
        self.asked: list[str] = []

    def visit(self, browser: httpx.Client, *, to: str = "", back: Mapping[str, str]) -> httpx.Response:
        """Go to the provider as somebody does who comes in by it, and come back with its code.

        Args:
            to: where one wants to go afterwards.
            back: what stands in the address by which one comes back, in the place of what is right.
        """
        sent = browser.get("/sign-in/provider", params={"to": to})
        if sent.status_code != 303:
            return sent
        said = {name: values[0] for name, values in parse_qs(urlsplit(sent.headers["location"]).query).items()}
        self.nonce = said["nonce"]
        return browser.get("/sign-in/provider/back", params={"code": "c1", "state": said["state"], **back})

    def document(self) -> dict[str, Any]:
        """Tell of itself."""
        paths = {"authorization": "auth", "token": "token", "userinfo": "me"}
        found = {f"{name}_endpoint": f"{self.issuer}/{path}" for name, path in paths.items()}
        return {"issuer": self.issuer, "jwks_uri": f"{self.issuer}/keys", **found, **self.lies.document}

    def token(self) -> str:
        """Say who somebody is."""
        now = int(time.time())
        honest = {
            "iss": self.issuer,
            "sub": "s1",
            "aud": CLIENT,
            "nonce": self.nonce,
            "iat": now,
            "exp": now + 300,
            "groups": ["keepers"],
        }
        return self.lies.signs(
            {name: value for name, value in {**honest, **self.lies.claims}.items() if value is not None}
        )


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        provider: Provider = self.server  # type: ignore[assignment]
        provider.asked.append(self.path)
        lies, path = provider.lies, urlsplit(self.path).path
        if lies.stalls is not None:
            lies.stalls.wait(60)
        if path in lies.onward:
            self.send_response(302)
            self.send_header("Location", lies.onward[path])
            self.end_headers()
            return
        self._say(lies.answers.get(path) or self._honest(provider, path), drips=lies.drips)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", "0")))
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _honest(self, provider: Provider, path: str) -> bytes:
        said: dict[str, Any] = {"sub": "s1"}
        if path.endswith("/openid-configuration"):
            said = provider.document()
        elif path == "/keys":
            said = JWKS
        elif path == "/token":
            said = {"id_token": provider.token(), "access_token": "a1", "token_type": "Bearer"}
        return json.dumps(said).encode()

    def _say(self, body: bytes, *, drips: bool) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        try:
            while drips:
                self.wfile.write(b" ")
                time.sleep(0.2)
            self.wfile.write(body)
        except OSError:
            return


def came_in(answer: httpx.Response) -> bool:
    """Say whether an answer gives a session."""
    return COOKIE in answer.cookies


@contextmanager
def running() -> Iterator[Provider]:
    """Run a provider."""
    provider = Provider()
    threading.Thread(target=provider.serve_forever, daemon=True).start()
    try:
        yield provider
    finally:
        provider.shutdown()
        provider.server_close()
