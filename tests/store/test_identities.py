"""A provider's subject is one person here; another provider's subject of the same name is another."""

import pytest

from cautery.errors import Conflict
from cautery.model.person import PersonId
from cautery.store import identities
from cautery.store.database import Database


def test_a_subject_of_a_provider_is_known_again(either: Database) -> None:
    with either.writing() as connection:
        identities.add(connection, "https://sso.example", "s1", person=PersonId("ada"))

    with either.reading() as connection:
        assert identities.person_of(connection, "https://sso.example", "s1") == "ada"
        assert identities.person_of(connection, "https://other.example", "s1") is None


def test_a_subject_is_never_somebody_else(either: Database) -> None:
    with either.writing() as connection:
        identities.add(connection, "https://sso.example", "s1", person=PersonId("ada"))
    with pytest.raises(Conflict), either.writing() as connection:
        identities.add(connection, "https://sso.example", "s1", person=PersonId("cyd"))
