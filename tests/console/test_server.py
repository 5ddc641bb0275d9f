"""Every answer says what a browser may do with it, nothing is loaded from elsewhere, and what goes wrong is told on a page."""

import re
from importlib.resources import files

import pytest

from cautery.console.server import HEADERS
from tests.console.conftest import Browser, Enter

SHELF = files("cautery.console")


@pytest.mark.parametrize("path", ["/sign-in", "/queue", "/nowhere", "/static/console.css"])
def test_every_answer_carries_the_headers(path: str, enter: Enter) -> None:
    answer = enter("reviewer").get(path)

    assert {name: answer.headers[name] for name in HEADERS} == HEADERS


def test_the_policy_allows_our_own_files_and_nothing_unsafe() -> None:
    policy = HEADERS["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy


def test_no_page_is_kept_by_a_browser(enter: Enter) -> None:
    assert enter("reviewer").get("/queue").headers["cache-control"] == "no-store"


def test_no_page_names_a_script_a_style_or_a_place_elsewhere() -> None:
    """The policy would refuse it; and a page that counts on it would be broken."""
    for template in SHELF.joinpath("templates").iterdir():
        text = template.read_text(encoding="utf-8")

        assert not re.search(r"<script(?! src=\"/static/)|<style| style=|\son[a-z]+=|javascript:", text), template.name
        assert not re.search(r"(src|href|action)=\"(https?:)?//", text), template.name


def test_whatever_is_not_there_is_told_on_a_page(stranger: Browser) -> None:
    for path, status in (("/nowhere", 404), ("/notice/made.up", 404), ("/why/made.up", 404), ("/invitation/x", 404)):
        answer = stranger.get(path)

        assert answer.status_code == status
        assert "text/html" in answer.headers["content-type"]
        assert "There is" in answer.text or "does not exist" in answer.text or "This link" in answer.text


def test_a_page_that_refreshes_itself_is_led_to_the_door_whole(stranger: Browser) -> None:
    answer = stranger.get("/queue?rows=true", headers={"HX-Request": "true"}, follow_redirects=False)

    assert answer.headers["HX-Redirect"] == "/sign-in"


def test_what_breaks_is_told_on_a_page_with_what_to_do(enter: Enter, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("cautery.console.pages.health.health_checks", breaks)
    browser = enter("admin")
    calm = Browser(browser.app, base_url="http://127.0.0.1", cookies=browser.cookies, raise_server_exceptions=False)
    answer = calm.get("/health")

    assert answer.status_code == 500
    assert "Internal error" in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
