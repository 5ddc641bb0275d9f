"""A provider's subject is one person here; another provider's subject of the same name is another."""

from datetime import timedelta

import pytest

from cautery.errors import Conflict
from cautery.model.person import PersonId
from cautery.store import identities
from cautery.store.database import Database
from tests.store.conftest import NOON


def test_a_subject_of_a_provider_is_known_again(either: Database) -> None:
    with either.writing() as connection:
        identities.add(connection, "https://sso.example", "s1", person=PersonId("ada"), at=NOON)

    with either.reading() as connection:
        assert identities.person_of(connection, "https://sso.example", "s1") == "ada"
        assert identities.person_of(connection, "https://other.example", "s1") is None


def test_a_subject_is_never_somebody_else(either: Database) -> None:
    with either.writing() as connection:
        identities.add(connection, "https://sso.example", "s1", person=PersonId("ada"), at=NOON)
    with pytest.raises(Conflict), either.writing() as connection:
        identities.add(connection, "https://sso.example", "s1", person=PersonId("cyd"), at=NOON)


def test_it_is_kept_when_a_provider_last_named_somebody(either: Database) -> None:
    later = NOON + timedelta(days=2)
    with either.writing() as connection:
        identities.add(connection, "https://sso.example", "s1", person=PersonId("ada"), at=NOON)
        identities.vouch(connection, "https://sso.example", "s1", later)

        assert identities.vouched_at(connection, PersonId("ada"), by="https://sso.example") == later
        assert identities.vouched_at(connection, PersonId("ada"), by="https://other.example") is None
        assert identities.person_of(connection, "https://sso.example", "s1") == "ada"
