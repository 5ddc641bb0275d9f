"""The manifest says at each moment which parts history has, and what must stay on disk for those who read an earlier state."""

from dataclasses import replace
from datetime import UTC, datetime

from cautery.store import parts
from cautery.store.database import Database
from cautery.store.journal import JournalPlace
from cautery.store.parts import HistoryPart, HistoryState

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
FAR = 2**40


def a_part(name: str, *, table: str = "posts", day: str = "2020-01-01", since: int = 0) -> HistoryPart:
    begin, end = JournalPlace(segment=1, byte=since), JournalPlace(segment=1, byte=FAR)
    return HistoryPart(name=name, table=table, day=day, rows=3, bytes=FAR, checksum=2**32 - 1, since=begin, until=end)


def test_a_new_history_is_empty_and_whole(either: Database) -> None:
    with either.reading() as connection:
        assert (parts.state(connection), parts.present(connection)) == (HistoryState(), [])


def test_what_is_added_is_present_in_the_journals_order_and_can_be_asked_for_by_table_and_day(either: Database) -> None:
    late, early, other = a_part("b", since=9), a_part("c", since=2), a_part("a", table="follows", day="2020-01-02")
    with either.writing() as connection:
        assert parts.change(connection, added=[late, early, other], at_s=1.0, now=(NOON, "a")) == 1

    with either.reading() as connection:
        assert parts.present(connection) == [other, early, late]
        assert parts.present(connection, table="posts") == [early, late]
        assert parts.present(connection, day="2020-01-02") == [other]
        assert parts.state(connection) == HistoryState(version=1, latest=NOON, claims="a")


def test_a_merge_is_seen_whole_or_not_at_all(either: Database) -> None:
    with either.writing() as connection:
        parts.change(connection, added=[a_part("a"), a_part("b", since=5)], at_s=1.0, now=(NOON, "a"))
    with either.reading() as before:
        assert parts.state(before).version == 1
        with either.writing() as connection:
            parts.change(connection, added=[a_part("ab")], dropped=["a", "b"], at_s=2.0)
        assert [part.name for part in parts.present(before)] == ["a", "b"]

    with either.reading() as connection:
        assert [part.name for part in parts.present(connection)] == ["ab"]
        assert parts.state(connection) == HistoryState(version=2, latest=NOON, claims="a")


def test_what_was_dropped_goes_when_nobody_reads_an_earlier_version(either: Database) -> None:
    with either.writing() as connection:
        parts.change(connection, added=[a_part("a")], at_s=1.0)
        parts.change(connection, added=[a_part("b")], dropped=["a"], at_s=2.0)
        assert parts.removable(connection, held=1, before_s=9.0) == []
        assert parts.removable(connection, held=2, before_s=1.9) == []
        assert parts.removable(connection, held=2, before_s=9.0) == ["a"]
        assert parts.removable(connection, held=None, before_s=9.0) == ["a"]
        assert parts.names(connection) == {"a", "b"}
        parts.forget(connection, ["a"])
        assert parts.names(connection) == {"b"}


def test_what_counts_as_now_stays_where_nothing_else_is_said(either: Database) -> None:
    with either.writing() as connection:
        parts.change(connection, added=[a_part("a")], at_s=1.0, now=(NOON, "claims"))
        parts.change(connection, added=[a_part("b")], dropped=["a"], at_s=1.0)
        assert parts.state(connection) == HistoryState(version=2, latest=NOON, claims="claims")


def test_history_that_is_begun_anew_is_empty_and_not_whole_until_somebody_says_so(either: Database) -> None:
    with either.writing() as connection:
        parts.change(connection, added=[a_part("a")], at_s=1.0, now=(NOON, "a"))
        parts.begin_anew(connection, at_s=2.0)
        assert parts.present(connection) == []
        assert parts.state(connection) == HistoryState(version=2, latest=None, whole=False)
        assert parts.removable(connection, held=1, before_s=9.0) == []
        parts.change(connection, added=[a_part("b")], at_s=3.0, now=(NOON, "a"))
        assert not parts.state(connection).whole
        parts.is_whole(connection)
        assert parts.state(connection) == HistoryState(version=3, latest=NOON, claims="a", whole=True)


def test_days_with_many_parts_are_listed_the_fullest_first(either: Database) -> None:
    with either.writing() as connection:
        some = [a_part(f"a{n}") for n in range(3)] + [a_part(f"b{n}", day="2020-01-02") for n in range(4)]
        parts.change(connection, added=[*some, replace(a_part("c"), table="follows")], at_s=1.0)
        assert parts.crowded(connection, more_than=2) == [("posts", "2020-01-02"), ("posts", "2020-01-01")]
