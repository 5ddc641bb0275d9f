"""Signing in with the house's own account, from our door to the provider and back, and nowhere else."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from cautery.access.provider import Provider
from cautery.app import App
from cautery.console.entry import COOKIE
from cautery.console.pages import provider
from cautery.kit.clock import WallClock
from tests.console.conftest import Browser
from tests.servers import openid

DOOR = "/sign-in/provider"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with openid.provider() as running:
        yield running


@pytest.fixture
def trusting(app: App, issuer: str, monkeypatch: pytest.MonkeyPatch) -> App:
    monkeypatch.setenv("CAUTERY_PROVIDER_SECRET", openid.SECRET)
    app.wall = WallClock()
    trusted = Provider(issuer=issuer, client_id="cautery", roles={"leads": ("senior", "admin")}, title="Harbour")
    app.config = replace(app.config, provider=trusted)
    return app


def way_back(stranger: Browser, to: str, login: str) -> str:
    """Go out by our door, sign in there, and give the address that leads back."""
    sent = stranger.get(DOOR, params={"to": to}, follow_redirects=False)
    assert sent.status_code == 303
    return openid.sign_in(sent.headers["location"], login)


@pytest.mark.parametrize(
    ("to", "leads"),
    [("/people", "/people"), ("https://evil.example", "/queue"), ("//evil.example", "/queue"), ("/\\evil", "/queue")],
)
def test_somebody_comes_in_and_is_led_to_a_place_of_ours_only(
    to: str, leads: str, trusting: App, stranger: Browser
) -> None:
    assert f"{DOOR}?to=" in stranger.get("/sign-in").text
    answer = stranger.get(way_back(stranger, to, "leads-ada"), follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (303, leads)
    assert stranger.get("/people").status_code == 200


def test_a_session_that_was_there_before_is_not_taken_over(trusting: App, stranger: Browser) -> None:
    stranger.cookies.set(COOKIE, "planted")
    answer = stranger.get(way_back(stranger, "/queue", "leads-ada"), follow_redirects=False)

    assert "planted" not in answer.headers["set-cookie"]
    assert "HttpOnly" in answer.headers["set-cookie"]


def test_a_way_back_that_was_planted_lets_nobody_in(trusting: App, stranger: Browser) -> None:
    """Login CSRF: somebody is led back with an answer that another browser asked for."""
    theirs = way_back(stranger, "/queue", "leads-eve")
    stranger.cookies.clear()
    answer = stranger.get(theirs)

    assert answer.status_code == 403
    assert "did not ask for it" in answer.text
    assert COOKIE not in stranger.cookies


def test_whoever_has_no_role_is_told_at_the_door(trusting: App, stranger: Browser) -> None:
    answer = stranger.get(way_back(stranger, "/queue", "guests-eve"))

    assert answer.status_code == 403
    assert "None of your groups at Harbour" in answer.text


def test_whoever_turns_back_at_the_provider_is_at_our_door_again(trusting: App, stranger: Browser) -> None:
    sent = stranger.get(DOOR, follow_redirects=False)
    answer = stranger.get(openid.refuse(sent.headers["location"]))

    assert answer.status_code == 403
    assert "did not identify you" in answer.text


def test_the_browsers_secret_is_out_of_reach_and_only_for_the_way_back(trusting: App, stranger: Browser) -> None:
    sent = stranger.get(DOOR, follow_redirects=False)
    [cookie] = sent.headers.get_list("set-cookie")
    asked = parse_qs(urlsplit(sent.headers["location"]).query)

    assert cookie.startswith(f"{provider.COOKIE}=")
    assert "HttpOnly" in cookie
    assert f"Path={DOOR}" in cookie
    assert cookie.split("=")[1].split(";")[0] not in sent.headers["location"]
    assert asked["redirect_uri"] == [openid.BACK]


def test_without_a_provider_there_is_no_such_way(stranger: Browser) -> None:
    assert DOOR not in stranger.get("/sign-in").text
    assert "No provider is set" in stranger.get(DOOR).text


def test_a_provider_that_cannot_be_reached_is_told(trusting: App, stranger: Browser) -> None:
    trusted = replace(trusting.config.provider, issuer="http://127.0.0.1:1")  # type: ignore[type-var]
    trusting.config = replace(trusting.config, provider=trusted)  # type: ignore[arg-type]

    assert "cannot be reached" in stranger.get(DOOR).text
