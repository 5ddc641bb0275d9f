"""What opens the door opens it for one person, until it is ended."""

from datetime import timedelta

from cautery.access.keys import ApiKey
from cautery.access.sessions import Session
from cautery.model.person import PersonId
from cautery.store import entrance
from cautery.store.database import Database
from tests.store.conftest import NOON

ADA, CYD = PersonId("ada"), PersonId("cyd")
HOUR = timedelta(hours=1)


def test_a_new_password_takes_the_place_of_the_old_one(either: Database) -> None:
    with either.writing() as connection:
        entrance.set_password(connection, ADA, "first")
        entrance.set_password(connection, ADA, "second")

        assert entrance.password_of(connection, ADA) == "second"
        assert entrance.password_of(connection, CYD) is None


def test_a_session_lasts_until_it_is_ended(either: Database) -> None:
    one, two = (
        Session(fingerprint=name, person=ADA, begun_at=NOON + later, seen_at=NOON, how="password")
        for name, later in (("one", HOUR), ("two", 2 * HOUR))
    )
    with either.writing() as connection:
        entrance.begin_session(connection, one)
        entrance.begin_session(connection, two)
        entrance.see_again(connection, "one", NOON + 3 * HOUR)

        assert [found.fingerprint for found in entrance.sessions_of(connection, ADA)] == ["two", "one"]
        assert entrance.session(connection, "one").seen_at == NOON + 3 * HOUR  # type: ignore[union-attr]
        entrance.end_session(connection, "one")
        assert entrance.session(connection, "one") is None
        assert entrance.end_sessions(connection, ADA) == 1
        assert entrance.session(connection, "two") is None


def test_a_link_is_for_one_person_and_purpose_and_the_newest_holds(either: Database) -> None:
    with either.writing() as connection:
        for name in ("old", "new"):
            entrance.add_link(connection, name, person=ADA, purpose="invitation", ends_at=NOON + HOUR)

        assert entrance.link(connection, "old", purpose="invitation", at=NOON) is None
        assert entrance.link(connection, "new", purpose="invitation", at=NOON) == ADA
        assert entrance.link(connection, "new", purpose="setup", at=NOON) is None
        assert entrance.link(connection, "new", purpose="invitation", at=NOON + HOUR) is None
        entrance.end_link(connection, "new")
        assert entrance.link(connection, "new", purpose="invitation", at=NOON) is None


def test_a_key_comes_back_as_it_was_made_and_is_revoked_once(either: Database) -> None:
    key = ApiKey(id="k1", person=ADA, name="feed", scopes=("send_events",), ends_at=NOON)
    with either.writing() as connection:
        entrance.add_key(connection, key, "print")

        assert entrance.key(connection, "print") == key
        assert entrance.revoke_key(connection, "k1")
        assert not entrance.revoke_key(connection, "k1")
        assert [one.revoked for one in entrance.keys_of(connection, ADA)] == [True]


def test_failures_are_counted_by_what_failed_and_since_when(either: Database) -> None:
    with either.writing() as connection:
        for hours in (0, 2):
            number = entrance.count_try(connection, "person ada", NOON + hours * HOUR)

        assert entrance.failures(connection, "person ada", since=NOON + HOUR) == [NOON + 2 * HOUR]
        assert entrance.failures(connection, "person cyd", since=NOON - HOUR) == []
        entrance.uncount(connection, [number])
        assert entrance.failures(connection, "person ada", since=NOON - HOUR) == [NOON]


def test_what_is_over_is_dropped_and_what_holds_stays(either: Database) -> None:
    with either.writing() as connection:
        for name, hours in (("over", 1), ("holds", 9)):
            entrance.add_link(connection, name, person=ADA, purpose=name, ends_at=NOON + hours * HOUR)
            entrance.count_try(connection, name, NOON - (60 if name == "over" else 1) * HOUR)
        entrance.drop_what_is_over(connection, NOON + 2 * HOUR)

        assert entrance.link(connection, "over", purpose="over", at=NOON) is None
        assert entrance.link(connection, "holds", purpose="holds", at=NOON) == ADA
        assert entrance.failures(connection, "over", since=NOON - 99 * HOUR) == []
        assert len(entrance.failures(connection, "holds", since=NOON - 99 * HOUR)) == 1
