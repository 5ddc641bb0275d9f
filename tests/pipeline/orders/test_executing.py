"""An order is carried out once, reversibly, and put back when it fell; what another order names stays removed."""

import pytest

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.errors import Conflict, Invalid
from cautery.model.case import CaseId
from cautery.model.order import OrderTarget
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.non_disclosure import is_silent
from cautery.pipeline.orders.executing import execute_order, record_executed, say_of_order
from cautery.pipeline.orders.receiving import receive_order
from cautery.pipeline.orders.steps import locate_by_hand, show_order, take_step, view_of
from cautery.pipeline.orders.watching import watch_orders
from cautery.platforms.connectors.simulator import Simulator
from cautery.store import decisions, leases
from tests.pipeline.orders.orders import NOON, a_form, a_platform, at, carry, whose


def authentic(app: App, number: int = 1, *, account: str = "u000001", non_disclosure: bool = False) -> str:
    form = a_form(number, account=account, non_disclosure=non_disclosure)
    kept = receive_order(at(app, 0), form, channel="api", authentic="yes", evidence="key")
    locate_by_hand(at(app, 1), kept.order, whose(account), None)
    return kept.order


def kinds(app: App, order: str) -> list[str]:
    return [step.kind for step in show_order(app, order).steps]


def removed(app: App, platform: Simulator, order: str, *, minute: float = 2) -> None:
    execute_order(at(app, minute), order)
    carry(at(app, minute + 1), platform)
    watch_orders(at(app, minute + 2))


def test_an_order_is_executed_when_the_platform_shows_it(app: App) -> None:
    platform, order = a_platform(), authentic(app)
    execute_order(at(app, 5), order)
    watch_orders(at(app, 6))
    assert show_order(app, order).status.state == "executing"
    carry(at(app, 8), platform)
    watch_orders(at(app, 70))
    status = show_order(app, order).status

    assert (status.state, status.executed_at, status.missed) == ("executed", at(app, 8).clock.now(), ())
    assert "suspend" in platform.look_up(whose("u000001")).measures


def test_an_order_is_not_executed_twice(app: App) -> None:
    platform, order = a_platform(), authentic(app)
    removed(app, platform, order)
    with pytest.raises(Conflict):
        execute_order(at(app, 9), order)

    assert len(platform.received) == 1


def test_what_is_not_authentic_is_not_executed(app: App) -> None:
    kept = receive_order(at(app, 0), a_form(), channel="mail")
    locate_by_hand(at(app, 0), kept.order, whose("u000001"), None)
    with pytest.raises(Conflict, match="'received'"):
        execute_order(at(app, 1), kept.order)


def test_an_order_about_something_unknown_says_what_to_do(app: App) -> None:
    kept = receive_order(at(app, 0), a_form(), channel="api", authentic="yes", evidence="key")
    with pytest.raises(Conflict, match="Say which account or post"):
        execute_order(at(app, 1), kept.order)
    record_executed(at(app, 4), kept.order, says="deleted the file", happened_at=None)

    assert show_order(app, kept.order).status.state == "executed"


def test_an_annulled_order_is_put_back(app: App) -> None:
    platform, order = a_platform(), authentic(app)
    removed(app, platform, order)
    say_of_order(at(app, 100), order, "appealed", "court of the quay, 7/26")
    say_of_order(at(app, 200), order, "annulled", "court of the quay, 7/26")
    carry(at(app, 201), platform)
    watch_orders(at(app, 202))

    assert kinds(app, order)[-3:] == ["appealed", "annulled", "reinstated"]
    assert "suspend" not in platform.look_up(whose("u000001")).measures


def test_what_another_order_names_stays_removed(app: App) -> None:
    platform, one = a_platform(), authentic(app, 1)
    other = authentic(app, 2)
    removed(app, platform, one)
    removed(app, platform, other, minute=6)
    say_of_order(at(app, 100), one, "scrutiny", "own authority")
    say_of_order(at(app, 200), one, "infringes", "own authority")
    carry(at(app, 201), platform)
    watch_orders(at(app, 202))

    assert "suspend" in platform.look_up(whose("u000001")).measures
    assert kinds(app, one)[-1] == "infringes"


def test_an_order_that_forbids_telling_silences_its_cases(app: App) -> None:
    order = authentic(app, non_disclosure=True)
    execute_order(at(app, 2), order)
    [case] = show_order(app, order).status.cases
    with app.reading() as connection:
        assert is_silent(connection, CaseId(case), at=NOON)
        assert not is_silent(connection, CaseId(case), at=at(app, 60 * 24 * 7 * 6 + 1).clock.now())


def test_a_step_that_is_none_is_refused(app: App) -> None:
    with pytest.raises(Invalid, match="no step"):
        say_of_order(app, authentic(app), "executed", "so")


def fell(app: App, order: str) -> None:
    say_of_order(at(app, 100), order, "scrutiny", "own authority")
    say_of_order(at(app, 200), order, "infringes", "own authority")


def test_what_another_order_had_removed_by_hand_stays_removed(app: App) -> None:
    platform, one, other = a_platform(), authentic(app, 1), authentic(app, 2)
    removed(app, platform, one)
    record_executed(at(app, 9), other, says="it was gone already", happened_at=None)
    fell(app, one)
    carry(at(app, 201), platform)

    assert "suspend" in platform.look_up(whose("u000001")).measures


def test_what_a_person_decided_since_stays_removed(app: App) -> None:
    platform, order = a_platform(), authentic(app)
    removed(app, platform, order)
    [case] = show_order(app, order).status.cases
    own = DecisionInput(measure="suspend", clause="threatens", reason="it breaks our own rules too", replaces=True)
    decide_case(at(app, 50), case, own)
    fell(app, order)
    for minute in (201, 202):
        carry(at(app, minute), platform)
        watch_orders(at(app, minute))

    assert "suspend" in platform.look_up(whose("u000001")).measures


def test_a_case_that_somebody_looks_at_keeps_no_other_thing_from_coming_back(app: App) -> None:
    platform = a_platform()
    order = receive_order(at(app, 0), a_form(), channel="api", authentic="yes", evidence="key").order
    targets = tuple(OrderTarget(url="u", about=whose(name), post=None) for name in ("u000001", "u000002"))
    with app.writing() as tx:
        take_step(tx, view_of(tx.connection, order), "located", "both", targets=targets)
    removed(app, platform, order)
    first, second = show_order(app, order).status.cases
    with app.noting() as connection:
        leases.take(connection, first, person="kim", at=at(app, 199).wall.now())
    with pytest.raises(Conflict, match="kim"):
        fell(app, order)
    with app.reading() as connection:
        assert decisions.of_case(connection, second)[-1].measure == "none"
        assert decisions.of_case(connection, first)[-1].measure == "suspend"


def test_an_order_that_fell_does_not_become_final(app: App) -> None:
    order = authentic(app)
    removed(app, a_platform(), order)
    fell(app, order)
    with pytest.raises(Conflict, match="does not become final"):
        say_of_order(at(app, 300), order, "final", "")
