"""A mailbox is read over IMAP: each message once, with when the server took it and what the server proved of it."""

from datetime import UTC, datetime

import pytest

from cautery.errors import Invalid, Temporary
from cautery.platforms.mailbox import open_mailbox, read_order
from tests.imap_server import mailbox

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DOMAINS = frozenset({"police.example"})


def letter(*results: str, sender: str = "duty@police.example") -> bytes:
    heads = "".join(f"Authentication-Results: {result}\r\n" for result in results)
    return (
        f"{heads}From: Duty Desk <{sender}>\r\nSubject: Order Q-1\r\nMessage-ID: <1@police.example>\r\n\r\n"
        "Remove https://paste.example/abc. Also <https://paste.example/def>, https://paste.example/abc\r\n"
    ).encode()


PASS = "mx.quay.example; spf=pass; dkim=pass header.d=police.example header.s=k1"


def test_a_message_is_given_until_it_is_marked_as_read() -> None:
    with mailbox() as office:
        office.put(letter(), NOON)
        for _ in range(2):
            with open_mailbox(
                f"imap://127.0.0.1:{office.port}", user="orders", secret="quay", folder="INBOX"
            ) as opened:
                [message] = opened.unseen()
                assert (message.raw, message.received_at) == (letter(), NOON)
        with open_mailbox(f"imap://127.0.0.1:{office.port}", user="orders", secret="quay", folder="INBOX") as opened:
            opened.seen(message.uid)
            assert list(opened.unseen()) == []


def test_a_mailbox_that_refuses_or_is_not_there_is_tried_again() -> None:
    with mailbox() as office:
        with (
            pytest.raises(Temporary),
            open_mailbox(f"imap://127.0.0.1:{office.port}", user="o", secret="x", folder="I"),
        ):
            pass
        port = office.port
    with pytest.raises(Temporary), open_mailbox(f"imap://127.0.0.1:{port}", user="o", secret="quay", folder="I"):
        pass


@pytest.mark.parametrize("address", ["imap://mail.example", "https://mail.example", "imaps://"])
def test_a_password_goes_to_no_other_machine_in_clear(address: str) -> None:
    with pytest.raises(Invalid), open_mailbox(address, user="o", secret="quay", folder="I"):
        pass


def test_addresses_are_read_once_and_without_what_stands_around_them() -> None:
    said = read_order(letter(), server="", domains=DOMAINS)

    assert said.urls == ("https://paste.example/abc", "https://paste.example/def")
    assert (said.sender, said.subject) == ("duty@police.example", "Order Q-1")


@pytest.mark.parametrize(
    ("results", "sender", "expected"),
    [
        ((PASS,), "duty@police.example", "yes"),
        ((), "duty@police.example", "unknown"),
        ((PASS,), "duty@elsewhere.example", "unknown"),
        (("mx.quay.example; dkim=pass header.d=elsewhere.example",), "duty@police.example", "unknown"),
        (("mx.quay.example; dkim=fail header.d=police.example",), "duty@police.example", "no"),
        ((PASS + "; dkim=fail header.d=police.example",), "duty@police.example", "no"),
        (("mx.forged.example; dkim=pass header.d=police.example",), "duty@police.example", "unknown"),
        (("mx.other.example; dkim=none", PASS), "duty@police.example", "unknown"),
        (("mx.quay.example; dkim=none",), "duty@police.example", "unknown"),
    ],
)
def test_only_one_s_own_server_s_word_about_a_known_authority_counts(
    results: tuple[str, ...], sender: str, expected: str
) -> None:
    said = read_order(letter(*results, sender=sender), server="mx.quay.example", domains=DOMAINS)

    assert said.authentic == expected


def test_without_a_server_s_name_nothing_is_proved() -> None:
    assert read_order(letter(PASS), server="", domains=DOMAINS).authentic == "unknown"


@pytest.mark.parametrize(
    "raw",
    [b"", b"\xff\xfe", b"Content-Type: multipart/mixed\r\n\r\n", b"Content-Type: text/plain; charset=none\r\n\r\nx"],
)
def test_a_message_that_is_bent_is_read_all_the_same(raw: bytes) -> None:
    assert read_order(raw, server="mx.quay.example", domains=DOMAINS).authentic == "unknown"
