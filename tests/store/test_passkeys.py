"""A passkey comes back as it was kept, counts what it signed, and is ended by its owner only."""

from dataclasses import replace

from cautery.access.passkeys import Passkey
from cautery.model.person import PersonId
from cautery.store import passkeys
from cautery.store.database import Database

ADA, CYD = PersonId("ada"), PersonId("cyd")
KEY = Passkey(id="k1", person=ADA, name="laptop", public_key=b"\x00\xff", signed=3)


def test_it_comes_back_as_it_was_kept_and_counts(either: Database) -> None:
    with either.writing() as connection:
        passkeys.add(connection, KEY)
        assert passkeys.get(connection, "k1") == KEY
        passkeys.has_signed(connection, "k1", 4)

        assert passkeys.of_person(connection, ADA) == [replace(KEY, signed=4)]
        assert passkeys.of_person(connection, CYD) == []


def test_only_its_owner_ends_it(either: Database) -> None:
    with either.writing() as connection:
        passkeys.add(connection, KEY)
        passkeys.add(connection, replace(KEY, id="k2"))

        assert not passkeys.remove(connection, "k1", of=CYD)
        assert passkeys.remove(connection, "k1", of=ADA)
        passkeys.remove_all(connection, of=ADA)
        assert passkeys.of_person(connection, ADA) == []
