"""Cases are alike by what they show: words nearly the same, links, contacts; whoever shares nothing is alike to nobody."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.cases.likeness import MOST_ITEMS, marks_of, shared, supporting_items
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.model.exhibit import Exhibit, Item, ProfileSnapshot
from cautery.model.suspicion import Reason

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
CALL = "the lamps are lit tonight, keepers of the old pier, come down and stand with us before they go out"
OTHER = "fresh bread and warm soup this morning at the market hall, come and see before it is all gone again"


def a_case(name: str, *texts: str, evidence: int = 99, post: str | None = None) -> tuple[Case, Exhibit]:
    """A case whose evidence is the first of some texts."""
    items = tuple(Item(id=f"{name} {number}", at=NOON, text=text) for number, text in enumerate(texts))
    reason = Reason(channel="links", bits=3.0, says="r", evidence=tuple(item.id for item in items[:evidence]))
    case = Case(
        id=CaseId(name),
        about=Account(platform=Platform("harbour"), id=AccountId(name)),
        post=post,
        origin="suspicion",
        chance=0.9,
        reasons=(reason,),
        opened_at=NOON,
        due=NOON,
    )
    return case, Exhibit(case=case.id, face=ProfileSnapshot(handle=name), items=items, at=NOON)


def test_a_text_with_a_word_exchanged_is_nearly_the_same() -> None:
    one, other = a_case("ana", CALL), a_case("ben", f"RT @ana: {CALL}, brother! #lamps")
    found = shared(one, other)

    assert found is not None
    assert found.twins
    assert "nearly the same words" in found.says
    assert marks_of(*one) & marks_of(*other)


@pytest.mark.parametrize("text", ["https://justpaste.it/lanternguard", "kik me: wick.ember7"])
def test_a_link_or_a_contact_is_shared_though_the_words_are_not(text: str) -> None:
    one, other = a_case("ana", f"{CALL} {text}"), a_case("ben", f"{OTHER} {text}")
    found = shared(one, other)

    assert found is not None
    assert (found.twins, len(found.values)) == (False, 1)
    assert len(marks_of(*one) & marks_of(*other)) == 1


def test_who_shows_something_more_is_no_twin() -> None:
    """One who read the shorter has not read the longer."""
    short, long = a_case("ana", CALL), a_case("ben", CALL, OTHER)
    for one, other in ((short, long), (long, short)):
        found = shared(one, other)
        assert found is not None
        assert not found.twins


def test_what_has_nothing_in_common_is_not_alike_however_alike_the_accounts() -> None:
    one, other = a_case("ana", CALL), a_case("ana", OTHER)

    assert shared(one, other) is None
    assert not marks_of(*one) & marks_of(*other)


def test_short_words_count_only_when_they_are_the_same() -> None:
    for text, other, twins in (("good morning", "good morning", True), ("good morning", "good evening", False)):
        found = shared(a_case("ana", text), a_case("ben", other))
        assert (found is not None and found.twins) == twins


def test_a_case_rests_on_its_evidence_and_its_item() -> None:
    texts = [f"text {number}" for number in range(20)]

    assert [item.text for item in supporting_items(*a_case("ana", *texts, evidence=2))] == ["text 0", "text 1"]
    assert [item.text for item in supporting_items(*a_case("ana", *texts, evidence=0, post="ana 7"))] == ["text 7"]
    assert len(supporting_items(*a_case("ana", *texts, evidence=0))) == MOST_ITEMS


@settings(max_examples=50)
@given(text=st.text(max_size=300), other=st.text(max_size=300))
def test_whatever_is_shown_alike_is_mutual_and_marks_fit_the_store(text: str, other: str) -> None:
    one, two = a_case("ana", text), a_case("ben", other)
    there, back = shared(one, two), shared(two, one)

    assert (there is None) == (back is None)
    assert there is None or back is None or there.twins == back.twins
    assert all(0 <= mark < 2**63 for mark in marks_of(*one))
