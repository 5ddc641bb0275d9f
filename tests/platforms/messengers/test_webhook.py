"""A letter reaches a program of the owner's, signed, under the same id each time."""

from dataclasses import replace

import pytest

from cautery.errors import Invalid, Permanent, Temporary
from cautery.platforms.messenger import MessengerSettings
from cautery.platforms.messengers.webhook import WebhookMessenger
from tests.letters import LETTER
from tests.receiver import Receiver, receiving

SECRET = "whsec_" + "b" * 32


def webhook(receiver: Receiver) -> WebhookMessenger:
    receiver.secret = SECRET
    return WebhookMessenger.connect(
        MessengerSettings(name="page", messenger="webhook", address=receiver.url, secret=SECRET, more={})
    )


def test_a_program_gets_what_it_needs_to_find_the_person() -> None:
    with receiving() as receiver:
        webhook(receiver).send(replace(LETTER, to=""))

    [(name, said)] = receiver.heard
    assert (name, said["type"]) == (LETTER.id, LETTER.kind)
    assert said["data"]["account"] == "lantern"
    assert said["data"]["paragraphs"] == list(LETTER.paragraphs)
    assert said["data"]["link"] == LETTER.link


def test_what_was_not_taken_is_told_as_ours() -> None:
    with receiving() as receiver:
        receiver.answers = [(503, {"Retry-After": "9"}), (410, {})]
        with pytest.raises(Temporary) as caught:
            webhook(receiver).send(LETTER)
        assert caught.value.retry_after_s == 9
        with pytest.raises(Permanent):
            webhook(receiver).send(LETTER)

    assert receiver.tried == [LETTER.id, LETTER.id]


def test_a_secret_that_is_none_is_refused_without_repeating_it() -> None:
    with pytest.raises(Invalid) as caught:
        WebhookMessenger.connect(
            MessengerSettings(name="page", messenger="webhook", address="https://a.example", secret="4711!", more={})
        )

    assert "4711" not in str(caught.value)
