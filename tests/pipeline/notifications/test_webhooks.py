"""What is kept is told: once it is kept, signed, again until it arrives, and nowhere inside unless the owner says so."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_network

import pytest

from cautery.app import App
from cautery.cases.review import DecisionInput
from cautery.errors import Invalid, Missing, Permanent
from cautery.kit.clock import FrozenClock, WallClock
from cautery.kit.keyring import OVERLAP
from cautery.model.case import CaseId
from cautery.model.hook import KINDS
from cautery.pipeline.cases.appeals import appeal, review_appeal
from cautery.pipeline.cases.decide import decide_case
from cautery.pipeline.cases.statements import appeal_link
from cautery.pipeline.installation.health_checks import health_checks
from cautery.pipeline.installation.verify_log import verify_log
from cautery.pipeline.notifications import webhooks as hooks
from cautery.pipeline.notifications.webhooks import (
    HELD,
    WAITS_S,
    add_hook,
    deliver_due,
    end_hook,
    listening,
    secret_of,
    send_again,
)
from cautery.store import messages
from tests.receiver import Receiver, receiving
from tests.reviewing import LEAVE, open_cases

SUSPEND = DecisionInput(measure="suspend", clause="promotes", reason="Spreads the Guard's statements.")


@pytest.fixture
def open_app(app: App) -> App:
    """Give an installation whose owner lets hooks go to this machine; receivers look at the machine's clock."""
    app.wall = WallClock()
    app.config = replace(app.config, private_hooks=(ip_network("127.0.0.0/8"),))
    return app


@pytest.fixture
def receiver(open_app: App) -> Iterator[Receiver]:
    """Give a program that is told everything."""
    with receiving() as listens:
        listens.secret = add_hook(open_app, listens.url, KINDS).secret
        yield listens


def pass_time(app: App, seconds: float) -> None:
    app.wall = FrozenClock(app.wall.now() + timedelta(seconds=seconds))


def test_a_program_is_told_what_it_asked_for_and_nothing_that_anybody_said(open_app: App) -> None:
    with receiving() as receiver:
        receiver.secret = add_hook(open_app, receiver.url, ["decision.made"]).secret
        open_cases(open_app, 1)
        decide_case(open_app, CaseId("c0"), SUSPEND)
        assert deliver_due(open_app).delivered == 1

    [(_, said)] = receiver.heard
    assert said["type"] == "decision.made"
    assert said["data"]["measure"] == "suspend"
    assert "Spreads" not in str(said)


def test_every_kind_of_thing_is_told(open_app: App, receiver: Receiver) -> None:
    open_cases(open_app, 1)
    made = decide_case(open_app, CaseId("c0"), SUSPEND).decision
    said = appeal(open_app, appeal_link(open_app, made.id), "It was a song.", contact="")
    review_appeal(open_app.acting_as("cyd"), said.id, outcome="overturned", reason="A song it is.")
    deliver_due(open_app)

    told = {message["type"] for _, message in receiver.heard}
    assert told == {"case.opened", "decision.made", "appeal.filed", "appeal.decided"}


def test_what_is_not_kept_is_not_told(open_app: App, receiver: Receiver) -> None:
    with pytest.raises(Invalid):
        decide_case(open_app, open_cases(open_app, 1)[0], replace(LEAVE, reason=" "))
    deliver_due(open_app)

    assert [said["type"] for _, said in receiver.heard] == ["case.opened"]


def test_what_does_not_arrive_is_sent_again_later_under_the_same_name(open_app: App, receiver: Receiver) -> None:
    pass_time(open_app, -150)  # receivers take no message that is five minutes old, or of the future
    receiver.answers = [(500, {}), (302, {"Location": receiver.url})]
    open_cases(open_app, 1)
    assert deliver_due(open_app, chance=lambda: 0.5).failed == 1
    assert deliver_due(open_app) == hooks.DeliveryCounts(delivered=0, failed=0, parked=0)
    pass_time(open_app, WAITS_S[0] + 1)
    assert deliver_due(open_app, chance=lambda: 0.5).failed == 1
    pass_time(open_app, WAITS_S[1] - 10)
    assert deliver_due(open_app).delivered == 0
    pass_time(open_app, 20)

    assert deliver_due(open_app).delivered == 1
    assert len(receiver.tried) == 3
    assert len(set(receiver.tried)) == 1


def test_a_receiver_that_asks_for_patience_gets_it(open_app: App, receiver: Receiver) -> None:
    receiver.answers = [(429, {"Retry-After": "120"})]
    open_cases(open_app, 1)
    deliver_due(open_app)
    pass_time(open_app, 100)
    assert deliver_due(open_app).delivered == 0
    pass_time(open_app, 30)

    assert deliver_due(open_app).delivered == 1


def test_what_never_arrives_is_given_up_where_a_person_sees_it_and_sent_again_when_they_say(
    open_app: App, receiver: Receiver
) -> None:
    receiver.answers = [(410, {})]
    open_cases(open_app, 1)
    assert deliver_due(open_app).parked == 1
    [one] = listening(open_app)
    assert (one.parked, one.failing[0].says) == (1, "answered 410")
    assert not next(check for check in health_checks(open_app).checks if check.name == "hooks").ok
    assert send_again(open_app, one.hook.id) == 1

    assert deliver_due(open_app).delivered == 1
    assert listening(open_app)[0].parked == 0


def test_after_the_last_try_it_is_given_up(open_app: App) -> None:
    add_hook(open_app, "http://127.0.0.1:1/", ["case.opened"])
    open_cases(open_app, 1)
    for wait_s in (*WAITS_S, 0):
        assert listening(open_app)[0].waiting == 1
        deliver_due(open_app, chance=lambda: 0.0)
        pass_time(open_app, wait_s)

    assert listening(open_app)[0].parked == 1
    assert "cannot be reached" in listening(open_app)[0].failing[0].says


def test_after_a_crash_between_taking_and_sending_it_is_sent(open_app: App, receiver: Receiver) -> None:
    pass_time(open_app, -HELD.total_seconds())
    open_cases(open_app, 1)
    with open_app.noting() as connection:
        assert messages.take_due(connection, at=open_app.wall.now(), held=HELD, most=9)
    assert deliver_due(open_app).delivered == 0
    pass_time(open_app, HELD.total_seconds() - 1)
    assert deliver_due(open_app).delivered == 0
    pass_time(open_app, 2)

    assert deliver_due(open_app).delivered == 1


@pytest.mark.parametrize("url", ["https://127.0.0.1:1/", "https://[::1]/", "https://169.254.169.254/"])
def test_nothing_inside_is_told_anything_unless_the_owner_says_so(url: str, app: App) -> None:
    add_hook(app, url, ["case.opened"])
    open_cases(app, 1)
    deliver_due(app)
    with app.reading() as connection:
        [one] = messages.latest(connection, listening(app)[0].hook.id, state="waiting", most=9)

    assert "inside of a network" in one.says


@pytest.mark.parametrize(
    "url", ["http://example.org/", "ftp://example.org/", "https://", "https://a:b@example.org/", "example.org", "\0"]
)
def test_an_address_that_could_be_read_on_the_way_is_refused(url: str, app: App) -> None:
    with pytest.raises(Invalid, match="https://"):
        add_hook(app, url, ["case.opened"])


def test_of_nothing_and_of_what_there_is_not_nobody_is_told(app: App) -> None:
    for kinds in ([], ["everything"]):
        with pytest.raises(Invalid, match="No hook was made"):
            add_hook(app, "https://example.org/", kinds)


def test_a_hook_that_ended_is_told_nothing_more(open_app: App, receiver: Receiver) -> None:
    open_cases(open_app, 1)
    [one] = listening(open_app)
    end_hook(open_app, one.hook.id)
    decide_case(open_app, CaseId("c0"), LEAVE)
    deliver_due(open_app)

    assert receiver.heard == []
    assert listening(open_app) == ()
    for ask in (end_hook, send_again, secret_of):
        with pytest.raises(Missing):
            ask(open_app, one.hook.id)
    assert verify_log(open_app).ok


def test_secrets_are_renewed_without_a_gap_and_kept_nowhere(open_app: App, receiver: Receiver) -> None:
    name = listening(open_app)[0].hook.id
    old = receiver.secret
    assert secret_of(open_app, name) == old
    hooks.renew_secrets(open_app)
    assert secret_of(open_app, name) != old
    for secret in (old, secret_of(open_app, name)):
        receiver.secret = secret
        open_app.clock = FrozenClock(open_app.clock.now() + timedelta(hours=1))
        with open_app.writing() as tx:
            messages.queue_webhooks(tx, "case.opened", [{"case": "c0"}])
        assert deliver_due(open_app).delivered == 1
    assert timedelta(days=1) < OVERLAP
    assert old.removeprefix("whsec_").encode() not in open_app.config.sqlite.read_bytes()
    assert open_app.config.hook_keys.stat().st_mode & 0o077 == 0


def test_damaged_keys_are_told_and_nothing_is_sent_unsigned(open_app: App, receiver: Receiver) -> None:
    open_cases(open_app, 1)
    open_app.config.hook_keys.write_bytes(b"nonsense")
    with pytest.raises(Permanent):
        deliver_due(open_app)

    assert receiver.tried == []


def test_a_chat_is_told_of_a_storm_in_one_line_a_minute(open_app: App) -> None:
    with receiving() as chat:
        chat.secret = add_hook(open_app, chat.url, ["case.opened"], form="slack").secret
        open_cases(open_app, *(n / 10 + 1 for n in range(120)))
        deliver_due(open_app)
        with open_app.writing() as tx:
            messages.queue_webhooks(tx, "case.opened", [{"case": "late"}])
        deliver_due(open_app)

        assert [body["text"].split(" · ")[0] for _, body in chat.heard] == ["cautery: 120 × case opened"]
        assert "person" not in str(chat.heard)
        assert [one.waiting for one in listening(open_app)] == [1]
        pass_time(open_app, 61)
        deliver_due(open_app)

        assert [body["text"].split(" · ")[0] for _, body in chat.heard][1:] == ["cautery: case opened"]


def test_a_form_that_there_is_not_is_refused(open_app: App) -> None:
    with pytest.raises(Invalid, match="no form"):
        add_hook(open_app, "https://chat.example/x", ["case.opened"], form="fax")
