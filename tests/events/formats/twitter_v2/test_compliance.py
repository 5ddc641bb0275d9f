"""What is told to those who keep tweets: what is gone, what is back, and what is neither."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from cautery.errors import Invalid
from cautery.events.formats.twitter_v2 import TwitterV2
from cautery.model.event import AccountClosed, AccountRenamed, AccountReopened, AccountUpdated, AnyEvent, PostRemoved

AT = "2022-11-19T00:00:00.000Z"


def parse(said: Any) -> tuple[AnyEvent, ...]:
    return tuple(TwitterV2().parse(json.dumps(said).encode()))


@pytest.mark.parametrize(
    ("kind", "about", "event"),
    [
        ("delete", {"tweet": {"id": "5", "author_id": "77"}}, PostRemoved),
        ("user_suspend", {"user": {"id": "77"}}, AccountClosed),
        ("user_delete", {"user": {"id": "77"}}, AccountClosed),
        ("user_unsuspend", {"user": {"id": "77"}}, AccountReopened),
        ("user_undelete", {"user": {"id": "77"}}, AccountReopened),
        ("user_profile_modification",
         {"user": {"id": "77"}, "profile_field": "user.username", "new_value": "lamp"}, AccountRenamed),
        ("user_profile_modification",
         {"user": {"id": "77"}, "profile_field": "user.name", "new_value": "Lamp"}, AccountUpdated),
    ],
)  # fmt: skip
def test_a_notice_of_the_stream_is_an_event_of_its_account(kind: str, about: Any, event: type[AnyEvent]) -> None:
    [found] = parse({"data": {kind: {**about, "event_at": AT}}})

    assert isinstance(found, event)
    assert (found.account, found.at) == ("77", datetime(2022, 11, 19, tzinfo=UTC))


@pytest.mark.parametrize("kind", ["withheld", "user_withheld", "user_protect", "user_unprotect", "scrub_geo", "undrop"])
def test_what_stays_up_elsewhere_or_open_is_no_closure(kind: str) -> None:
    about = {"tweet": {"id": "5", "author_id": "77"}, "user": {"id": "77"}, "withheld_in_countries": ["DE"]}

    assert parse({"data": {kind: {**about, "event_at": AT}}}) == ()


def test_a_notice_that_nobody_knows_is_refused_with_its_name() -> None:
    with pytest.raises(Invalid, match="user_teleport"):
        parse({"data": {"user_teleport": {"user": {"id": "77"}, "event_at": AT}}})


def test_a_closure_without_a_time_is_not_dated_to_when_the_account_was_made() -> None:
    """All that is known is that it is gone by now."""
    said = {"id": "77", "action": "delete", "created_at": "2008-08-27T13:08:45.000Z"}
    [closed] = parse({**said, "reason": "suspended"})

    assert isinstance(closed, AccountClosed)
    assert (closed.by, abs((datetime.now(UTC) - closed.taken_at).total_seconds()) < 60) == ("platform", True)
    assert closed.id == parse({**said, "reason": "suspended"})[0].id
    assert parse({**said, "reason": "protected"}) == ()
