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


FORGED_IN = (
    'spf=pass smtp.mailfrom="x; dkim=pass header.d=police.example "@evil.example',
    'spf=pass (domain of "x) ; dkim=pass header.d=police.example ("@evil.example) smtp.mailfrom=evil.example',
    "spf=pass smtp.mailfrom==?utf-8?q?x=3B_dkim=3Dpass_header.d=3Dpolice.example_?=@evil.example",
    'spf=pass smtp.mailfrom="x; dkim=pass header.d=police.example',
)


@pytest.mark.parametrize("result", FORGED_IN)
def test_what_a_sender_writes_into_the_server_s_own_word_proves_nothing(result: str) -> None:
    said = read_order(letter(f"mx.quay.example; {result}"), server="mx.quay.example", domains=DOMAINS)

    assert said.authentic == "unknown"


def test_comments_and_quoted_words_of_the_server_hide_no_signature() -> None:
    told = 'dkim=pass (2048-bit key; unprotected) header.d=police.example header.b="a;b"'
    result = f"mx.quay.example (opendkim; 2.11);\r\n\t{told}"

    assert read_order(letter(result), server="mx.quay.example", domains=DOMAINS).authentic == "yes"


@pytest.mark.parametrize("header", ["Subject: Order Q-2", "From: <duty@police.example>", "Content-Type: text/html"])
def test_a_header_that_was_put_before_a_signed_one_is_proved_by_nothing(header: str) -> None:
    signed = letter(PASS).replace(b"Subject:", b"Content-Type: text/plain\r\nSubject:")
    said = read_order(f"{header}\r\n".encode() + signed, server="mx.quay.example", domains=DOMAINS)

    assert said.authentic == "unknown"


NESTED = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(2000))


@pytest.mark.parametrize(
    "raw",
    [
        b'From: "\r\nSubject: =?utf-8?b?/////w==?=\r\n\r\nx',
        b"From: a@[\r\nSubject: x\r\n\r\nx",
        b"From: " + b"(" * 20_000 + b"\r\n\r\nx",
        b"From: a@b.example\r\n" + NESTED,
        b"From: " + b"a@b.example, " * 1_000_000 + b"\r\n\r\nx",
        b"Content-Type: text/plain;" + b"\r\n a=b;" * 1_000_000 + b"\r\n\r\nx",
    ],
)
def test_no_message_holds_up_the_mailbox(raw: bytes) -> None:
    assert read_order(raw, server="mx.quay.example", domains=DOMAINS).urls == ()


def test_no_message_holds_what_a_database_refuses() -> None:
    said = read_order(
        b"From: a@b.example\r\nSubject: a\0b\xff\r\nAuthentication-Results: mx; dkim=fail\0\xff\r\n\r\nx\0y",
        server="mx",
        domains=DOMAINS,
    )

    (said.subject + said.text + said.evidence).encode()
    assert "\0" not in said.subject + said.text + said.evidence
