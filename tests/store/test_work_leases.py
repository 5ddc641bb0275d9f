"""One process works at a subject; it is taken only from who beats no more."""

from cautery.store import work_leases
from cautery.store.database import Database
from cautery.store.work_leases import Lease


def take(database: Database, owner: str, *, instead_of: Lease | None = None) -> bool:
    with database.writing() as connection:
        return work_leases.take(connection, "takedown t1", owner=owner, instead_of=instead_of)


def test_one_holds_a_subject_and_others_do_not(either: Database) -> None:
    assert take(either, "a")
    assert not take(either, "b")
    with either.reading() as connection:
        assert work_leases.holder(connection, "takedown t1") == Lease(owner="a", beats=0)


def test_whoever_beats_keeps_a_subject_from_who_saw_it_before_the_beat(either: Database) -> None:
    take(either, "a")
    with either.writing() as connection:
        work_leases.beat(connection, owner="a")

    assert not take(either, "b", instead_of=Lease(owner="a", beats=0))
    assert take(either, "b", instead_of=Lease(owner="a", beats=1))
    assert not take(either, "c", instead_of=Lease(owner="a", beats=1))


def test_only_its_holder_gives_a_subject_back(either: Database) -> None:
    take(either, "a")
    with either.writing() as connection:
        work_leases.give_back(connection, "takedown t1", owner="b")
        assert work_leases.holder(connection, "takedown t1") is not None
        work_leases.give_back(connection, "takedown t1", owner="a")
        assert work_leases.holder(connection, "takedown t1") is None
