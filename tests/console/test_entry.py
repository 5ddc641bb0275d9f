"""Nobody sees a page without a session and its permission, and no form is taken that is not from our own page."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

import pytest

from cautery.access.permissions import may
from cautery.app import App
from cautery.console import live
from cautery.console.entry import COOKIE, RequiresForm, RequiresPage, permissions_by_page
from cautery.console.server import SCREENS, make_console
from cautery.model.person import ROLES, PersonId, Role
from cautery.pipeline.entrance.staff import cut_off
from cautery.store import entrance
from tests.console.conftest import Browser, Enter
from tests.reviewing import open_cases
from tests.staffed import PASSWORD, join

OUTSIDE = {
    "/sign-in",
    "/sign-in/provider",
    "/sign-in/provider/back",
    "/setup/{link}",
    "/invitation/{link}",
    "/visit/{link}",
    "/passkey",
    "/passkey/question",
    "/notice",
    "/notice/{receipt}",
    "/why/{link}",
}
"""What people outside may reach: coming in, and being heard."""
DENIED = "You do not have permission"


def pages() -> list[tuple[str, str, RequiresPage | None]]:
    found = [page for screen in SCREENS for page in permissions_by_page(screen.router)]
    assert len(found) > 40
    return found


def somewhere(path: str) -> str:
    for name in ("case", "network", "proposal", "appeal", "link", "receipt"):
        path = path.replace("{" + name + "}", "c0" if name == "case" else "nothing")
    return path.replace("{number}", "7")


def test_only_the_few_pages_for_outsiders_ask_for_nothing() -> None:
    assert {path for _, path, asked in pages() if asked is None} == OUTSIDE


def test_whatever_changes_something_asks_for_a_form_of_ours() -> None:
    changes = [(path, asked) for method, path, asked in pages() if method == "POST"]

    assert [path for path, asked in changes if path not in OUTSIDE and not isinstance(asked, RequiresForm)] == []


@pytest.fixture(autouse=True)
def short_streams(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages that tell of changes end at once."""
    monkeypatch.setattr(live, "LASTS_S", 0.0)


@pytest.mark.parametrize("role", ROLES)
def test_every_page_with_every_role_answers_as_the_table_says(role: Role, enter: Enter, app: App) -> None:
    open_cases(app, 1)
    browser = enter(role)
    token = browser.token()
    wrong = []
    for method, path, asked in pages():
        if asked is None or path in ("/sign-out", "/you/sessions/end"):
            continue
        response = browser.request(
            method, somewhere(path), data={"form_token": token, "seen": "0"}, follow_redirects=False
        )
        refused = response.status_code == 403 and DENIED in response.text
        allowed = asked.permission is None or may((role,), asked.permission)
        if refused == allowed or response.status_code >= 500 or "/sign-in" in response.headers.get("location", ""):
            wrong.append((method, path, response.status_code))

    assert wrong == []


def test_without_a_session_every_page_leads_to_the_door(stranger: Browser) -> None:
    for method, path, asked in pages():
        if asked is not None:
            response = stranger.request(method, somewhere(path), data={"seen": "0"}, follow_redirects=False)

            assert response.status_code == 303, path
            assert response.headers["location"].startswith("/sign-in")


def test_a_form_without_the_sessions_own_token_is_refused(enter: Enter) -> None:
    ada, cyd = enter("reviewer"), enter("reviewer", name="cyd")
    for token in ("", "wrong", cyd.token()):
        response = ada.post("/next", data={"form_token": token}, follow_redirects=False)

        assert response.status_code == 403


def test_whose_access_ends_while_they_send_a_form_has_sent_nothing(enter: Enter, app: App) -> None:
    """Or whoever was put out still makes a key that lasts for months."""
    ada = enter("reviewer")
    form = urlencode({"form_token": ada.token(), "name": "mine", "scopes": "decide", "days": 90}).encode()

    def slowly() -> Iterator[bytes]:
        yield form[:20]
        cut_off(app, "ada")
        yield form[20:]

    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = ada.post("/you/keys", content=slowly(), headers=kind, follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    with app.reading() as connection:
        assert entrance.keys_of(connection, PersonId("ada")) == []


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}]
)
def test_what_another_site_makes_a_browser_send_is_refused(headers: dict[str, str], enter: Enter) -> None:
    ada = enter("reviewer")
    response = ada.post("/next", data={"form_token": ada.token()}, headers=headers, follow_redirects=False)

    assert response.status_code == 403
    assert "Another site" in response.text


def test_a_cookie_that_was_planted_opens_nothing_and_is_never_taken_over(stranger: Browser) -> None:
    """Session fixation: signing in always begins a session with a new secret."""
    stranger.cookies.set(COOKIE, "planted")

    assert stranger.get("/queue", follow_redirects=False).status_code == 303


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(stranger: Browser, app: App) -> None:

    join(app, "ada", "reviewer")
    response = stranger.post("/sign-in", data={"person": "ada", "password": PASSWORD}, follow_redirects=False)
    cookie = response.headers["set-cookie"]

    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie


def test_where_people_come_by_tls_the_cookie_goes_by_nothing_else(app: App) -> None:
    app.config = replace(app.config, public_url="https://moderation.example")
    join(app, "ada", "reviewer")
    said = {"person": "ada", "password": PASSWORD}
    response = Browser(make_console(app)).post("/sign-in", data=said, follow_redirects=False)

    assert "Secure" in response.headers["set-cookie"]
