"""The life of an order: which step may follow which, and until when."""

from datetime import UTC, datetime, timedelta

import pytest

from cautery.cases.order_states import BECOMES, FROM, refuse_step, status_of
from cautery.errors import Conflict, Invalid
from cautery.model.order import Authenticity, Order, OrderForm, OrderId, OrderStep, StepKind
from cautery.policy.laws.eu_tco_2021_784 import TerroristContentOnline

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
CLOCK = TerroristContentOnline.clock("tco.remove")


def an_order(authentic: Authenticity = "unknown") -> Order:
    form = OrderForm(authority="Quay Police", reference="Q-1", urls=("https://harbour.example/p1",), clause="promotes")
    return Order(
        id=OrderId("o1"),
        form=form,
        channel="mail",
        authentic=authentic,
        evidence="",
        raw_sha256="",
        received_at=NOON,
        by="ada",
        at=NOON + timedelta(minutes=9),
    )


def steps(*kinds: StepKind, every: timedelta = timedelta(minutes=10)) -> list[OrderStep]:
    return [
        OrderStep(order=OrderId("o1"), kind=kind, says="so", by="ada", at=NOON + every * (place + 1))
        for place, kind in enumerate(kinds)
    ]


def test_the_hour_runs_from_the_receipt_and_not_from_when_it_was_kept() -> None:
    status = status_of(an_order(), [], CLOCK)

    assert (status.state, status.due) == ("received", NOON + HOUR)


@pytest.mark.parametrize(("stops", "goes_on"), [("impossible", "ceased"), ("unclear", "clarified")])
def test_the_clock_stands_and_then_runs_for_a_new_hour(stops: StepKind, goes_on: StepKind) -> None:
    assert status_of(an_order(), steps("authenticated", stops), CLOCK).due is None
    again = status_of(an_order(), steps("authenticated", "acknowledged", stops, goes_on), CLOCK)

    assert (again.state, again.due, again.acknowledged) == ("authenticated", NOON + timedelta(minutes=40) + HOUR, False)


def test_what_was_carried_out_has_no_clock() -> None:
    status = status_of(an_order(), steps("authenticated", "executing", "executed", "told"), CLOCK)

    assert (status.state, status.due, status.executed_at) == ("told", None, NOON + timedelta(minutes=30))


def test_only_steps_that_may_follow_are_taken() -> None:
    order = an_order()
    for kind, states in FROM.items():
        if "received" not in states:
            with pytest.raises(Conflict):
                refuse_step(order, status_of(order, [], CLOCK), [], kind, "so")


def test_an_order_is_annulled_only_after_an_appeal_and_reinstated_only_after_that() -> None:
    order = an_order()
    done: list[StepKind] = ["authenticated", "executing", "executed"]
    for kind, first in (("annulled", "appealed"), ("infringes", "scrutiny"), ("reinstated", "annulled")):
        taken = steps(*done)
        with pytest.raises(Conflict, match="only after"):
            refuse_step(order, status_of(order, taken, CLOCK), taken, kind, "so")  # type: ignore[arg-type]
        taken = steps(*done, first)  # type: ignore[arg-type]
        refuse_step(order, status_of(order, taken, CLOCK), taken, kind, "so")  # type: ignore[arg-type]


def test_a_wrong_signature_is_never_authentic() -> None:
    order = an_order(authentic="no")
    with pytest.raises(Conflict, match="never authentic"):
        refuse_step(order, status_of(order, [], CLOCK), [], "authenticated", "telephoned")
    refuse_step(order, status_of(order, [], CLOCK), [], "refused", "wrong signature")


def test_a_verification_says_how() -> None:
    order = an_order()
    with pytest.raises(Invalid, match="how its sender was verified"):
        refuse_step(order, status_of(order, [], CLOCK), [], "authenticated", " ")


def test_whoever_is_in_dispute_is_so_until_the_answer() -> None:
    done = ("authenticated", "executing", "executed", "appealed")

    assert status_of(an_order(), steps(*done), CLOCK).disputed
    confirmed = status_of(an_order(), steps(*done, "confirmed"), CLOCK)
    annulled = status_of(an_order(), steps(*done, "annulled", "reinstated"), CLOCK)
    assert (confirmed.disputed, confirmed.ended) == (False, None)
    assert (annulled.disputed, annulled.ended) == (False, "reinstated")


def test_every_state_is_reached_by_a_step() -> None:
    assert set(BECOMES) <= set(FROM)
