"""Coming in and going out by the pages: sign-in, setup, invitation, visit."""

import pytest

from cautery.app import App
from cautery.console.entry import COOKIE
from cautery.pipeline.entrance.staff import invite, setup_link, visit_link
from tests.console.conftest import Browser, Enter
from tests.staffed import PASSWORD, join


def test_the_first_admin_comes_by_the_setup_link(stranger: Browser, app: App) -> None:
    link = setup_link(app)
    assert stranger.get(f"/setup/{link}").status_code == 200
    assert "at least 12" in stranger.post(f"/setup/{link}", data={"person": "ada", "password": "short"}).text
    answer = stranger.post(f"/setup/{link}", data={"person": "ada", "password": PASSWORD}, follow_redirects=False)

    assert answer.headers["location"] == "/queue"
    assert stranger.get("/people").status_code == 200


def test_whoever_was_invited_sets_a_password(stranger: Browser, app: App) -> None:
    join(app, "boss", "admin")
    link = invite(app, "ada", ["reviewer"])
    assert "Welcome, ada" in stranger.get(f"/invitation/{link}").text
    stranger.post(f"/invitation/{link}", data={"password": PASSWORD})

    assert "ada" in stranger.get("/you").text
    assert stranger.get(f"/invitation/{link}").status_code == 404


def test_a_guest_is_led_to_a_first_case(stranger: Browser, app: App) -> None:
    link = visit_link(app, "guest", ["reviewer"])
    assert "guest" in stranger.get(f"/visit/{link}").text

    assert stranger.post(f"/visit/{link}", follow_redirects=False).headers["location"] == "/first"


def test_a_wrong_password_is_told_without_losing_the_name(stranger: Browser, app: App) -> None:
    join(app, "ada", "reviewer")
    answer = stranger.post("/sign-in", data={"person": "ada", "password": "wrong"})

    assert answer.status_code == 403
    assert 'value="ada"' in answer.text
    assert "wrong" not in answer.text.replace("password are wrong", "")


def test_guessing_is_told_to_wait(stranger: Browser, app: App) -> None:
    join(app, "ada", "reviewer")
    statuses = {stranger.post("/sign-in", data={"person": "ada", "password": "wrong"}).status_code for _ in range(7)}

    assert 429 in statuses


@pytest.mark.parametrize(
    ("to", "leads"),
    [
        ("/people", "/people"),
        ("//evil.example", "/queue"),
        ("https://evil.example", "/queue"),
        ("/\\evil.example", "/queue"),
        ("/a\nb", "/queue"),
        ("", "/queue"),
    ],
)
def test_signing_in_leads_to_a_place_of_ours_only(to: str, leads: str, stranger: Browser, app: App) -> None:
    join(app, "ada", "reviewer")
    said = {"person": "ada", "password": PASSWORD, "to": to}

    assert stranger.post("/sign-in", data=said, follow_redirects=False).headers["location"] == leads


def test_signing_out_ends_the_session_and_not_only_the_cookie(enter: Enter) -> None:
    ada = enter("reviewer")
    secret = ada.cookies[COOKIE]
    ada.submit("/sign-out")
    ada.cookies.set(COOKIE, secret)

    assert ada.get("/queue", follow_redirects=False).status_code == 303
