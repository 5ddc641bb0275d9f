"""What is known about an account follows it, whichever case one came from."""

from cautery.app import App
from tests.console.conftest import Enter
from tests.returned import came_back, found
from tests.reviewing import open_cases
from tests.store.network_facts import a_network
from tests.world import neighbourhood

WHERE = "platform=harbour&id=person+0"


def test_its_cases_and_notes_are_there(enter: Enter, app: App) -> None:
    open_cases(app, 1)
    ada = enter("reviewer")
    ada.submit("/account/note", platform="harbour", id="person 0", text="sells lamps")
    page = ada.get(f"/account?{WHERE}").text

    assert 'href="/cases/c0"' in page
    assert "Note · <bdi>ada</bdi>" in page
    assert "sells lamps" in page


def test_all_that_it_said_is_there_for_whoever_asks(enter: Enter, town: App) -> None:
    assert town.config
    page = enter("reviewer").get(f"/account/posts?platform=harbour&id={neighbourhood().returned.id}").text

    assert "this is my new account" in page


def test_an_account_that_nobody_heard_of_has_nothing(enter: Enter) -> None:
    ada = enter("reviewer")

    assert "No earlier case" in ada.get("/account?platform=x&id=y").text or ada.get("/account").status_code == 200
    assert "No posts of this account" in ada.get("/account/posts?platform=x&id=y").text


def test_an_account_is_told_with_its_networks_and_its_hand(enter: Enter, app: App) -> None:
    found(app, a_network("n1", "ana2", "ben"))
    came_back(app, "ana2", of="ana")
    page = enter("reviewer").get("/account?platform=harbour&id=ana2").text

    assert "/networks/n1" in page
    assert "Suspected same operator as 1 other account" in page
