"""A case is shown whole and inert, and a person's word becomes a decision, or is told what is missing without being lost."""

from datetime import timedelta

import pytest

from cautery.app import App
from cautery.model.case import CaseId
from cautery.model.exhibit import Exhibit, ExhibitMedia, Item, ProfileSnapshot
from cautery.pipeline.banks.values import bank_value
from cautery.pipeline.cases.case_file import look_at
from cautery.pipeline.cases.leases import take
from cautery.store import exhibits
from tests.console.conftest import Enter
from tests.returned import came_back, found
from tests.reviewing import open_cases
from tests.staffed import join
from tests.store.network_facts import a_network

SUSPEND = {"measure": "suspend", "clause": "promotes", "reason": "spreads their lamps", "seen": "0"}
HOSTILE = "<script>steal()</script><img src='https://evil.example/pixel'> \u202etxt.exe javascript:steal()"


def show(app: App, case: CaseId, text: str) -> None:
    """Let a case show a post."""
    with app.writing() as tx:
        item = Item(id="p1", at=tx.at, text=text, lang="ar", links=("https://evil.example/?a=<b>",), media=("image",))
        exhibits.append(tx, [Exhibit(case=case, face=ProfileSnapshot(handle=text, bio=text), items=(item,), at=tx.at)])


def test_a_hostile_post_is_text(enter: Enter, app: App) -> None:
    case = open_cases(app, 1)[0]
    show(app, case, HOSTILE)
    page = enter("reviewer").get(f"/cases/{case}").text

    assert "<script>steal" not in page
    assert "<img" not in page
    assert "\u202e" not in page
    assert 'href="https://evil' not in page
    assert "&lt;script&gt;steal()" in page


def test_a_decision_is_kept_with_its_assessment_and_leads_on(enter: Enter, app: App) -> None:
    open_cases(app, 1, 2)
    answer = enter("reviewer").submit("/cases/c0/decide", **SUSPEND, then="next")
    file = look_at(app, CaseId("c0"))

    assert answer.headers["location"] == "/cases/c1"
    assert (file.decisions[0].by, file.decisions[0].reason) == ("ada", "spreads their lamps")
    assert file.assessment is not None
    assert file.assessment.purpose == "none"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"reason": " "}, "needs a reason"),
        ({"clause": ""}, "needs the clause"),
        ({"measure": ""}, "Choose a decision"),
        ({"measure": "observe"}, "Choose a decision"),
        ({"purpose": "news"}, "only claimed"),
        ({"purpose": "money"}, "Choose an exemption"),
        ({"measure": "remove"}, "about an account"),
    ],
)
def test_what_is_missing_is_told_and_nothing_typed_is_lost(
    changed: dict[str, str], says: str, enter: Enter, app: App
) -> None:
    open_cases(app, 1)
    answer = enter("reviewer").submit("/cases/c0/decide", **(SUSPEND | {"says": ""} | changed))

    assert answer.status_code == 422
    assert says in answer.text
    assert changed.get("reason", "spreads their lamps") in answer.text
    assert look_at(app, CaseId("c0")).decisions == ()


def test_of_two_who_decide_one_wins_and_the_other_keeps_what_they_typed(enter: Enter, app: App) -> None:
    open_cases(app, 1)
    ada, cyd = enter("reviewer"), enter("reviewer", name="cyd")
    ada.submit("/cases/c0/decide", **SUSPEND)
    answer = cyd.submit("/cases/c0/decide", **(SUSPEND | {"reason": "typed for an hour"}))

    assert answer.status_code == 409
    assert "decided by ada" in answer.text
    assert "typed for an hour" in answer.text
    assert [made.by for made in look_at(app, CaseId("c0")).decisions] == ["ada"]


def test_a_case_that_somebody_holds_has_no_form_for_others(enter: Enter, app: App) -> None:
    case = open_cases(app, 1)[0]
    take(join(app, "cyd", "reviewer"), case)
    page = enter("reviewer").get(f"/cases/{case}").text

    assert "Assigned to cyd." in page
    assert 'id="decision"' not in page


def test_one_takes_a_case_and_passes_it_over(enter: Enter, app: App) -> None:
    open_cases(app, 1)
    ada = enter("reviewer")
    ada.submit("/cases/c0/take")
    assert look_at(app, CaseId("c0")).held_by == "ada"

    assert ada.submit("/cases/c0/skip").headers["location"] == "/queue"
    assert look_at(app, CaseId("c0")).held_by is None


def test_leaving_up_on_purpose_is_approved_by_another(enter: Enter, app: App) -> None:
    open_cases(app, 1)
    ada, cyd = enter("senior"), enter("senior", name="cyd")
    terms = {
        "clause": "promotes",
        "reason": "the port watches",
        "requester": "the port",
        "legal_basis": "warrant 7",
        "until": f"{app.clock.now() + timedelta(days=9):%Y-%m-%d}",
    }
    ada.submit("/cases/c0/propose", **terms)
    made = look_at(app, CaseId("c0")).proposals[0]
    assert ada.submit(f"/proposals/{made.id}/approve").status_code == 403
    assert f"/proposals/{made.id}/approve" not in ada.get("/cases/c0").text
    cyd.submit(f"/proposals/{made.id}/approve")

    assert look_at(app, CaseId("c0")).decisions[0].measure == "observe"


def test_a_proposal_may_be_refused_and_one_without_an_end_is_told(enter: Enter, app: App) -> None:
    open_cases(app, 1)
    ada = enter("senior")
    assert "is not a time" in ada.submit("/cases/c0/propose", clause="promotes", reason="r", until="soon").text


def test_a_threat_to_life_says_whom_to_tell_until_it_was_done(enter: Enter, app: App) -> None:
    open_cases(app, 1)
    ada = enter("triage")
    ada.submit("/cases/c0/threat", says="the bridge, tonight", step="raise")
    assert "Europol" in ada.get("/cases/c0").text
    assert "Threat to life: no authority" in ada.get("/queue").text
    ada.submit("/cases/c0/threat", says="the police, 4711", step="told")

    assert "Threat to life: no authority" not in ada.get("/queue").text
    assert ada.submit("/cases/c0/threat", says="x", step="dance").status_code == 422


def test_a_note_is_there_for_the_next(enter: Enter, app: App) -> None:
    open_cases(app, 1)
    enter("reviewer").submit("/cases/c0/note", text="sells lamps")

    assert "sells lamps" in enter("triage", name="cyd").get("/cases/c0").text


def test_the_guide_stands_beside_a_first_case_only(enter: Enter, app: App) -> None:
    open_cases(app, 1)
    ada = enter("reviewer")

    assert "Your first case" in ada.get("/cases/c0?guide=1").text
    assert "Your first case" not in ada.get("/cases/c0").text


def test_a_case_leads_to_the_hand_and_the_networks_of_its_account(enter: Enter, app: App) -> None:
    case = came_back(app, "ana2", of="ana")
    found(app, a_network("n1", "ana2", "ben"))
    page = enter("reviewer").get(f"/cases/{case}").text

    assert "/operator?platform=harbour&amp;id=ana2" in page
    assert "/networks/n1" in page


def test_what_a_decision_would_do_is_shown_before_it_is_made(enter: Enter, app: App) -> None:
    case = open_cases(app, 1)[0]
    ada = enter("reviewer")
    assert "Preview · 1 account" in ada.get(f"/cases/{case}").text
    shown = ada.submit(f"/cases/{case}/preview", **SUSPEND).text

    assert "Suspend account · 1 account" in shown
    assert "spreads their lamps" in shown
    assert "needs a reason" in ada.submit(f"/cases/{case}/preview", **(SUSPEND | {"reason": ""})).text
    assert look_at(app, case).decisions == ()


def test_what_became_of_a_decision_is_told(enter: Enter, app: App) -> None:
    open_cases(app, 1)
    ada = enter("reviewer")
    ada.submit("/cases/c0/decide", **SUSPEND)

    assert "On the platform: queued" in ada.get("/cases/c0").text


def test_media_is_told_and_never_shown_and_the_banks_are_asked_by_hash(enter: Enter, app: App) -> None:
    case = open_cases(app, 1)[0]
    bank_value(app, {"type": "file_sha256", "value": "ab" * 32, "why": "seen"}, bank="films")
    with app.writing() as tx:
        pieces = (ExhibitMedia(kind="video", sha256="ab" * 32, size=2048),)
        item = Item(id="p1", at=tx.at, text="look", media=("video",), pieces=pieces)
        exhibits.append(tx, [Exhibit(case=case, face=ProfileSnapshot(), items=(item,), at=tx.at)])
    ada = enter("reviewer")

    assert "video · not loaded" in ada.get(f"/cases/{case}").text
    assert "films" in ada.get(f"/cases/{case}/media?post=p1").text
    assert ada.get(f"/cases/{case}/media?post=p2").status_code == 404


def test_what_was_said_again_is_shown_once_and_every_link_to_it_leads_there(enter: Enter, app: App) -> None:
    case = open_cases(app, 1)[0]
    with app.writing() as tx:
        said = tuple(Item(id=name, at=tx.at, text="Lamps!") for name in ("p1", "p2"))
        exhibits.append(tx, [Exhibit(case=case, face=ProfileSnapshot(), items=said, at=tx.at)])
    page = enter("reviewer").get(f"/cases/{case}").text

    assert page.count("Lamps!") == 1
    assert "posted 2 times" in page
    assert 'id="post-2"' in page
