"""Accounts become rows and come back the same, in their order."""

from cautery.engine.accounts import accounts_in, frame_of
from cautery.model.account import Account, AccountId, Platform


def person(name: str) -> Account:
    return Account(platform=Platform("quay"), id=AccountId(name))


def test_accounts_become_a_frame_and_accounts_again() -> None:
    people = [person("cleo"), person("ada")]

    assert list(accounts_in(frame_of(people))) == people
    assert list(accounts_in(frame_of([]))) == []
