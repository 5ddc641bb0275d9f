"""A gold case is disguised, comes when nobody can choose, and gives shares that are about nobody in particular."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.cases.appeals import last_moment
from cautery.cases.golds import FEWEST_CASES, SURE_Z, disguised, is_turn, known, refuse_unless_fit
from cautery.errors import Refused
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision, DecisionId
from cautery.model.exhibit import Exhibit, Item, ProfileSnapshot
from cautery.model.gold import GoldenAnswer
from cautery.model.suspicion import Reason

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
CASE = Case(
    id=CaseId("c1"),
    about=Account(platform=Platform("harbour"), id=AccountId("ana-77")),
    origin="suspicion",
    chance=0.7,
    reasons=(Reason(channel="words", bits=3.0, says="ana-77 praises them", evidence=("p1",)),),
    opened_at=NOON,
    due=NOON + timedelta(days=3),
)
SHOWN = Exhibit(case=CASE.id, face=ProfileSnapshot(), items=(Item(id="p1", at=NOON, text="lamps"),), at=NOON)
MADE = Decision(
    id=DecisionId("d1"),
    about=CASE.about,
    verdict="violating",
    measure="suspend",
    clause="promotes",
    reason="r",
    by="cyd",
    at=NOON,
    source="review",
    case=CASE.id,
)


def answered(case: int, person: str, measure: str = "suspend") -> tuple[Decision, GoldenAnswer]:
    said = GoldenAnswer(
        name=CaseId(f"{case}{person}"),
        case=CaseId(str(case)),
        measure="suspend" if measure == "suspend" else "none",
        clause="promotes" if measure == "suspend" else None,
        reason="r",
        by=person,
        at=NOON,
    )
    return replace(MADE, case=said.case), said


def test_the_disguise_hides_name_account_and_age_and_nothing_else() -> None:
    at = NOON + timedelta(days=400)
    case, shown = disguised(CASE, SHOWN, name=CaseId("n1"), at=at)

    assert (case.id, shown.case, case.opened_at) == ("n1", "n1", at)
    assert case.due - case.opened_at == CASE.due - CASE.opened_at
    assert "ana-77" not in str(case)
    assert case.reasons[0].says == f"{case.about.id} praises them"
    assert (shown.items[0].at, shown.items[0].text) == (at, "lamps")


@given(name=st.text(max_size=80))
def test_another_id_has_the_same_form(name: str) -> None:
    case, _ = disguised(replace(CASE, about=replace(CASE.about, id=AccountId(name))), SHOWN, name=CaseId("n"), at=NOON)
    form = [(sign.isascii() and sign.isdigit(), sign.isascii() and sign.islower(), sign.isupper()) for sign in name]

    assert [
        (sign.isascii() and sign.isdigit(), sign.isascii() and sign.islower(), sign.isupper()) for sign in case.about.id
    ] == form


def test_one_in_so_many_is_a_turn_and_zero_is_never() -> None:
    turns = sum(is_turn(CaseId(f"c{n}"), "ada", every=40) for n in range(8000))

    assert 140 < turns < 260
    assert not any(is_turn(CaseId(f"c{n}"), "ada", every=0) for n in range(100))


def test_a_case_is_fit_once_its_answer_cannot_change() -> None:
    late = last_moment(NOON) + timedelta(days=1)
    refuse_unless_fit(CASE, MADE, at=late, heard=None, joined=False)
    refuse_unless_fit(CASE, MADE, at=NOON, heard=True, joined=False)
    with pytest.raises(Refused, match="can still change"):
        refuse_unless_fit(CASE, MADE, at=NOON, heard=None, joined=False)
    with pytest.raises(Refused, match="can still change"):
        refuse_unless_fit(CASE, MADE, at=late, heard=False, joined=False)


@pytest.mark.parametrize(("origin", "joined"), [("return", False), ("network", False), ("notice", True)])
def test_what_rests_on_other_cases_is_not_fit(origin: str, joined: bool) -> None:
    with pytest.raises(Refused, match="rests on other cases"):
        refuse_unless_fit(replace(CASE, origin=origin), MADE, at=NOON, heard=True, joined=joined)


def test_a_share_has_an_interval_and_is_about_nobody_in_particular() -> None:
    pairs = [answered(case, person) for case in range(FEWEST_CASES) for person in ("ada", "ben")]
    assert known(pairs).share is None
    found = known([*pairs, *(answered(case, "cyd", "none") for case in range(FEWEST_CASES))])

    assert (found.answers, found.cases, found.same) == (15, FEWEST_CASES, 10)
    assert found.share == pytest.approx(2 / 3)
    for bound in (found.low, found.high):  # Wilson's bounds are where the score test just refuses
        assert bound is not None
        assert abs(2 / 3 - bound) == pytest.approx(SURE_Z * (bound * (1 - bound) / FEWEST_CASES) ** 0.5)
