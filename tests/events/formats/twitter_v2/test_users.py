"""Ids carry times, and a profile that did not change is one event."""

from datetime import UTC, datetime

import pytest

from cautery.events.formats.twitter_v2.users import profile_of, time_in, time_of

SEEN = datetime(2022, 11, 19, tzinfo=UTC)


def as_it_is(at: datetime) -> datetime:
    return at.astimezone(UTC)


@pytest.mark.parametrize("said", ["77", "", "abc", "-5", "9" * 30, "٣" * 19])
def test_an_id_that_carries_no_time_tells_none(said: str) -> None:
    assert time_in(said) is None


def test_an_id_tells_the_time_that_is_missing() -> None:
    at = time_of({"id": "1593387213315784704"}, as_it_is)

    assert at is not None
    assert at.isoformat() == "2022-11-17T23:34:50.014000+00:00"
    assert time_of({"id": "1593387213315784704", "created_at": "2020-01-01T00:00:00Z"}, as_it_is) == datetime(
        2020, 1, 1, tzinfo=UTC
    )


def test_a_profile_that_did_not_change_is_one_event_and_has_its_links() -> None:
    links = {"url": {"urls": [{"url": "https://t.co/a", "expanded_url": "https://lamp.example"}]}}
    user = {"id": "77", "username": "lamp", "name": "Lamp &amp; Co", "entities": links}
    [first], [again] = profile_of(user, SEEN, as_it_is), profile_of(user, SEEN, as_it_is)

    assert first.id == again.id
    assert (first.profile.display_name, first.profile.links) == ("Lamp & Co", ("https://lamp.example",))
