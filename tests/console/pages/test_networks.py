"""A network is said in a sentence, with who is in it, what ties them, what does not explain it, and who is kept out."""

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision, DecisionId, Measure
from cautery.pipeline.cases.decide import decide_case
from cautery.schemas.networks import NetworkCase
from cautery.store import plans
from tests.console.conftest import Enter
from tests.returned import came_back, found, removed
from tests.reviewing import open_cases
from tests.store.network_facts import a_network
from tests.world import NOON, person


def test_where_none_was_found_the_page_says_how_they_are(enter: Enter) -> None:
    assert "Detection looks for accounts" in enter("reviewer").get("/networks").text


def test_networks_are_listed_with_their_cases(enter: Enter, app: App) -> None:
    found(app, a_network("n1", "ana", "ben", case=open_cases(app, 1)[0]))
    page = enter("reviewer").get("/networks").text

    assert 'href="/networks/n1"' in page
    assert 'href="/cases/c0"' in page


def test_a_network_is_shown_whole(enter: Enter, app: App) -> None:
    found(app, a_network("n1", "ana", "ben", case=open_cases(app, 1)[0]))
    found(app, a_network("n1", "ana", "ben", "kim", case="c0", day=1))
    removed(app, "ana")
    page = enter("reviewer").get("/networks/n1").text

    assert "Coordinated network of 3 accounts" in page
    assert "1 member was removed" in page
    assert "near-duplicate text" in page
    assert "A congregation meets at the same few hours" in page
    assert "Case c0 · open" in page
    assert "joined: <bdi>kim</bdi>" in page


def test_a_network_without_a_case_is_said_to_be_none(enter: Enter, app: App) -> None:
    found(app, a_network("n1", "ana", "ben"))

    assert "no case" in enter("reviewer").get("/networks/n1").text
    assert enter("reviewer").get("/networks/n9").status_code == 404


def test_the_graph_leads_from_one_account_to_another_and_the_table_says_the_same(enter: Enter, app: App) -> None:
    found(app, a_network("n1", "ana", "ben"))
    came_back(app, "zoe", of="ana")
    page = enter("reviewer").get("/around?platform=harbour&id=ana").text

    assert page.count('href="/around?platform=harbour&amp;id=zoe"') == 2
    assert "suspected same operator (97.0%)" in page


def test_names_in_the_graph_are_inert(enter: Enter, app: App) -> None:
    found(app, a_network("n1", "ana", "<svg onload=x>\u202e"))
    page = enter("reviewer").get("/around?platform=harbour&id=ana").text

    assert "<svg onload" not in page
    assert "\u202e" not in page


def test_an_account_that_nobody_knows_stands_alone(enter: Enter) -> None:
    assert "No connections found" in enter("reviewer").get("/around?platform=x&id=y").text


def test_what_came_of_its_takedown_is_said_to_whoever_may_see_it(enter: Enter, app: App) -> None:
    case = open_cases(app, 1)[0]
    found(app, a_network("n1", "ana", "ben", case=case))
    assert "Figures and charts" not in enter("senior").get("/networks/n1").text

    decide_case(app, CaseId(case), DecisionInput(measure="suspend", clause="promotes", reason="keeps the lamps"))

    with app.reading() as connection:
        [plan] = plans.of_case(connection, CaseId(case))
    page = enter("senior").get("/networks/n1").text
    assert "has not been measured yet" in page
    assert f"/effect?takedown={plan}" in page
    assert "Figures and charts" not in enter("reviewer", name="ben").get("/networks/n1").text


def decided_about(name: str, measure: Measure) -> Decision:
    return Decision(
        id=DecisionId(f"{name} {measure}"),
        about=person(name),
        verdict="benign" if measure == "none" else "violating",
        measure=measure,
        clause=None if measure == "none" else "promotes",
        reason="so",
        by="ada",
        at=NOON,
        source="review",
        case=CaseId("c0"),
    )


def test_an_appeal_of_one_member_is_not_what_holds_of_the_network() -> None:
    """One who was restored made the page say that nothing was done to the other members."""
    case = Case(
        id=CaseId("c0"), about=person("kim"), origin="network", chance=None, reasons=(), opened_at=NOON, due=NOON
    )
    made = tuple(decided_about(name, "suspend") for name in ("kim", "lou", "zoe"))

    assert NetworkCase(case=case, decisions=(*made, decided_about("kim", "none"))).measure == "suspend"
    assert NetworkCase(case=case, decisions=()).measure is None
