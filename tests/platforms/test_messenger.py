"""What identifies a person or proves who we are is in no text about a letter."""

import pytest

from cautery.errors import Invalid
from cautery.platforms.messenger import MessengerSettings
from tests.letters import LETTER


def test_nothing_private_is_shown() -> None:
    post = MessengerSettings(name="post", messenger="mail", address="smtp://quay.example", secret="4711", more={})

    assert "4711" not in repr(post)
    assert not any(private in repr(LETTER) for private in (LETTER.to, LETTER.link, *LETTER.paragraphs))


def test_a_setting_that_is_missing_is_named() -> None:
    post = MessengerSettings(name="post", messenger="mail", address="smtp://quay.example", secret="", more={"from": ""})

    with pytest.raises(Invalid, match=r"needs 'from'.*\[messengers.post\]"):
        post.needs("from")
