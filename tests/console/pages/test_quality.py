"""A second judgement is blind, and never one's own."""

from cautery.app import App
from cautery.cases.agreement import is_sampled
from cautery.cases.review import DecisionInput
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.pipeline.cases.decide import decide_case
from cautery.store import cases
from tests.console.conftest import Enter
from tests.pipeline.cases.test_golden_set import later, pulled
from tests.staffed import join

SAMPLED = next(CaseId(f"case {n}") for n in range(999) if is_sampled(CaseId(f"case {n}")))


def decided(app: App) -> None:
    """Let cyd decide a case of the sample."""
    with app.writing() as tx:
        about = Account(platform=Platform("harbour"), id=AccountId("ana"))
        case = Case(id=SAMPLED, about=about, origin="notice", chance=None, reasons=(), opened_at=tx.at, due=tx.at)
        cases.append(tx, [case])
    word = DecisionInput(measure="suspend", clause="promotes", reason="a reason that must not be seen")
    decide_case(join(app, "cyd", "reviewer"), SAMPLED, word)


def test_one_judges_again_without_seeing_the_first_judgement(enter: Enter, app: App) -> None:
    decided(app)
    ada = enter("senior")
    page = ada.get("/again").text
    assert SAMPLED in page
    assert "must not be seen" not in page
    assert "cyd" not in page
    ada.submit(f"/again/{SAMPLED}", measure="none", reason="mends lamps")

    assert "No case is ready for re-review" in ada.get("/again").text
    assert "Policy: promotes" in ada.get("/quality").text


def test_nobody_judges_their_own_again(enter: Enter, app: App) -> None:
    decided(app)
    cyd = enter("senior", name="cyd")

    assert "No case is ready for re-review" in cyd.get("/again").text
    assert "another reviewer must re-review" in cyd.submit(f"/again/{SAMPLED}", measure="none", reason="r").text


def test_a_case_that_may_still_be_appealed_is_not_asked_again_and_the_page_says_why(enter: Enter, app: App) -> None:
    decided(app)
    answer = enter("senior").submit("/quality/gold", case=SAMPLED)

    assert answer.status_code == 422
    assert "Nothing was kept" in answer.text


def test_who_answers_a_known_case_learns_only_then_that_it_was_one(enter: Enter, app: App) -> None:
    gold = join(later(app), "ada", "reviewer")
    name = pulled(gold)
    ada = enter("reviewer", name="ada")
    before = ada.get(f"/cases/{name}").text
    assert "Golden set case" not in before
    assert "spreads their lamps" not in before
    said = {"seen": "0", "measure": "none", "reason": "mends lamps", "then": "next"}
    assert ada.submit(f"/cases/{name}/decide", **said).headers["location"] == f"/cases/{name}"

    after = ada.get(f"/cases/{name}").text
    assert "Golden set case" in after
    assert "spreads their lamps" in after
