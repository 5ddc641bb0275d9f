"""Promises about accounts as moderators see them."""

from datetime import UTC, datetime, timedelta

from msgspec import convert

from cautery.model.account import Platform
from cautery.model.event import AccountCreated, AccountUpdated
from cautery.platforms.connectors.mastodon.accounts import Holder, changed, opened
from tests.servers.mastodon import PERSON, answered

PLAZA = Platform("plaza")
NOON = datetime(2026, 10, 15, 12, tzinfo=UTC)


def holder(**more: object) -> Holder:
    return convert(answered("test_admin_accounts_v2", 2) | more, type=Holder)


def test_who_opened_an_account_and_from_where_is_told() -> None:
    event = opened(holder(ip="203.0.113.7", locale="ar"), PLAZA)

    assert isinstance(event, AccountCreated)
    assert (event.id, event.account, event.profile.handle) == (f"account/{PERSON}", PERSON, "admin")
    assert event.traits == {"email": "admin@localhost", "email_domain": "localhost", "ip": "203.0.113.7"}
    assert event.profile.language == "ar"


def test_what_is_not_told_is_no_trait() -> None:
    event = opened(holder(email=None, ip=None), PLAZA)

    assert isinstance(event, AccountCreated)
    assert event.traits == {}


def test_each_change_is_an_event_and_the_same_change_is_one() -> None:
    first, again, later = (changed(holder(), PLAZA, at=NOON + timedelta(seconds=s)) for s in (0, 0, 1))

    assert isinstance(first, AccountUpdated)
    assert first.id == again.id
    assert first.id != later.id
