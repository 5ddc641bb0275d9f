"""An account is asked about once: new grounds join the case that waits, and one decision answers all of them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cautery.app import App
from cautery.cases.filing import NoticeForm
from cautery.cases.review import DecisionInput
from cautery.errors import Conflict
from cautery.model.case import CaseId
from cautery.model.decision import Observation
from cautery.pipeline.cases.appeals import appeal, pending_appeals, review_appeal
from cautery.pipeline.cases.case_file import look_at
from cautery.pipeline.cases.changes import state_of
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.join import open_together
from cautery.pipeline.cases.leases import take
from cautery.pipeline.cases.notices import answer_to, file_notice, receipt_link
from cautery.pipeline.cases.opening import open_noticed, open_suspected
from cautery.pipeline.cases.proposals import propose
from cautery.pipeline.cases.review_queue import all_cases, queue_page
from cautery.pipeline.cases.statements import appeal_link
from cautery.pipeline.cases.terminal_queue import queue
from cautery.pipeline.cases.threats import raise_threat
from cautery.pipeline.installation.verify_log import verify_log
from cautery.store import actions
from cautery.store.waiting import QueueFilter
from tests.deciding import ALONE, SUSPEND, a_complaint, a_suspicion
from tests.returned import came_back
from tests.world import NOON, person


def waiting(app: App) -> list[str]:
    return [row.case.id for row in queue_page(app, QueueFilter(), most=99).rows]


def both(app: App) -> tuple[CaseId, CaseId]:
    """Open a case for a suspicion and then one for an order about the same account; gives the leading and the joined one."""
    open_suspected(app, [a_suspicion("ana")], at=NOON)
    [leads] = waiting(app)
    open_noticed(app, [a_complaint("ana", kind="authority")])
    [joined] = look_at(app, CaseId(leads)).joined
    return CaseId(leads), joined.id


def test_new_grounds_join_the_case_that_waits_and_bring_it_forward(app: App) -> None:
    leads, joined = both(app)
    [row] = queue_page(app, QueueFilter(), most=9).rows

    assert row.case.id == leads
    assert row.waiting.due == look_at(app, leads).due == NOON + timedelta(hours=1)
    assert row.waiting.look_by < NOON
    assert look_at(app, joined).waits_with == leads
    assert [one.case for one in queue(app.config, app.clock)] == [one.case for one in all_cases(app)] == [leads]


def test_a_suspicion_joins_a_notice_and_says_its_chance(app: App) -> None:
    open_noticed(app, [a_complaint("ana")])
    [leads] = waiting(app)
    for hours in (1, 2):
        open_suspected(app, [a_suspicion("ana")], at=NOON + timedelta(hours=hours))

    assert [other.chance for other in look_at(app, CaseId(leads)).joined] == [0.9]


def test_one_decision_answers_all_and_acts_once(app: App) -> None:
    leads, joined = both(app)
    decide_case(app, leads, SUSPEND, seen=look_at(app, leads).version)

    assert [look_at(app, case).decisions[-1].measure for case in (leads, joined)] == ["suspend", "suspend"]
    with app.reading() as connection:
        assert len(actions.waiting(connection)) == 1
    assert waiting(app) == []
    assert verify_log(app).ok


def test_a_joined_case_is_not_decided_apart_and_nobody_decides_what_they_have_not_seen(app: App) -> None:
    open_suspected(app, [a_suspicion("ana")], at=NOON)
    [leads] = (CaseId(name) for name in waiting(app))
    seen, state = look_at(app, leads).version, state_of(app, leads)
    open_noticed(app, [a_complaint("ana", kind="authority")])
    [joined] = look_at(app, leads).joined
    with pytest.raises(Conflict, match=f"waits with case {leads}"):
        decide_case(app, joined.id, ALONE)
    with pytest.raises(Conflict, match="has new grounds"):
        decide_case(app, leads, ALONE, seen=seen)

    assert state_of(app, leads) != state


def test_a_return_leads_and_whoever_looked_at_the_other_looks_at_it(app: App) -> None:
    open_suspected(app, [a_suspicion("ana")], at=NOON)
    [before] = waiting(app)
    take(app, CaseId(before))
    other = came_back(app, "ivo", of="eva")
    with app.writing() as tx:
        returned = replace(look_at(app, other).case, id=CaseId("back"), about=person("ana"))
        open_together(tx, [returned])

    assert set(waiting(app)) == {"back", other}
    assert look_at(app, CaseId("back")).held_by == app.person


def test_whoever_complained_is_answered_and_the_holder_objects_to_the_one_decision(app: App) -> None:
    open_suspected(app, [a_suspicion("ana")], at=NOON)
    [leads] = waiting(app)
    said = NoticeForm(
        platform="harbour", account="ana", place="https://a", category="terrorism", text="lamps", in_good_faith=True
    )
    filed = file_notice(app, said, kind="authority")
    decide_case(app, CaseId(leads), SUSPEND)
    answer = answer_to(app, receipt_link(app, filed)).decision
    assert answer is not None
    assert answer.measure == "suspend"
    appeal(app, appeal_link(app, answer.id), "It was a song.", contact="")
    [heard] = pending_appeals(app)
    review_appeal(app.acting_as("cyd"), heard.appeal.id, outcome="overturned", reason="A song it is.")

    again = answer_to(app, receipt_link(app, filed)).decision
    assert heard.decision.case == leads
    assert again is not None
    assert again.measure == "none"


def test_a_threat_in_a_joined_case_brings_forward_the_one_that_leads(app: App) -> None:
    open_suspected(app, [a_suspicion("ana")], at=NOON)
    [leads] = (CaseId(name) for name in waiting(app))
    open_noticed(app, [a_complaint("ana", kind="trusted_flagger")])
    [joined] = look_at(app, leads).joined
    raise_threat(app, joined.id, "the bridge, tonight")

    [row] = queue_page(app, QueueFilter(), most=9).rows
    assert row.waiting.threatened
    assert "life may be in danger" in row.why[0]


def test_nothing_is_proposed_about_a_joined_case_apart(app: App) -> None:
    _, joined = both(app)
    terms = Observation(requester="port", legal_basis="w", expires_at=app.clock.now() + timedelta(days=9), approver="")
    word = DecisionInput(measure="observe", clause="promotes", reason="They watch.", observation=terms)
    with pytest.raises(Conflict, match="propose it there"):
        propose(app, joined, word)


def test_items_are_questions_of_their_own(app: App) -> None:
    open_suspected(app, [a_suspicion("ana")], at=NOON)
    open_noticed(app, [replace(a_complaint("ana"), post="p1")])

    assert len(waiting(app)) == 2


def test_what_waits_from_before_there_were_joins_is_answered_too(app: App) -> None:
    open_suspected(app, [a_suspicion("ana")], at=NOON)
    came_back(app, "ana", of="eva")  # as it was opened once: beside the other
    first, second = waiting(app)
    decide_case(app, CaseId(first), DecisionInput(measure="restrict", clause="promotes", reason="Spreads lamps."))

    assert waiting(app) == []
    assert look_at(app, CaseId(second)).decisions[-1].source == "joined"
