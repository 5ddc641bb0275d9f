"""A gold case comes blind, is answered like any other, does nothing, and then tells what was agreed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cautery.app import App
from cautery.cases.appeals import last_moment
from cautery.cases.review import DecisionInput
from cautery.errors import Conflict, Refused
from cautery.kit.clock import FrozenClock
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.model.exhibit import Exhibit, ProfileSnapshot
from cautery.pipeline.cases.case_file import look_at
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.golden_set import add_to_golden_set, judgement
from cautery.pipeline.cases.leases import skip, take_next
from cautery.pipeline.cases.preview import preview
from cautery.pipeline.cases.threats import raise_threat
from cautery.store import actions, cases, decisions, exhibits, judgements
from cautery.store.waiting import QueueFilter
from tests.staffed import join

OLD, NEXT = CaseId("old"), CaseId("next")
SUSPEND = DecisionInput(measure="suspend", clause="promotes", reason="spreads their lamps")
LEAVE = DecisionInput(measure="none", clause=None, reason="mends lamps")


def opened(app: App, name: CaseId) -> None:
    """Open a case that is due in three days, with what it shows."""
    with app.writing() as tx:
        about = Account(platform=Platform("harbour"), id=AccountId(f"about {name}"))
        due = tx.at + timedelta(days=3)
        case = Case(id=name, about=about, origin="notice", chance=None, reasons=(), opened_at=tx.at, due=due)
        cases.append(tx, [case])
        exhibits.append(
            tx, [Exhibit(case=name, face=ProfileSnapshot(handle="lamps"), items=(), language="en", at=tx.at)]
        )


def later(app: App) -> App:
    """Give the installation half a year on, with a gold case before each usual one, which is made and waits."""
    opened(app, OLD)
    decide_case(join(app, "cyd", "reviewer"), OLD, SUSPEND)
    clock = FrozenClock(last_moment(app.clock.now()) + timedelta(days=1))
    then = App(replace(app.config, gold_every=1), clock=clock, person=app.person)
    add_to_golden_set(join(then, "sen", "senior"), OLD)
    opened(then, NEXT)
    return then


def pulled(app: App) -> CaseId:
    found = take_next(app, QueueFilter())
    assert found is not None
    return found


def test_it_comes_before_a_usual_case_under_another_name_and_then_the_usual_one_comes(app: App) -> None:
    ada = join(later(app), "ada", "reviewer")
    name = pulled(ada)
    assert name not in (OLD, NEXT)
    assert pulled(ada) == name
    file = look_at(ada, name)
    assert (file.decisions, file.known, file.background.decisions, file.held_by) == ((), None, (), "ada")
    assert preview(ada, name, SUSPEND).problem == ""
    decide_case(ada, name, SUSPEND, seen=file.version)

    assert pulled(ada) == NEXT


def test_nothing_follows_from_what_is_answered_and_the_agreed_answer_is_told(app: App) -> None:
    ada = join(later(app), "ada", "reviewer")
    with ada.reading() as connection:
        before = decisions.how_many(connection)
    name = pulled(ada)
    judged = decide_case(ada, name, LEAVE)

    with ada.reading() as connection:
        assert decisions.how_many(connection) == before
        assert actions.of_decision(connection, judged.decision.id) == []
    told = look_at(ada, name).known
    assert judged.actions == ()
    assert told is not None
    assert (told.same, told.agreed.measure, told.agreed.reason) == (False, "suspend", SUSPEND.reason)
    with pytest.raises(Conflict, match="already"):
        decide_case(ada, name, SUSPEND)


def test_nobody_gets_what_they_decided_or_made_and_nobody_answers_for_another(app: App) -> None:
    then = later(app)
    assert pulled(then.acting_as("cyd")) == NEXT
    skip(then.acting_as("cyd"), NEXT)
    assert pulled(then.acting_as("sen")) == NEXT
    skip(then.acting_as("sen"), NEXT)
    name = pulled(join(then, "ada", "reviewer"))
    with pytest.raises(Conflict, match="ada is looking"):
        decide_case(join(then, "ben", "reviewer"), name, SUSPEND)


def test_what_is_passed_over_does_not_come_again(app: App) -> None:
    ada = join(later(app), "ada", "reviewer")
    skip(ada, pulled(ada))

    assert pulled(ada) == NEXT


def test_a_threat_that_is_raised_is_raised_for_the_case_itself(app: App) -> None:
    ada = join(later(app), "ada", "reviewer")
    raise_threat(ada, pulled(ada), "the bridge, tonight")

    with ada.reading() as connection:
        assert [one.says for one in judgements.threats_of(connection, OLD)] == ["the bridge, tonight"]


def test_an_answer_that_stands_no_more_is_neither_asked_nor_counted(app: App) -> None:
    then = later(app)
    ada = join(then, "ada", "reviewer")
    decide_case(ada, pulled(ada), SUSPEND)
    assert judgement(then).by_language["en"].answers == judgement(then).by_clause["promotes"].same == 1
    decide_case(then.acting_as("sen"), OLD, replace(LEAVE, replaces=True))

    assert (judgement(then).together.answers, judgement(then).gold) == (0, 0)
    assert pulled(join(then, "ben", "reviewer")) == NEXT


def test_only_what_is_settled_becomes_gold_and_once(app: App) -> None:
    fresh = CaseId("fresh")
    opened(app, fresh)
    decide_case(join(app, "cyd", "reviewer"), fresh, SUSPEND)
    with pytest.raises(Refused, match="can still change"):
        add_to_golden_set(app, fresh)
    with pytest.raises(Conflict, match="gold already"):
        add_to_golden_set(later(app), OLD)
