"""The accounts of one hand stand in the order of time, and whoever may judge can set two of them apart."""

from cautery.app import App
from cautery.pipeline.connections.successions import succession_of
from tests.console.conftest import Enter
from tests.returned import came_back, removed
from tests.world import person

BOTH = {"platform": "harbour", "id": "ana2", "earlier_platform": "harbour", "earlier": "ana"}


def test_where_nobody_came_back_the_page_says_how_they_are_known(enter: Enter) -> None:
    assert "No suspected ban evasion" in enter("reviewer").get("/operators").text


def test_a_hand_is_said_in_a_sentence_with_what_links_its_accounts(enter: Enter, app: App) -> None:
    came_back(app, "ana2", of="ana")
    removed(app, "ana")
    ada = enter("reviewer")
    page = ada.get("/operator?platform=harbour&id=ana2").text

    assert "2 accounts, suspected same operator" in page
    assert "Suspected ban evasion: 1 time." in page
    assert "Accounts still active: 1." in page
    assert "+9.5" in page
    assert "the same device" in page
    assert "id=ana" in ada.get("/operators").text


def test_an_account_that_nothing_links_has_no_other(enter: Enter) -> None:
    assert "No link to another operator" in enter("reviewer").get("/operator?platform=harbour&id=eva").text


def test_two_are_set_apart_with_a_reason_by_whoever_may(enter: Enter, app: App) -> None:
    came_back(app, "ana2", of="ana")
    assert "Unlink accounts" not in enter("triage", name="cyd").get("/operator?platform=harbour&id=ana2").text
    ada = enter("reviewer")
    assert ada.submit("/operator/split", **BOTH, reason=" ").status_code == 422
    answer = ada.submit("/operator/split", **BOTH, reason="sisters")

    assert answer.headers["location"] == "/operator?platform=harbour&id=ana2"
    assert len(succession_of(app, person("ana2")).accounts) == 1
    assert "sisters" in ada.get(answer.headers["location"]).text
