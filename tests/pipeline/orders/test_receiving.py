"""An order comes in: kept with its hash, located, its hour running; the same one again is a duplicate."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from cautery.app import App
from cautery.errors import Invalid, Missing
from cautery.pipeline.orders.receiving import receive_order
from cautery.pipeline.orders.steps import say_step, show_order
from tests.pipeline.orders.orders import NOON, a_form, at


def test_the_hour_runs_from_the_transport(app: App) -> None:
    kept = receive_order(at(app, 7), a_form(), channel="mail", received_at=NOON, raw=b"as it came")
    order = show_order(app, kept.order).order

    assert kept.due == NOON + timedelta(hours=1)
    assert (order.received_at, order.at) == (NOON, NOON + timedelta(minutes=7))


def test_a_transport_from_the_future_gains_no_time(app: App) -> None:
    kept = receive_order(at(app, 0), a_form(), channel="mail", received_at=NOON + timedelta(days=1))

    assert kept.due == NOON + timedelta(minutes=5) + timedelta(hours=1)


def test_the_same_order_again_is_a_duplicate_and_keeps_its_first_hour(app: App) -> None:
    first = receive_order(at(app, 0), a_form(), channel="mail", raw=b"one")
    again = receive_order(at(app, 30), a_form(), channel="api", raw=b"other bytes, same order")
    same_bytes = receive_order(at(app, 31), a_form(2), channel="mail", raw=b"one")

    assert (again.order, again.duplicate, again.due) == (first.order, True, first.due)
    assert (same_bytes.order, same_bytes.duplicate) == (first.order, True)
    assert [step.kind for step in show_order(app, first.order).steps] == ["located", "duplicate", "duplicate"]


def test_another_order_about_the_same_is_another(app: App) -> None:
    first = receive_order(at(app, 0), a_form(1), channel="api")

    assert receive_order(at(app, 1), a_form(2), channel="api").order != first.order


def test_what_the_transport_proves_is_authentic_at_once(app: App) -> None:
    by_key = receive_order(at(app, 0), a_form(1), channel="api", authentic="yes", evidence="a key of the police")
    by_mail = receive_order(at(app, 0), a_form(2), channel="mail")

    assert show_order(app, by_key.order).status.state == "authenticated"
    assert show_order(app, by_mail.order).status.state == "received"


def test_an_address_leads_to_the_post_or_the_account(town: App) -> None:
    form = replace(a_form(), urls=("https://harbour.example/guard%201",))
    kept = receive_order(town, form, channel="api")

    assert [target.about.id for target in show_order(town, kept.order).status.targets] == ["guard 1"]


@pytest.mark.parametrize(
    "wrong", [{"urls": ()}, {"authority": " "}, {"reference": ""}, {"law": "moon"}, {"clock": "x"}]
)
def test_an_order_that_could_not_be_answered_is_refused(app: App, wrong: dict[str, object]) -> None:
    with pytest.raises(Invalid):
        receive_order(app, replace(a_form(), **wrong), channel="api")  # type: ignore[arg-type]


def test_an_order_names_a_clause_of_the_policy(app: App) -> None:
    with pytest.raises(Missing, match="clause"):
        receive_order(app, replace(a_form(), clause="coffee"), channel="api")


def test_what_was_refused_swallows_no_order_that_comes_after_it(app: App) -> None:
    first = receive_order(at(app, 0), a_form(), channel="mail", raw=b"one").order
    say_step(at(app, 1), first, "refused", "nobody there knows of it")
    true = receive_order(at(app, 5), a_form(), channel="api", authentic="yes", evidence="key")

    assert not true.duplicate
    assert show_order(app, true.order).status.state == "authenticated"


def test_an_order_that_now_forbids_telling_is_no_duplicate(app: App) -> None:
    receive_order(at(app, 0), a_form(), channel="api")

    assert not receive_order(at(app, 5), a_form(non_disclosure=True), channel="api").duplicate


def test_a_day_of_silence_asks_for_silence_and_times_are_in_utc(app: App) -> None:
    form = replace(a_form(), non_disclosure_until=datetime(2026, 4, 1), issued_at=datetime(2026, 3, 1, 11))  # noqa: DTZ001
    kept = show_order(app, receive_order(at(app, 0), form, channel="api").order).order.form

    assert kept.non_disclosure
    assert (kept.non_disclosure_until, kept.issued_at) == (datetime(2026, 4, 1, tzinfo=UTC), NOON - timedelta(hours=1))
    too_late = datetime.max.replace(tzinfo=timezone(-timedelta(hours=12)))
    with pytest.raises(Invalid, match="UTC"):
        receive_order(app, replace(form, issued_at=too_late), channel="api")
