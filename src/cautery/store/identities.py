"""Who somebody is at an OpenID provider. Not a fact: it opens the door, and the log tells of it through admissions."""

from datetime import UTC, datetime

from sqlalchemy import Connection, select, update

from cautery.model.person import PersonId
from cautery.store.desk_tables import identities
from cautery.store.sealed import add_sealed, is_ours, sealed


def person_of(connection: Connection, issuer: str, subject: str) -> PersonId | None:
    """Give the name under which a provider's subject works here; None for somebody new."""
    found = select(identities).where(identities.c.issuer == issuer, identities.c.subject == subject)
    row = connection.execute(found).first()
    return PersonId(row.person) if row is not None and is_ours(connection, identities, row) else None


def add(connection: Connection, issuer: str, subject: str, *, person: PersonId, at: datetime) -> None:
    """Keep that a provider's subject is somebody here, and when the provider said so."""
    row = {"issuer": issuer, "subject": subject, "person": person, "vouched_at": at.timestamp()}
    add_sealed(connection, identities, row)


def vouch(connection: Connection, issuer: str, subject: str, at: datetime) -> None:
    """Keep when a provider last named somebody, with the roles that they have there."""
    where = (identities.c.issuer == issuer, identities.c.subject == subject)
    row = connection.execute(select(identities).where(*where)).first()
    if row is not None and is_ours(connection, identities, row):
        told = sealed(connection, identities, {**row._mapping, "vouched_at": at.timestamp()})
        connection.execute(update(identities).where(*where).values(vouched_at=at.timestamp(), seal=told["seal"]))


def vouched_at(connection: Connection, person: PersonId, *, by: str) -> datetime | None:
    """Say when a provider last named somebody; None when it never did."""
    found = select(identities).where(identities.c.person == person, identities.c.issuer == by)
    times = [row.vouched_at for row in connection.execute(found) if is_ours(connection, identities, row)]
    known = [time for time in times if time is not None]
    return datetime.fromtimestamp(max(known), UTC) if known else None
