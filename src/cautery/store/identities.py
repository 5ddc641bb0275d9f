"""Who somebody is at an OpenID provider. Not a fact: it opens the door, and the log tells of it through admissions."""

from sqlalchemy import Connection, insert, select

from cautery.model.person import PersonId
from cautery.store.desk_tables import identities


def person_of(connection: Connection, issuer: str, subject: str) -> PersonId | None:
    """Give the name under which a provider's subject works here; None for somebody new."""
    found = select(identities.c.person).where(identities.c.issuer == issuer, identities.c.subject == subject)
    name: PersonId | None = connection.execute(found).scalar()
    return name


def add(connection: Connection, issuer: str, subject: str, *, person: PersonId) -> None:
    """Keep that a provider's subject is somebody here."""
    connection.execute(insert(identities).values(issuer=issuer, subject=subject, person=person))
