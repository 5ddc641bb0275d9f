"""Whatever stands on the shelf of messengers keeps the same promises."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from cautery.errors import Temporary
from cautery.kit.shelf import names_on
from cautery.platforms import messengers
from cautery.platforms.messenger import Messenger, MessengerSettings
from cautery.platforms.posts import open_messenger
from tests.letters import LETTER
from tests.mail_server import office
from tests.receiver import receiving

SECRET = "whsec_" + "b" * 32


@contextmanager
def by_mail(*, fails: bool) -> Iterator[tuple[Messenger, Callable[[], list[str]]]]:
    with office() as opened:
        opened.answers = ["451 later"] if fails else []
        more = {"from": "moderation@quay.example", "tls": "off"}
        post = MessengerSettings(
            name="m", messenger="mail", address=f"smtp://127.0.0.1:{opened.port}", secret="", more=more
        )
        yield open_messenger(post), lambda: [str(letter["Message-ID"]) for _, letter in opened.arrived]


@contextmanager
def by_webhook(*, fails: bool) -> Iterator[tuple[Messenger, Callable[[], list[str]]]]:
    with receiving() as receiver:
        receiver.secret, receiver.answers = SECRET, [(503, {})] if fails else []
        post = MessengerSettings(name="w", messenger="webhook", address=receiver.url, secret=SECRET, more={})
        yield open_messenger(post), lambda: [name for name, _ in receiver.heard]


FAR = {"mail": by_mail, "webhook": by_webhook}


def test_every_messenger_is_tried_here() -> None:
    assert tuple(sorted(FAR)) == names_on(messengers)


@pytest.mark.parametrize("name", names_on(messengers))
def test_a_letter_that_is_sent_twice_is_known_again(name: str) -> None:
    with FAR[name](fails=False) as (messenger, arrived):
        messenger.send(LETTER)
        messenger.send(LETTER)

        assert len(arrived()) == 2
        assert len(set(arrived())) == 1


@pytest.mark.parametrize("name", names_on(messengers))
def test_what_did_not_arrive_may_be_tried_again(name: str) -> None:
    with FAR[name](fails=True) as (messenger, arrived):
        with pytest.raises(Temporary):
            messenger.send(LETTER)
        assert arrived() == []
        messenger.send(LETTER)

        assert len(arrived()) == 1


@pytest.mark.parametrize("name", names_on(messengers))
def test_nothing_private_is_shown(name: str) -> None:
    with FAR[name](fails=False) as (messenger, _):
        assert SECRET not in repr(messenger)
