"""Promises about what a server sends by itself. The bodies are as Mastodon's documentation has them, about recorded things."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.errors import Invalid, Refused
from cautery.model.account import Platform
from cautery.platforms.connector import Delivery
from cautery.platforms.connectors.mastodon.webhooks import read_signed, signature_of
from cautery.platforms.reach import Reach
from tests.servers.mastodon import PERSON, answered, sent, streamed_status

SECRET = "0123456789abcdef0123"
REACH = Reach(
    platform=Platform("plaza"),
    connector="mastodon",
    address="https://plaza.example",
    secret="4711",
    a_second=9,
    webhook_secret=SECRET,
)


def holder() -> Any:
    return answered("test_admin_accounts_v2", 2)


def report() -> Any:
    return answered("test_admin_reports", 4)[0]


def delivery(event: str, about: object, *, secret: str = SECRET) -> Delivery:
    headers, body = sent(event, about, secret=secret)
    return Delivery(headers=headers, body=body)


@pytest.mark.parametrize(
    ("event", "about", "name"),
    [
        ("account.created", holder, f"account/{PERSON}"),
        ("account.approved", holder, f"account/{PERSON}/2026-10-15T20:50:40+00:00"),
        ("account.updated", holder, f"account/{PERSON}/2026-10-15T20:50:40+00:00"),
        ("report.created", report, "report/1"),
        ("report.updated", report, "report/1"),
        ("status.created", lambda: streamed_status(0), "status/117446897812086972"),
        ("status.updated", lambda: streamed_status(0), "status/117446897812086972"),
    ],
)
def test_what_is_signed_is_read(event: str, about: Any, name: str) -> None:
    assert [one.id for one in read_signed(REACH, delivery(event, about()))] == [name]


def test_a_signature_is_the_one_that_was_published_for_it() -> None:
    """The second case of RFC 4231."""
    told = signature_of("Jefe", b"what do ya want for nothing?")

    assert told == "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"


@pytest.mark.parametrize("shown", [None, "", "sha256=", "sha1=00", "sha256=" + 64 * "0", "sha256=" + 64 * "é"])
def test_what_is_not_signed_is_refused(shown: str | None) -> None:
    _, body = sent("report.created", report(), secret=SECRET)
    headers = {} if shown is None else {"x-hub-signature": shown}
    with pytest.raises(Refused, match="not signed") as caught:
        read_signed(REACH, Delivery(headers=headers, body=body))

    assert SECRET not in str(caught.value) + repr(REACH)


def test_what_was_changed_on_the_way_or_signed_by_somebody_else_is_refused() -> None:
    genuine = delivery("report.created", report())
    for forged in (
        Delivery(headers=genuine.headers, body=genuine.body.replace(b"api crimes", b"nothing at")),
        delivery("report.created", report(), secret="another secret of 20"),
        delivery("report.created", report(), secret=""),
    ):
        with pytest.raises(Refused):
            read_signed(REACH, forged)


def test_without_a_secret_nothing_is_taken_even_what_an_empty_one_signed() -> None:
    bare = Reach(platform=REACH.platform, connector="mastodon", address=REACH.address, secret="4711", a_second=9)
    with pytest.raises(Refused, match="webhook_secret_file"):
        read_signed(bare, delivery("report.created", report(), secret=""))


def test_what_not_everybody_may_read_is_not_read() -> None:
    """A server sends the private letters of its people too."""
    for visibility in ("private", "direct"):
        assert read_signed(REACH, delivery("status.created", streamed_status(0) | {"visibility": visibility})) == []


@pytest.mark.parametrize(
    ("event", "about", "told"),
    [
        ("account.danced", {}, "'account.danced', which means nothing here; known are: account.created"),
        ("status.created", {"id": "7"}, "created_at"),
        ("status.created", {"id": "7", "created_at": "today", "account": {"id": "ada"}}, "template"),
    ],
)
def test_what_means_nothing_is_told(event: str, about: object, told: str) -> None:
    with pytest.raises(Invalid, match=told):
        read_signed(REACH, delivery(event, about))


@given(st.binary() | st.recursive(st.text() | st.none(), lambda inner: st.dictionaries(st.text(), inner)).map(repr))
def test_whatever_is_signed_is_read_or_invalid(said: bytes | str) -> None:
    body = said if isinstance(said, bytes) else said.encode(errors="replace")
    with pytest.raises(Invalid):
        read_signed(REACH, Delivery(headers={"x-hub-signature": signature_of(SECRET, body)}, body=body))
