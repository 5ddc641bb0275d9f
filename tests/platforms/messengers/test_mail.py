"""A letter reaches a real server of mail, after TLS, and no secret or address stands in what goes wrong."""

from dataclasses import replace
from pathlib import Path

import pytest

from cautery.errors import CauteryError, Invalid, Permanent, Refused, Temporary
from cautery.platforms.messenger import MessengerSettings
from cautery.platforms.messengers.mail import Mail
from tests.letters import LETTER
from tests.mail_server import certificate, office


def mail(port: int, *, secret: str = "", **more: str) -> Mail:
    address = f"smtp://127.0.0.1:{port}"
    said = {"from": "Moderation <moderation@quay.example>", **more}
    return Mail.connect(MessengerSettings(name="post", messenger="mail", address=address, secret=secret, more=said))


def test_a_letter_arrives_whole_after_tls(tmp_path: Path) -> None:
    own = certificate(tmp_path)
    with office(own, secret="4711") as opened:
        mail(opened.port, secret="4711", user="moderation", ca_file=str(own)).send(LETTER)

    [(to, letter)] = opened.arrived
    assert (to, letter["Subject"], letter["Message-ID"]) == (
        [LETTER.to],
        LETTER.title,
        "<holder_4711@quay.example>",
    )
    assert [line for line in letter.get_content().splitlines() if line] == [*LETTER.paragraphs, LETTER.link]


def test_a_server_without_tls_is_told_nothing() -> None:
    with office() as opened, pytest.raises(Refused, match="has no TLS"):
        mail(opened.port).send(LETTER)

    assert opened.arrived == []


def test_a_certificate_of_nobody_known_is_refused(tmp_path: Path) -> None:
    with office(certificate(tmp_path)) as opened, pytest.raises(Refused, match="ca_file"):
        mail(opened.port).send(LETTER)

    assert opened.arrived == []


def test_a_wrong_secret_is_final_and_not_repeated(tmp_path: Path) -> None:
    own = certificate(tmp_path)
    with office(own, secret="right") as opened, pytest.raises(Permanent) as caught:
        mail(opened.port, secret="4711", user="moderation", ca_file=str(own)).send(LETTER)

    assert "4711" not in str(caught.value)


@pytest.mark.parametrize(
    ("answer", "error"), [("451 lantern@reader.example later", Temporary), ("550 no lantern@reader.example", Permanent)]
)
def test_later_is_tried_again_and_never_is_not(answer: str, error: type[CauteryError]) -> None:
    with office() as opened:
        opened.answers = [answer]
        with pytest.raises(error) as caught:
            mail(opened.port, tls="off").send(LETTER)

    assert "lantern" not in str(caught.value)


def test_a_server_that_is_down_is_tried_again() -> None:
    with office() as opened:
        port = opened.port
    with pytest.raises(Temporary):
        mail(port, tls="off").send(LETTER)


def test_an_address_cannot_bring_headers_of_its_own() -> None:
    with office() as opened, pytest.raises(Permanent):
        mail(opened.port, tls="off").send(replace(LETTER, to="a@b.example\r\nBcc: c@d.example"))

    assert opened.arrived == []


def test_mail_without_tls_goes_only_to_this_machine() -> None:
    more = {"from": "a@quay.example", "tls": "off"}
    with pytest.raises(Invalid, match="this machine"):
        Mail.connect(
            MessengerSettings(name="post", messenger="mail", address="smtp://mail.example", secret="", more=more)
        )


def test_a_letter_goes_to_one_person() -> None:
    """Whoever objects names an address: they must not have us write to many."""
    for to in ("one@reader.example, two@reader.example", "all: one@reader.example, two@reader.example;", ""):
        with office() as opened, pytest.raises(Permanent):
            mail(opened.port, tls="off").send(replace(LETTER, to=to))

        assert opened.arrived == []
