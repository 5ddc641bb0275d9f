"""A mailed order is kept as it came, with its hour from the mail server; the same message is one order."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from cautery.app import App
from cautery.errors import Conflict, Invalid
from cautery.pipeline.orders import mailed
from cautery.pipeline.orders.mailed import read_mailbox
from cautery.pipeline.orders.steps import list_orders, say_step
from cautery.settings.tables import AuthorityTable, MailboxTable
from tests.imap_server import PostOffice, mailbox
from tests.pipeline.orders.orders import NOON, at
from tests.platforms.test_mailbox import PASS, letter


def reading(app: App, office: PostOffice, monkeypatch: pytest.MonkeyPatch) -> App:
    """The same installation with this mailbox, ten minutes after the mail came."""
    monkeypatch.setenv("CAUTERY_MAILBOX_SECRET", office.password)
    box = MailboxTable(address=f"imap://127.0.0.1:{office.port}", user="orders", server="mx.quay.example")
    police = AuthorityTable(title="Quay Police", domains=["Police.example"])
    config = replace(app.config, mailbox=box, authorities={"police": police})
    return App(config, clock=at(app, 10).clock, person="cautery")


def test_a_mailed_order_has_its_hour_from_the_mail_server(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    with mailbox() as office:
        office.put(letter(PASS), NOON)
        box = reading(app, office, monkeypatch)
        assert (read_mailbox(box), read_mailbox(box)) == (1, 0)
    [view] = list_orders(app)
    name = hashlib.sha256(letter(PASS)).hexdigest()

    assert (view.status.state, view.status.due) == ("authenticated", NOON + timedelta(hours=1))
    assert view.order.raw_sha256 == name
    assert (app.config.home / "orders" / f"{name}.eml").read_bytes() == letter(PASS)


def test_a_message_with_a_wrong_signature_is_never_authentic(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    with mailbox() as office:
        office.put(letter(PASS.replace("dkim=pass", "dkim=fail")), NOON)
        read_mailbox(reading(app, office, monkeypatch))
    [view] = list_orders(app)
    with pytest.raises(Conflict, match="never authentic"):
        say_step(app, view.order.id, "authenticated", "telephoned")


def test_a_message_that_comes_twice_and_one_without_an_address_are_orders_once(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mailbox() as office:
        office.put(letter(), NOON)
        office.put(letter(), NOON)
        office.put(b"From: a@b.example\r\n\r\nsee the letter", NOON)
        read_mailbox(reading(app, office, monkeypatch))

    assert len(list_orders(app)) == 2


def test_where_no_mailbox_is_set_none_is_read(app: App) -> None:
    assert read_mailbox(app) == 0


def test_a_message_that_cannot_be_kept_holds_up_none_behind_it(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    with mailbox() as office:
        office.put(b'From: "\r\nSubject: =?utf-8?b?/////w==?=\r\n\r\nx', NOON)
        office.put(letter(PASS), NOON)
        box = reading(app, office, monkeypatch)
        take = mailed.receive_order

        def fails_once(*given: Any, **named: Any) -> Any:
            monkeypatch.setattr(mailed, "receive_order", take)
            raise Invalid("no")

        monkeypatch.setattr(mailed, "receive_order", fails_once)
        with pytest.raises(Invalid):
            read_mailbox(box)
        assert len(list_orders(app)) == 1
        assert read_mailbox(box) == 1

    assert len(list_orders(app)) == 2


def test_two_orders_as_attachments_under_one_subject_are_two(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    with mailbox() as office:
        for day in (b"Monday", b"Tuesday"):
            office.put(b"From: duty@police.example\r\nSubject: Removal order\r\n\r\nsee the file, of " + day, NOON)
        read_mailbox(reading(app, office, monkeypatch))

    assert len(list_orders(app)) == 2


def test_a_forged_message_swallows_no_true_one(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    with mailbox() as office:
        office.put(letter(PASS.replace("dkim=pass", "dkim=fail")), NOON)
        office.put(letter(PASS), NOON)
        read_mailbox(reading(app, office, monkeypatch))

    assert sorted(view.status.state for view in list_orders(app)) == ["authenticated", "received"]
