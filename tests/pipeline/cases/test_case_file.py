"""One case, one person at a time; all that belongs to it is shown; and nobody is handed more than they should look at."""

from datetime import timedelta

import pytest

from cautery.app import App
from cautery.cases.exposure import CASES_AN_HOUR
from cautery.cases.review import Word
from cautery.errors import Conflict, Invalid, Missing
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.case_file import (
    all_cases,
    background,
    count_exposure,
    give_back,
    look_at,
    my_exposure,
    posts_of,
    queue_page,
    skip,
    take,
    take_next,
    write_note,
)
from cautery.store import cases
from cautery.store.waiting import Choice
from tests.staffed import join
from tests.world import neighbourhood

EVERY = Choice()
LEAVE = Word(measure="none", clause=None, reason="mends lamps")


def open_cases(app: App, *due_h: float) -> list[CaseId]:
    """Open cases named c0, c1, ... that are due in so many hours."""
    now = app.clock.now()
    opened = [
        Case(
            id=CaseId(f"c{number}"),
            about=Account(platform=Platform("harbour"), id=AccountId(f"person {number}")),
            origin="notice",
            chance=None,
            reasons=(),
            opened_at=now - timedelta(hours=1),
            due=now + timedelta(hours=hours),
        )
        for number, hours in enumerate(due_h)
    ]
    with app.writing() as tx:
        cases.append(tx, opened)
    return [case.id for case in opened]


def test_the_queue_counts_what_is_late_and_what_will_be(app: App) -> None:
    open_cases(app, -1, 0.5, 20)
    page = queue_page(app, EVERY, most=2)

    assert [row.case.id for row in page.rows] == ["c0", "c1"]
    assert (page.waiting, page.overdue, page.soon) == (3, 1, 2)
    assert [row.case.id for row in queue_page(app, EVERY, most=2, behind=page.behind).rows] == ["c2"]


def test_two_people_are_never_handed_the_same_case(app: App) -> None:
    ada, cyd = join(app, "ada", "reviewer"), join(app, "cyd", "reviewer")
    open_cases(app, 1, 2)

    assert (take_next(ada, EVERY), take_next(cyd, EVERY), take_next(ada, EVERY)) == ("c0", "c1", "c0")
    with pytest.raises(Conflict, match="ada is looking at case c0"):
        take(cyd, CaseId("c0"))


def test_what_is_given_back_or_passed_over_goes_to_somebody_else(app: App) -> None:
    ada, cyd = join(app, "ada", "reviewer"), join(app, "cyd", "reviewer")
    open_cases(app, 1)
    assert take_next(ada, EVERY) == "c0"
    skip(ada, CaseId("c0"))

    assert take_next(ada, EVERY) is None
    assert take_next(cyd, EVERY) == "c0"
    give_back(cyd, CaseId("c0"))
    assert take(ada, CaseId("c0"))


def test_a_decided_case_waits_no_more(app: App) -> None:
    ada = join(app, "ada", "reviewer")
    open_cases(app, 1)
    decide_case(ada, CaseId("c0"), LEAVE)

    assert queue_page(app, EVERY, most=9).rows == ()
    with pytest.raises(Conflict, match="does not wait any more"):
        take(ada, CaseId("c0"))
    assert [one.state for one in all_cases(app, everything=True)] == ["decided"]
    assert all_cases(app) == ()


def test_whoever_looked_at_a_changed_case_is_told_and_nothing_is_kept(app: App) -> None:
    ada, cyd = join(app, "ada", "reviewer"), join(app, "cyd", "reviewer")
    open_cases(app, 1)
    seen = look_at(cyd, CaseId("c0")).version
    decide_case(ada, CaseId("c0"), LEAVE, seen=seen)
    with pytest.raises(Conflict, match="decided by ada"):
        decide_case(cyd, CaseId("c0"), LEAVE, seen=seen)

    assert [made.by for made in look_at(app, CaseId("c0")).decisions] == ["ada"]


def test_nobody_decides_what_somebody_else_looks_at(app: App) -> None:
    ada, cyd = join(app, "ada", "reviewer"), join(app, "cyd", "reviewer")
    open_cases(app, 1)
    take(ada, CaseId("c0"))
    with pytest.raises(Conflict, match="ada is looking at case c0"):
        decide_case(cyd, CaseId("c0"), LEAVE)

    assert decide_case(ada, CaseId("c0"), LEAVE).decision.by == "ada"


def test_after_a_full_hour_only_what_is_urgent_is_handed_out(app: App) -> None:
    ada = join(app, "ada", "reviewer")
    open_cases(app, 20)
    for number in range(CASES_AN_HOUR):
        count_exposure(ada, CaseId(f"seen {number}"), items=1)
    assert my_exposure(ada).rest_until is not None
    assert take_next(ada, EVERY) is None

    with app.writing() as tx:
        now = tx.at
        order = Case(
            id=CaseId("order"),
            about=Account(platform=Platform("harbour"), id=AccountId("x")),
            origin="notice",
            chance=None,
            reasons=(),
            opened_at=now,
            due=now + timedelta(minutes=50),
        )
        cases.append(tx, [order])
    assert take_next(ada, EVERY) == "order"


def test_notes_follow_the_account(app: App) -> None:
    ada = join(app, "ada", "reviewer")
    about = neighbourhood().returned
    write_note(ada, about, " sells lamps ")

    assert [(note.text, note.by) for note in background(app, about).notes] == [("sells lamps", "ada")]
    with pytest.raises(Invalid):
        write_note(ada, about, " ")


def test_an_accounts_whole_history_is_there_for_whoever_asks(town: App) -> None:
    assert any("this is my new account" in item.text for item in posts_of(town, neighbourhood().returned))


def test_there_is_nothing_to_see_about_a_case_that_is_not_there(app: App) -> None:
    with pytest.raises(Missing, match="no case 'c9'"):
        look_at(app, CaseId("c9"))
