"""A session ends when it is not used for a while, and after a working day however much it is used."""

from datetime import UTC, datetime, timedelta

import pytest

from cautery.access.sessions import Session, holds, is_stale
from cautery.model.person import PersonId

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)


def a_session(*, begun: timedelta, seen: timedelta) -> Session:
    """Give a session that was begun and last seen so long ago."""
    return Session(fingerprint="f", person=PersonId("ada"), begun_at=NOON - begun, seen_at=NOON - seen, how="password")


@pytest.mark.parametrize(
    ("begun_h", "seen_h", "still"),
    [(0.0, 0.0, True), (1.9, 1.9, True), (2.1, 2.1, False), (11.9, 0, True), (12, 0, False)],
)
def test_it_holds_while_it_is_used_and_for_a_day_at_most(begun_h: float, seen_h: float, still: bool) -> None:
    session = a_session(begun=timedelta(hours=begun_h), seen=timedelta(hours=seen_h))

    assert holds(session, at=NOON) is still


def test_its_use_is_written_down_once_a_minute() -> None:
    assert not is_stale(a_session(begun=timedelta(hours=1), seen=timedelta(seconds=59)), at=NOON)
    assert is_stale(a_session(begun=timedelta(hours=1), seen=timedelta(seconds=60)), at=NOON)
