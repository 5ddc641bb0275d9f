"""One name leads to its page at once; of several, one chooses; of none, the page says what can be found."""

from cautery.app import App
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.worker.stages import follow_all
from tests.console.conftest import Enter
from tests.returned import came_back, found
from tests.store.network_facts import a_network
from tests.world import post


def test_what_alone_bears_a_name_is_shown_at_once(enter: Enter, app: App) -> None:
    case = came_back(app, "ana2", of="ana")
    ada = enter("reviewer")

    for name, place in (("ana2", "/account?platform=harbour&id=ana2"), (case, f"/cases/{case}")):
        assert ada.get(f"/find?name={name}", follow_redirects=False).headers["location"] == place


def test_of_several_one_chooses(enter: Enter, app: App) -> None:
    came_back(app, "n1", of="ana")
    found(app, a_network("n1", "kim"))
    page = enter("reviewer").get("/find?name=n1").text

    assert 'href="/networks/n1"' in page
    assert "id=n1" in page


def test_where_nothing_is_the_page_says_what_can_be_found(enter: Enter) -> None:
    assert "No results" in enter("reviewer").get("/find?name=<b>").text
    assert "Search by name or ID" in enter("reviewer").get("/find").text


def test_a_field_that_there_is_not_is_told_with_those_that_there_are(enter: Enter) -> None:
    answer = enter("reviewer").get("/find?name=colour:red")

    assert answer.status_code == 422
    assert "platform:" in answer.text


def test_texts_of_posts_are_for_who_may_read_the_history_of_accounts(enter: Enter, app: App) -> None:
    with Ingestion(app) as door:
        door.accept([post("ana", "<b>lamps</b> of the pier")])
    follow_all(app)

    assert "&lt;b&gt;lamps" in enter("reviewer").get("/find?name=lamps after:2000-01-01").text
    assert "lamps of" not in enter("auditor", name="eva").get("/find?name=pier").text
