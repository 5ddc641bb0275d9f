"""A console with people behind it, and browsers of theirs that run no script."""

from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from cautery.app import App
from cautery.console.entry import COOKIE
from cautery.console.server import make_console
from cautery.model.person import PersonId, Role
from cautery.pipeline.entrance.sign_in import begin
from tests.pipeline.conftest import app, town
from tests.staffed import join

__all__ = ["app", "town"]


class Browser(TestClient):
    """Somebody's browser: fills in the hidden token of the page that it was on, as a form does."""

    def token(self) -> str:
        """Give the token of this session's forms."""
        found = _Tokens()
        found.feed(self.get("/you").text)
        return found.tokens[0]

    def submit(self, path: str, **said: object) -> Response:
        """Send a form."""
        return self.post(path, data={"form_token": self.token(), **said}, follow_redirects=False)


class _Tokens(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tokens: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "input" and said.get("name") == "form_token":
            self.tokens.append(said["value"] or "")


Enter = Callable[..., Browser]


@pytest.fixture
def stranger(app: App) -> Iterator[Browser]:
    """Give the browser of somebody who is not signed in."""
    with Browser(make_console(app), base_url="http://127.0.0.1") as browser:
        yield browser


@pytest.fixture
def enter(app: App) -> Enter:
    """Give the way to let somebody with roles in."""
    console = make_console(app)

    def entered(*roles: Role, name: str = "ada", languages: tuple[str, ...] = ()) -> Browser:
        join(app, name, *roles, languages=languages)
        browser = Browser(console, base_url="http://127.0.0.1")
        browser.cookies.set(COOKIE, begin(app, PersonId(name), how="password"))
        return browser

    return entered
