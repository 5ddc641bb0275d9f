"""Counts for monitoring, on both databases."""

from sqlalchemy import insert

from cautery.store import figures
from cautery.store.database import Database
from cautery.store.schema import continuations, waiting
from cautery.store.takedown_tables import outbox


def test_nothing_is_counted_where_there_is_nothing(either: Database) -> None:
    with either.reading() as connection:
        assert figures.waiting_by_origin(connection) == []
        assert figures.actions_by_state(connection) == {}
        counted = (figures.log_size(connection), figures.returns_named(connection), figures.quarantined(connection))

    assert counted == (0, 0, 0)


def test_what_waits_is_counted_by_its_kind(either: Database) -> None:
    case = {"platform": "p", "language": None, "handle": None, "look_by": 0, "followers": None, "threatened": False}
    action = {"plan": "", "stage": 0, "platform": "p", "tries": 0, "ready_at": 0, "taken_until": 0, "meant_at": 0}
    with either.writing() as connection:
        for name, origin, due in (("a", "notice", 9.0), ("b", "notice", 3.0), ("c", "return", 5.0)):
            connection.execute(insert(waiting).values(case=name, origin=origin, due=due, **case))
        for number, state in enumerate(("parked", "parked", "sent")):
            said = {"key": f"k{number}", "number": number, "state": state, "changed_at": 0}
            connection.execute(insert(outbox).values(**said, **action))
        earlier = {"platform": "p", "account": "x", "earlier_platform": "p", "earlier_account": "y"}
        connection.execute(insert(continuations).values(case="c", **earlier))

        assert figures.waiting_by_origin(connection) == [("notice", 2, 3.0), ("return", 1, 5.0)]
        assert figures.actions_by_state(connection) == {("p", "parked"): 2, ("p", "sent"): 1}
        assert figures.returns_named(connection) == 1
