"""On the page of a decided case the same is decided for what is nearly the same, after a look if one wants."""

from cautery.app import App
from cautery.pipeline.cases.case_file import look_at
from tests.cases.test_likeness import CALL
from tests.console.conftest import Enter
from tests.pipeline.cases.test_similar_cases import shown

WORD = {"seen": "0", "measure": "suspend", "clause": "promotes", "reason": "Spreads the Guard's statements."}


def test_the_same_is_decided_for_those_that_were_chosen(enter: Enter, app: App) -> None:
    ana, ben, cay = shown(app, ("ana", CALL), ("ben", CALL), ("cay", CALL))
    ada = enter("reviewer")
    assert "After your decision" in ada.get(f"/cases/{ana}/alike").text
    ada.submit(f"/cases/{ana}/decide", **WORD)
    assert "Apply to selected cases" in ada.get(f"/cases/{ana}/alike").text
    told = ada.submit(f"/cases/{ana}/alike", other=[ben]).text

    assert "Same decision made for 1 case" in told
    assert [len(look_at(app, name).decisions) for name in (ben, cay)] == [1, 0]


def test_whoever_may_not_decide_is_not_asked_to(enter: Enter, app: App) -> None:
    ana, _ = shown(app, ("ana", CALL), ("ben", CALL))
    enter("reviewer", name="cyd").submit(f"/cases/{ana}/decide", **WORD)

    assert "Apply to selected cases" not in enter("triage").get(f"/cases/{ana}/alike").text


def test_how_the_like_was_decided_is_part_of_the_case(enter: Enter, app: App) -> None:
    ana, ben = shown(app, ("ana", CALL), ("ben", CALL))
    ada = enter("reviewer")
    ada.submit(f"/cases/{ana}/decide", **WORD)
    part = ada.get(f"/cases/{ben}/alike", headers={"HX-Request": "true"}).text

    assert "Decided cases" in part
    assert "<html" not in part
    assert f"/cases/{ben}/alike" in ada.get(f"/cases/{ben}").text
