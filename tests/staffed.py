"""People who work at the harbour's installation, for tests to act as."""

from cautery.access.passwords import hash_password
from cautery.app import App
from cautery.model.person import Person, PersonId, Role
from cautery.store import entrance, people

PASSWORD = "four lamps at the pier"
_HASHED = hash_password(PASSWORD, person=PersonId("nobody"))


def join(app: App, person: str, *roles: Role, languages: tuple[str, ...] = ()) -> App:
    """Let somebody work here; gives the installation with them at the keys."""
    with app.writing() as tx:
        told = Person(person=PersonId(person), roles=roles, languages=languages, by=tx.by, at=tx.at)
        people.append(tx, [told])
        entrance.set_password(tx.connection, told.person, _HASHED)
    return app.acting_as(person)
