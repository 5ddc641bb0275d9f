"""People are paged until somebody attends, what was missed is kept, and nobody there means what the owner said it means."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec
import pytest

from cautery.app import App
from cautery.model.order import Authenticity
from cautery.pipeline.orders import watching
from cautery.pipeline.orders.executing import execute_order
from cautery.pipeline.orders.receiving import receive_order
from cautery.pipeline.orders.steps import OrderView, locate_by_hand, say_step, show_order
from cautery.pipeline.orders.watching import watch_orders
from cautery.settings.tables import OrderRules
from tests.pipeline.orders.orders import a_form, a_platform, at, carry, whose


def pages(app: App) -> list[str]:
    with app.reading() as connection:
        rows = connection.exec_driver_sql("SELECT id, body FROM messages WHERE hook = 'duty' ORDER BY number").all()
        assert all("u000001" not in body for _, body in rows)
        return [name.rpartition("_")[2] for name, _ in rows]


def unattended(app: App) -> App:
    return App(replace(app.config, orders=OrderRules(execute_unattended=True)), clock=app.clock, person="cautery")


def an_order(app: App, *, authentic: Authenticity = "yes") -> str:
    order = receive_order(at(app, 0), a_form(), channel="api", authentic=authentic, evidence="key").order
    locate_by_hand(at(app, 0), order, whose("u000001"), None)
    return order


@pytest.mark.parametrize(
    ("minutes", "paged"),
    [((0, 1, 14.9), ["0"]), ((0, 15, 16, 30, 45, 46), ["0", "15", "30", "45"]), ((44, 44.5), ["30"])],
)
def test_people_are_paged_at_each_time_once(app: App, minutes: Sequence[float], paged: list[str]) -> None:
    an_order(app)
    for minute in minutes:
        watch_orders(at(app, minute))

    assert pages(app) == paged


def test_who_acknowledges_is_paged_no_more_but_for_what_was_missed(app: App) -> None:
    order = an_order(app)
    watch_orders(at(app, 0))
    say_step(at(app, 5), order, "acknowledged", "")
    watch_orders(at(app, 45))
    assert pages(app) == ["0"]
    watch_orders(at(app, 61))
    watch_orders(at(app, 62))

    assert pages(app) == ["0", "missed"]
    assert [step.kind for step in show_order(app, order).steps].count("missed") == 1


def test_with_nobody_there_nothing_is_done_unless_the_owner_says_so(app: App) -> None:
    order = an_order(app)
    watch_orders(at(app, 41))

    assert show_order(app, order).status.state == "authenticated"


def test_with_nobody_there_an_authentic_order_about_one_thing_is_carried_out_within_42_minutes(app: App) -> None:
    platform, order, alone = a_platform(), an_order(app), unattended(app)
    watch_orders(at(alone, 39.9))
    assert show_order(app, order).status.state == "authenticated"
    watch_orders(at(alone, 40))
    carry(at(alone, 41), platform)
    watch_orders(at(alone, 41.5))
    view = show_order(app, order)

    assert (view.status.state, view.status.missed) == ("executed", ())
    assert [step.by for step in view.steps if step.kind == "executing"] == ["cautery"]
    assert pages(app)[-1] == "alone"


@pytest.mark.parametrize("why", ["not proved", "two things", "somebody attends"])
def test_with_nobody_there_nothing_else_is_carried_out(app: App, why: str) -> None:
    form = replace(a_form(), urls=("https://a.example/1", "https://a.example/2")) if why == "two things" else a_form()
    proof: Authenticity = "unknown" if why == "not proved" else "yes"
    order = receive_order(at(app, 0), form, channel="api", authentic=proof, evidence="key").order
    locate_by_hand(at(app, 0), order, whose("u000001"), None)
    if why == "not proved":
        say_step(at(app, 1), order, "authenticated", "by telephone")
    if why == "somebody attends":
        say_step(at(app, 1), order, "acknowledged", "")
    watch_orders(at(unattended(app), 41))

    assert show_order(app, order).status.state == "authenticated"


def test_a_removal_that_the_platform_shows_too_late_was_missed_also_when_no_service_looked(app: App) -> None:
    platform, order = a_platform(), an_order(app)
    execute_order(at(app, 70), order)
    carry(at(app, 71), platform)
    watch_orders(at(app, 300))

    assert [step.kind for step in show_order(app, order).steps] == [
        "located",
        "authenticated",
        "located",
        "missed",
        "executing",
        "executed",
    ]


def test_a_page_leads_to_the_order(app: App) -> None:
    order = an_order(app)
    watch_orders(at(app, 0))
    with app.reading() as connection:
        body = connection.exec_driver_sql("SELECT body FROM messages WHERE hook = 'duty'").scalar()

    assert msgspec.json.decode(body or "{}")["data"]["order"] == order


def test_what_fails_for_one_order_keeps_no_page_of_another_back(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, other = an_order(app), receive_order(at(app, 0), a_form(2), channel="mail").order

    def fails(_: App, view: OrderView) -> int:
        raise OSError("no space left")

    monkeypatch.setattr(watching, "preserve_removed", fails)
    with pytest.raises(OSError, match="no space"):
        watch_orders(at(app, 0))
    assert pages(app) == ["0", "0"]
    with pytest.raises(OSError, match="no space"):
        watch_orders(at(app, 61))

    assert [show_order(app, order).steps[-1].kind for order in (broken, other)] == ["missed", "missed"]


def test_people_are_paged_while_no_platform_shows_what_was_begun(app: App) -> None:
    order = an_order(app)
    execute_order(at(app, 2), order)
    for minute in (3, 30, 44):
        watch_orders(at(app, minute))
    assert pages(app) == []
    watch_orders(at(app, 45))

    assert pages(app) == ["45"]
