"""Views: which part of the queue somebody looks at again and again, under a name of theirs. Not a fact."""

from sqlalchemy import Connection, delete, insert, select

from cautery.store.desk_tables import views


def keep(connection: Connection, person: str, name: str, *, query: str, shared: bool = False) -> None:
    """Keep a view in the place of an earlier one of the same name."""
    drop(connection, person, name)
    connection.execute(insert(views).values(person=person, name=name, query=query, shared=shared))


def drop(connection: Connection, person: str, name: str) -> None:
    """Forget a view."""
    connection.execute(delete(views).where(views.c.person == person, views.c.name == name))


def of_person(connection: Connection, person: str) -> dict[str, str]:
    """List somebody's views by name, with the part of the address that shows each."""
    found = select(views.c.name, views.c.query).where(views.c.person == person).order_by(views.c.name)
    return {row.name: row.query for row in connection.execute(found)}


def of_team(connection: Connection, *, but: str) -> list[tuple[str, str, str]]:
    """List the views that others share: name, part of the address, and whose it is."""
    found = select(views.c.name, views.c.query, views.c.person).where(views.c.shared, views.c.person != but)
    return [
        (row.name, row.query, row.person) for row in connection.execute(found.order_by(views.c.name, views.c.person))
    ]
