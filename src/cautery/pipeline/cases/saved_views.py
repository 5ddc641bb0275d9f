"""Views: somebody keeps a part of the queue under a name of theirs; its address can be shared."""

from collections.abc import Mapping

from cautery.app import App
from cautery.errors import Conflict, Invalid
from cautery.store import views

LONGEST_NAME, MOST, LONGEST_QUERY = 60, 30, 1000


def keep_view(app: App, name: str, *, query: str, shared: bool = False) -> None:
    """Keep which cases one asked for; `shared` shows the view to the whole team."""
    called = " ".join(name.split())
    if not 1 <= len(called) <= LONGEST_NAME or len(query) > LONGEST_QUERY:
        raise Invalid(f"A view needs a name of at most {LONGEST_NAME} letters, such as 'Arabic notices'.")
    with app.noting() as connection:
        mine = views.of_person(connection, app.person)
        if called not in mine and len(mine) >= MOST:
            raise Conflict(f"You keep {MOST} views already; forget one first.")
        views.keep(connection, app.person, called, query=query, shared=shared)


def forget_view(app: App, name: str) -> None:
    """Forget a view of one's own."""
    with app.noting() as connection:
        views.drop(connection, app.person, name)


def my_views(app: App) -> Mapping[str, str]:
    """List one's own views by name, with the part of the queue's address that shows each."""
    with app.reading() as connection:
        return views.of_person(connection, app.person)


def team_views(app: App) -> tuple[tuple[str, str, str], ...]:
    """List the views that others share with the team: name, address, and whose each is."""
    with app.reading() as connection:
        return tuple(views.of_team(connection, but=app.person))
