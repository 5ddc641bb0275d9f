"""An account is known by what it did, or by what was decided about it; a stranger's word makes none known."""

from cautery.app import App
from cautery.model.account import Account, AccountId
from cautery.pipeline.history.known_accounts import is_known
from tests.pipeline.conftest import app, town
from tests.world import neighbourhood

__all__ = ["app", "town"]


def test_who_did_something_is_known_and_nobody_else(town: App) -> None:
    seen = neighbourhood().removed[0]

    assert is_known(town, seen)
    assert not is_known(town, Account(platform=seen.platform, id=AccountId("never-seen")))
