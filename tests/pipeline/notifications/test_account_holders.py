"""Whoever is acted upon is told why, once it is in force; an order that forbids it silences every way to them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from cautery.app import App
from cautery.errors import Missing
from cautery.kit.clock import FrozenClock, WallClock
from cautery.model.case import CaseId
from cautery.model.plan import PlanId
from cautery.pipeline.cases.non_disclosure import suppress_notifications
from cautery.pipeline.cases.statements import AppealableDecision, appealable_decision
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.notifications.account_holders import (
    NotificationStatus,
    notification_status_of,
    notify_due,
    retry_notifications,
)
from cautery.pipeline.notifications.webhooks import deliver_due
from cautery.pipeline.takedowns.control import undo_whole
from cautery.pipeline.takedowns.planning import begin
from cautery.pipeline.takedowns.status import look_at
from cautery.platforms.connector import State
from cautery.platforms.posts import MessengerTable, read_posts
from cautery.store import outbox, tellings
from cautery.store.audit import checkpoints
from cautery.store.database import ReadConnection
from tests.mail_server import Office, office
from tests.receiver import Receiver, receiving
from tests.takedowns import Quay, carried_through, planned

SECRET = "whsec_" + "b" * 32


@pytest.fixture
def receiver(app: App, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """Give the program that tells the holders of the quay."""
    monkeypatch.setenv("CAUTERY_MESSENGER_PAGE", SECRET)
    with receiving() as listens:
        listens.secret = SECRET
        with_messengers(app, page=MessengerTable(messenger="webhook", address=listens.url, platforms=("quay",)))
        yield listens


def with_messengers(app: App, **said: MessengerTable) -> None:
    app.wall = WallClock()
    app.config = replace(app.config, messengers=read_posts(said), public_url="https://moderation.example")


def taken_down(app: App, many: int = 1) -> PlanId:
    made = planned(app, many)
    begin(app, made.id)
    carried_through(app, Quay(), made.id)
    return made.id


def told(app: App, name: PlanId) -> list[NotificationStatus]:
    return list(notification_status_of(app, case_of(app, name)))


def case_of(app: App, name: PlanId) -> CaseId:
    return look_at(app, name).plan.case


def pass_time(app: App, **passed: float) -> None:
    app.wall = FrozenClock(app.wall.now() + timedelta(**passed))
    app.clock = FrozenClock(app.clock.now() + timedelta(**passed))


def test_each_holder_is_told_why_and_where_to_object_once(app: App, receiver: Receiver) -> None:
    name = taken_down(app, 2)
    notify_due(app)
    notify_due(app)

    said: list[Any] = [body["data"] for _, body in receiver.heard]
    assert {one["account"] for one in said} == {"lantern000000", "lantern000001"}
    assert len(said) == 2
    assert any("One hand recruits" in part for part in said[0]["paragraphs"])
    assert appealable_decision(app, said[0]["link"].rpartition("/")[2]).statement.title == said[0]["title"]
    assert [one.says for one in told(app, name)] == ["told by 'page'", "told by 'page'"]


def test_nobody_is_told_before_it_is_in_force(app: App, receiver: Receiver) -> None:
    begin(app, planned(app, 1).id)

    assert notify_due(app) == []


def test_an_order_that_forbids_telling_silences_every_way_until_it_ends(app: App, receiver: Receiver) -> None:
    name = taken_down(app)
    suppress_notifications(app, case_of(app, name), order="HO-7/2020", until=app.clock.now() + timedelta(days=2))
    for _ in range(3):
        notify_due(app)
        deliver_due(app)
        pass_time(app, hours=12)
    assert receiver.tried == []
    assert told(app, name)[0].says.startswith("silent until")
    pass_time(app, days=1)
    notify_due(app)

    assert len(receiver.heard) == 1


def test_what_is_taken_back_before_it_was_told_is_not_told(app: App, receiver: Receiver) -> None:
    name = taken_down(app)
    undo_whole(app, name, reason="a choir")
    notify_due(app)

    assert receiver.tried == []
    assert told(app, name)[0].says.startswith("not told")


def test_what_does_not_arrive_is_tried_later_under_the_same_name(app: App, receiver: Receiver) -> None:
    receiver.answers = [(503, {}), (503, {})]
    taken_down(app)
    for minutes in (0, 1, 10):
        pass_time(app, minutes=minutes)
        notify_due(app, chance=lambda: 0.5)

    assert len(receiver.heard) == 1
    assert len(set(receiver.tried)) == 1
    assert len(receiver.tried) == 3


def test_what_is_refused_is_parked_where_it_is_seen_and_sent_again_when_a_person_says(
    app: App, receiver: Receiver
) -> None:
    receiver.answers = [(410, {})]
    name = taken_down(app)
    notify_due(app)
    assert (told(app, name)[0].state, "410" in told(app, name)[0].says) == ("parked", True)
    assert retry_notifications(app) == 1
    notify_due(app)

    assert len(receiver.heard) == 1


def test_where_no_way_is_known_it_says_so(app: App) -> None:
    name = taken_down(app)
    notify_due(app)
    assert "no way to tell" in told(app, name)[0].says
    with_messengers(app, page=MessengerTable(messenger="webhook", address="https://a.example", platforms=("harbour",)))
    retry_notifications(app)
    notify_due(app)

    assert "no way to tell account holders of 'quay'" in told(app, name)[0].says


class Addressed(Quay):
    """A quay that knows where its people are reached, but for some."""

    address = "lantern@reader.example"

    def look_up(self, about: Any) -> State:
        """Say how an account stands, and where its holder is reached."""
        return replace(super().look_up(about), address=self.address)


@pytest.fixture
def post_office(app: App, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """Give a server of mail for the holders of the quay."""
    with office() as opened:
        more = {"tls": "off", "from": "moderation@quay.example"}
        address = f"smtp://127.0.0.1:{opened.port}"
        table = MessengerTable(messenger="mail", address=address, platforms=("quay",), more=more)
        with_messengers(app, post=table)
        monkeypatch.setattr(app, "platform", lambda _name: Addressed())
        yield opened


def test_mail_goes_where_the_platform_says_and_no_address_is_kept(app: App, post_office: Office) -> None:
    taken_down(app)
    notify_due(app)

    [(to, _)] = post_office.arrived
    assert to == [Addressed.address]
    assert Addressed.address.encode() not in app.config.sqlite.read_bytes()


def test_an_address_that_nobody_knows_is_said(app: App, post_office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Addressed, "address", "")
    name = taken_down(app)
    notify_due(app)

    assert post_office.arrived == []
    assert "tells no address" in told(app, name)[0].says


def said_in_log(app: App, name: PlanId) -> list[tuple[str, str]]:
    """List what the ledger says of telling the holders of a takedown."""
    with app.reading() as connection:
        keys = outbox.keys_in(connection, ("confirmed",), plan=name, most=99)
        return [(one.outcome, one.through) for one in tellings.of_actions(connection, keys)]


def test_that_each_was_told_stands_in_the_log_once_written_for_many_at_once(app: App, receiver: Receiver) -> None:
    name = taken_down(app, 5)
    with app.reading() as connection:
        before = roots(connection)
    notify_due(app)
    notify_due(app)

    assert said_in_log(app, name) == [("told", "page")] * 5
    with app.reading() as connection:
        assert roots(connection) == before + 1
    assert verify_log(app).ok


def test_what_is_given_up_stands_in_the_log_and_that_it_was_told_later(app: App, receiver: Receiver) -> None:
    receiver.answers = [(410, {}), (410, {})]
    name = taken_down(app)
    for _ in range(3):
        notify_due(app)
        retry_notifications(app)

    assert said_in_log(app, name) == [("parked", ""), ("told", "page")]


def test_whom_nothing_was_told_of_is_not_in_the_log(app: App, receiver: Receiver) -> None:
    name = taken_down(app)
    undo_whole(app, name, reason="a choir")
    notify_due(app)

    with app.reading() as connection:
        keys = outbox.keys_in(connection, ("recalled",), plan=name, most=99)
        assert tellings.of_actions(connection, keys) == []


def test_a_fault_in_one_letter_keeps_nobody_else_untold(
    app: App, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = taken_down(app, 3)
    asked: list[str] = []

    def stumbles(app: App, link: str) -> AppealableDecision:
        asked.append(link)
        if len(asked) == 2:
            raise RuntimeError("the lamp fell over")
        return appealable_decision(app, link)

    monkeypatch.setattr("cautery.pipeline.notifications.account_holders.appealable_decision", stumbles)
    notify_due(app)
    assert said_in_log(app, name) == [("told", "page")] * 2
    pass_time(app, minutes=1)
    notify_due(app)

    assert said_in_log(app, name) == [("told", "page")] * 3


def test_nobody_is_told_where_it_cannot_be_kept(app: App, receiver: Receiver) -> None:
    taken_down(app)
    app.config.signing_key.unlink()
    with pytest.raises(Missing, match="signing key"):
        notify_due(reopened(app))

    assert receiver.tried == []


def reopened(app: App) -> App:
    """Give the same installation, as another process opens it."""
    return App(app.config, clock=app.clock, person=app.person, wall=app.wall)


def roots(connection: ReadConnection) -> int:
    """Count how often the log was signed: once a transaction."""
    return len(list(connection.execute(select(checkpoints.c.size))))
