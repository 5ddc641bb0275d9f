"""People on duty are woken when a clock runs down: once a threshold, orders of an hour first, whatever restarts."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.kit.clock import FrozenClock, WallClock
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import Case, CaseId
from cautery.model.plan import PlanId
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.installation.install import install
from cautery.pipeline.notifications.account_holders import notify_due
from cautery.pipeline.takedowns.control import undo_whole
from cautery.pipeline.takedowns.planning import force, ratify
from cautery.platforms.posts import MessengerTable, read_posts
from cautery.store import cases
from cautery.worker.deadlines import threshold, warn_of_clocks
from tests.receiver import Receiver, receiving
from tests.takedowns import planned
from tests.world import NOON

SECRET = "whsec_" + "b" * 32
MINUTE = timedelta(minutes=1)


@pytest.fixture
def app(tmp_path: Path) -> Iterator[App]:
    """Give an installation at noon."""
    opened = App(install(tmp_path / "home", name="test.example"), clock=FrozenClock(NOON), person="local:ada")
    opened.wall = WallClock()
    yield opened
    opened.close()


@pytest.fixture
def pager(app: App, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """Give the program that wakes whoever is on duty."""
    monkeypatch.setenv("CAUTERY_MESSENGER_PAGER", SECRET)
    with receiving() as listens:
        listens.secret = SECRET
        table = MessengerTable(messenger="webhook", address=listens.url, duty="night shift")
        app.config = replace(app.config, messengers=read_posts({"pager": table}))
        yield listens


def case(name: str, minutes: float) -> Case:
    about = Account(platform=Platform("quay"), id=AccountId(f"lantern-{name}"))
    due = NOON + minutes * MINUTE
    return Case(id=CaseId(name), about=about, origin="notice", chance=None, reasons=(), opened_at=NOON, due=due)


def open_some(app: App, *some: Case) -> None:
    with app.writing() as tx:
        cases.append(tx, some)


def at(app: App, minutes: float) -> App:
    """Give the same installation when some time has passed, as after a restart."""
    return App(app.config, clock=FrozenClock(NOON + minutes * MINUTE), person=app.person, wall=app.wall)


def test_each_threshold_of_an_order_wakes_once_whatever_restarts(app: App, pager: Receiver) -> None:
    open_some(app, case("c1", 60))
    for minutes in (0, 5, 31, 32, 51, 61, 90):
        for _ in range(2):
            warn_of_clocks(at(app, minutes))
    notify_due(app)

    titles = [said["data"]["title"] for _, said in pager.heard]
    assert ["60" in titles[0], "30" in titles[1], "10" in titles[2], "over" in titles[3]] == [True] * 4
    assert len(titles) == 4
    assert pager.heard[0][1]["data"]["to"] == "night shift"


def test_what_was_missed_while_nobody_worked_wakes_once(app: App, pager: Receiver) -> None:
    open_some(app, case("c1", 60))

    assert warn_of_clocks(at(app, 55)) == 1


def test_orders_of_an_hour_come_first(app: App, pager: Receiver) -> None:
    open_some(app, case("slow", 3 * 60), case("fast", 60))
    warn_of_clocks(at(app, 2.5 * 60))
    notify_due(app)

    assert ["fast" in said["data"]["title"] for _, said in pager.heard] == [True, False]


def test_what_was_decided_wakes_nobody(app: App, pager: Receiver) -> None:
    open_some(app, case("c1", 60))
    decide_case(app, CaseId("c1"), DecisionInput(measure="none", clause=None, reason="It is a song."))

    assert warn_of_clocks(at(app, 50)) == 0


def test_nothing_about_the_account_is_said(app: App, pager: Receiver) -> None:
    open_some(app, case("c1", 60))
    warn_of_clocks(app)
    notify_due(app)

    assert "lantern" not in str(pager.heard)


def test_nothing_is_written_where_nobody_listens(app: App) -> None:
    open_some(app, case("c1", 60))

    assert warn_of_clocks(app) == 0


def test_a_slow_clock_has_fewer_thresholds() -> None:
    assert [threshold(case("c", 60), NOON + n * MINUTE) for n in (0, 30, 50, 60)] == [60, 30, 10, 0]
    assert [threshold(case("c", 300), NOON + n * MINUTE) for n in (240, 290, 300)] == [60, 60, 0]


HOURS_23, A_DAY = 23 * 60, 24 * 60


def begun_alone(app: App) -> PlanId:
    """Begin a large takedown alone at noon, under an order that gives an hour."""
    name = planned(app, 30).id
    force(app, name, order="HO-7/2020, received 11:40")
    return name


def test_what_was_begun_alone_wakes_before_its_day_is_over_and_then_each_once(app: App, pager: Receiver) -> None:
    name = begun_alone(app)
    app.config = replace(app.config, public_url="https://moderation.example")
    for minutes in (0, HOURS_23 - 1, HOURS_23, HOURS_23 + 30, A_DAY, A_DAY + 1, 3 * A_DAY):
        for _ in range(2):
            warn_of_clocks(at(app, minutes))
    notify_due(app)

    said = [body["data"] for _, body in pager.heard]
    assert ["60 minutes" in said[0]["title"], "the time is over" in said[1]["title"]] == [True, True]
    assert [one["link"] for one in said] == [f"https://moderation.example/plans/{name}"] * 2
    assert "lantern" not in str(said)


@pytest.mark.parametrize(
    "end",
    [lambda app, name: ratify(app.acting_as("ben"), name), lambda app, name: undo_whole(app, name, reason="gone")],
)
def test_what_somebody_else_ratified_or_that_was_taken_back_wakes_nobody(
    app: App, pager: Receiver, end: Callable[[App, PlanId], object]
) -> None:
    end(app, begun_alone(app))

    assert warn_of_clocks(at(app, A_DAY)) == 0
