"""Orders are listed as their clocks run, and each step is kept with who took it."""

import pytest

from cautery.app import App
from cautery.errors import Missing
from cautery.pipeline.orders.receiving import receive_order
from cautery.pipeline.orders.steps import list_orders, say_step, show_order
from tests.pipeline.orders.orders import a_form, at


def test_what_waits_comes_first_by_its_time_limit(app: App) -> None:
    late, early, over = (
        receive_order(at(app, minute), a_form(number), channel="mail").order
        for number, minute in ((1, 30), (2, 0), (3, 10))
    )
    say_step(at(app, 31), over, "refused", "nobody there knows of it")

    assert [one.order.id for one in list_orders(app)] == [early, late, over]


def test_a_time_limit_that_passed_before_a_step_is_kept_with_it(app: App) -> None:
    order = receive_order(at(app, 0), a_form(), channel="mail").order
    say_step(at(app, 90), order, "authenticated", "telephoned")

    assert [step.kind for step in show_order(app, order).steps] == ["located", "missed", "authenticated"]


def test_a_forged_order_misses_nothing(app: App) -> None:
    order = receive_order(at(app, 0), a_form(), channel="mail").order
    say_step(at(app, 90), order, "refused", "forged")

    assert show_order(app, order).status.missed == ()


def test_an_order_that_there_is_not_is_missing(app: App) -> None:
    with pytest.raises(Missing):
        show_order(app, "none")
