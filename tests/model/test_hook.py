"""Every kind that can be told is listed once, for people to choose from."""

from typing import get_args

from cautery.model.hook import KINDS, MessageKind


def test_every_kind_is_listed_once() -> None:
    assert get_args(MessageKind) == KINDS
