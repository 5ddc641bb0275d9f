"""An account is its id on its platform, and nothing else."""

from dataclasses import FrozenInstanceError

import pytest

from cautery.model.account import Account, AccountId, Platform


def an_account(platform: str, name: str) -> Account:
    return Account(platform=Platform(platform), id=AccountId(name))


def test_the_same_id_on_another_platform_is_somebody_else() -> None:
    assert an_account("harbour", "ana") != an_account("market", "ana")
    assert len({an_account("harbour", "ana"), an_account("harbour", "ana"), an_account("market", "ana")}) == 2


def test_accounts_are_listed_by_platform_and_then_by_id() -> None:
    listed = [an_account("harbour", "ben"), an_account("market", "ana"), an_account("market", "ben")]

    assert sorted([listed[2], listed[0], listed[1]]) == listed


def test_an_account_cannot_be_changed_into_another() -> None:
    with pytest.raises(FrozenInstanceError):
        an_account("harbour", "ana").id = AccountId("ben")  # type: ignore[misc]


def test_platform_and_id_cannot_be_mixed_up_by_their_order() -> None:
    with pytest.raises(TypeError):
        Account(Platform("harbour"), AccountId("ana"))  # type: ignore[call-arg]
