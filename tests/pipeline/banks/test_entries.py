"""What is banked can be looked through, taken back and called harmless; nothing is edited, and some of it is not shown."""

import pytest

from cautery.app import App
from cautery.errors import Conflict, Missing
from cautery.model.bank import BankEntry
from cautery.pipeline.banks.check import CheckQuestion, check
from cautery.pipeline.banks.entries import WITHHELD, BankEntriesPage, dispute_entry, page_of, record_of, retract
from cautery.pipeline.banks.values import bank_value


def bank(app: App, value: str, *, into: str = "house", kind: str = "term", **more: str) -> BankEntry:
    return bank_value(app, {"type": kind, "value": value, **more}, bank=into)


def number(app: App, value: str) -> int:
    return next(one.number for one in page_of(app).entries if one.entry.value == value)


def values(page: BankEntriesPage) -> list[str]:
    return [one.entry.value for one in page.entries]


def test_pages_together_hold_everything_once_the_newest_first(app: App) -> None:
    for value in "abcde":
        bank(app, value * 3, into="house" if value < "d" else "partner")
    first = page_of(app, limit=2)
    second = page_of(app, limit=2, before=first.next)
    third = page_of(app, limit=2, before=second.next)

    assert values(first) + values(second) + values(third) == ["eee", "ddd", "ccc", "bbb", "aaa"]
    assert (third.next, first.banks) == (None, ("house", "partner"))
    assert values(page_of(app, bank="partner")) == ["eee", "ddd"]


def test_what_was_replaced_or_is_over_is_on_no_page(app: App) -> None:
    bank(app, "lantern", why="once")
    bank(app, "lantern", why="again")
    bank(app, "wick", expires_at="1999-01-01T00:00:00Z")

    assert [one.entry.why for one in page_of(app).entries] == ["again"]


def test_a_record_tells_all_that_was_said_and_what_of_it_holds(app: App) -> None:
    bank(app, "lantern", why="once")
    bank(app, "lantern", why="again")
    bank(app, "lantern", into="news", opinion="negative", why="a lamp")
    record = record_of(app, number(app, "lantern"))

    assert [(one.entry.why, one.holds, one.disputed) for one in record.said] == [
        ("once", False, True),
        ("again", True, True),
        ("a lamp", True, True),
    ]


def test_what_is_taken_back_is_met_no_more_and_says_why(app: App) -> None:
    bank(app, "lantern")
    place = number(app, "lantern")
    ended = retract(app, place, why="a restaurant")

    assert (ended.why, ended.added_by) == ("a restaurant", "local:ada")
    assert check(app, CheckQuestion(text="a lantern")).outcome == "unknown"
    assert not record_of(app, place).shown.holds
    with pytest.raises(Conflict, match="replaced or ended"):
        retract(app, place, why="again")


def test_an_objection_in_ones_own_name_makes_it_disputed(app: App) -> None:
    bank(app, "lantern")
    dispute_entry(app.acting_as("cyd"), number(app, "lantern"), why="a lamp")

    assert check(app, CheckQuestion(text="a lantern")).outcome == "disputed"
    assert {one.entry.origin: one.disputed for one in page_of(app).entries} == {"local:ada": True, "cyd": True}


def test_values_of_another_crime_are_withheld_and_can_still_be_taken_back(app: App) -> None:
    bank(app, "f0" * 32, kind="image_pdq", labels="CSAM")
    [one] = page_of(app).entries

    assert (one.withheld, one.entry.value) == (True, WITHHELD)
    assert record_of(app, one.number).shown.entry.value == WITHHELD
    retract(app, one.number, why="handed on")
    assert page_of(app).entries == ()


def test_what_is_not_there_is_told(app: App) -> None:
    for act in (record_of, lambda a, n: retract(a, n, why=""), lambda a, n: dispute_entry(a, n, why="")):
        with pytest.raises(Missing, match="number 7"):
            act(app, 7)  # type: ignore[operator]
