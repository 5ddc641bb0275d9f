"""Who works here comes back as the last fact about them says; what happened at the door stays."""

from dataclasses import replace

from cautery.model.person import Admission, Person, PersonId
from cautery.store import people
from cautery.store.audit import verify
from cautery.store.database import Database
from tests.store.conftest import NOON, SIGNER, Open

ADA = Person(person=PersonId("ada"), roles=("reviewer", "admin"), languages=("ar", "en"), by="ben", at=NOON)
CYD = Person(person=PersonId("cyd"), roles=("auditor",), by="ben", at=NOON)


def test_somebody_is_who_the_last_row_says(either: Database, writing: Open) -> None:
    left = replace(ADA, roles=("admin",), active=False)
    for told in (ADA, CYD, left):
        with writing() as tx:
            people.append(tx, [told])

    with either.reading() as connection:
        assert people.get(connection, ADA.person) == left
        assert people.get(connection, PersonId("eva")) is None
        assert people.everybody(connection) == [left, CYD]


def test_what_happened_at_the_door_is_told_newest_first(either: Database, writing: Open) -> None:
    told = [Admission(person=ADA.person, event=event, detail="", at=NOON) for event in ("refused", "signed in")]
    with writing() as tx:
        people.append_admissions(tx, told)

    with either.reading() as connection:
        assert people.admissions_of(connection, ADA.person, most=1) == [told[1]]
        assert people.admissions_of(connection, CYD.person, most=1) == []


def test_the_log_proves_who_had_which_roles(either: Database, writing: Open) -> None:
    with writing() as tx:
        people.append(tx, [ADA, CYD])

    with either.reading() as connection:
        assert verify(connection, verifier=SIGNER.verifier()).ok
