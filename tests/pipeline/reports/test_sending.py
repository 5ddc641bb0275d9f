"""Each decision in force reaches the transparency database once, whatever fails in between. The database here is a fake."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from cautery.app import App
from cautery.pipeline.cases.letter_facts import notifier_of
from cautery.pipeline.cases.non_disclosure import suppress_notifications
from cautery.pipeline.orders.executing import execute_order
from cautery.pipeline.orders.receiving import receive_order
from cautery.pipeline.orders.steps import locate_by_hand, show_order
from cautery.pipeline.reports.sending import send_statements
from cautery.pipeline.takedowns.control import undo_whole
from cautery.pipeline.takedowns.planning import begin
from cautery.pipeline.takedowns.status import look_at
from cautery.settings.tables import StatementsTable
from cautery.simulator.world import PLATFORM
from cautery.store import cases
from tests.pipeline.orders.orders import a_form, a_platform, at, carry, whose
from tests.takedowns import Quay, carried_through, later, planned
from tests.transparency_database import TOKEN, FakeDatabase, fake_database


@pytest.fixture
def database(app: App, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeDatabase]:
    monkeypatch.setenv("CAUTERY_STATEMENTS_TOKEN", TOKEN)
    with fake_database() as fake:
        app.config = replace(app.config, statements={"quay": StatementsTable(address=fake.url)})
        yield fake


def taken_down(app: App, many: int) -> str:
    made = planned(app, many)
    begin(app, made.id)
    carried_through(app, Quay(), made.id)
    return made.id


def test_each_decision_in_force_is_sent_once(app: App, database: FakeDatabase) -> None:
    taken_down(app, 3)

    assert send_statements(app).sent == 3
    assert send_statements(app).sent == 0
    assert len(database.has) == 3
    assert {one["decision_account"] for one in database.has.values()} == {"DECISION_ACCOUNT_SUSPENDED"}
    assert "lantern" not in str(database.has)


def test_an_answer_that_was_lost_is_asked_for_and_sends_nothing_twice(app: App, database: FakeDatabase) -> None:
    taken_down(app, 2)
    database.fails = [(503, True)]

    assert send_statements(app).waiting == 2
    again = send_statements(app)
    assert (again.sent, again.known, again.waiting) == (0, 2, 0)
    assert database.batches == [2]


def test_what_was_not_taken_is_sent_again(app: App, database: FakeDatabase) -> None:
    taken_down(app, 2)
    database.fails = [(429, False)]

    assert "patience" in send_statements(app).says
    assert (send_statements(app).sent, len(database.has)) == (2, 2)


def test_one_that_is_known_or_refused_costs_the_others_nothing(app: App, database: FakeDatabase) -> None:
    taken_down(app, 3)
    database.fails = [(429, False)]
    send_statements(app)
    first, second, _ = sorted(database_puids(app))
    database.has[first] = {}
    database.refuses = {second}

    report = send_statements(app)
    assert (report.sent, report.known, report.refused, report.waiting) == (1, 1, 1, 0)


def test_a_wrong_token_keeps_everything_waiting_and_says_so(
    app: App, database: FakeDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken_down(app, 1)
    monkeypatch.setenv("CAUTERY_STATEMENTS_TOKEN", "another")
    report = send_statements(app)

    assert "credentials" in report.says
    assert report.waiting == 1


def test_nothing_is_sent_that_an_order_silences_until_it_ends(app: App, database: FakeDatabase) -> None:
    case = look_at(app, taken_down(app, 1)).plan.case  # type: ignore[arg-type]
    suppress_notifications(app, case, order="HO-7/2020", until=app.clock.now() + timedelta(days=2))

    assert send_statements(app).written == 0
    assert database.has == {}
    assert send_statements(later(app, days=3)).sent == 1


def test_what_was_taken_back_before_it_was_sent_is_not_sent(app: App, database: FakeDatabase) -> None:
    name = taken_down(app, 1)
    database.fails = [(503, False)]
    send_statements(app)
    undo_whole(app, name, reason="a choir")  # type: ignore[arg-type]

    assert send_statements(app).sent == 0
    assert database.has == {}


def test_no_statement_is_due_for_what_an_authority_ordered(app: App, database: FakeDatabase) -> None:
    app.config = replace(app.config, statements={PLATFORM: app.config.statements["quay"]})
    order = receive_order(at(app, 0), a_form(), channel="api", authentic="yes", evidence="key").order
    locate_by_hand(at(app, 1), order, whose("u000001"), None)
    execute_order(at(app, 2), order)
    carry(at(app, 3), a_platform())
    [case] = show_order(app, order).status.cases

    assert send_statements(at(app, 4)).written == 0
    with app.reading() as connection:
        found = cases.get(connection, case)
    assert found is not None
    assert notifier_of(found) == "authority"


def database_puids(app: App) -> list[str]:
    from cautery.store import submissions

    with app.reading() as connection:
        return [one.puid for one in submissions.waiting(connection, most=9)]
