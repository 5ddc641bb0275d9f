"""Everybody's views are their own; a name is kept once."""

from cautery.store import views
from cautery.store.database import Database


def test_views_are_kept_replaced_and_forgotten(either: Database) -> None:
    with either.writing() as connection:
        views.keep(connection, "ada", "mine", query="mine=True")
        views.keep(connection, "ada", "arabic", query="language=ar")
        views.keep(connection, "cyd", "arabic", query="language=fa")
        views.keep(connection, "ada", "mine", query="late=True")
        assert views.of_person(connection, "ada") == {"arabic": "language=ar", "mine": "late=True"}
        views.drop(connection, "ada", "arabic")

        assert views.of_person(connection, "ada") == {"mine": "late=True"}
        assert views.of_person(connection, "cyd") == {"arabic": "language=fa"}


def test_a_shared_view_is_listed_for_others_with_whose_it_is(either: Database) -> None:
    with either.writing() as connection:
        views.keep(connection, "ada", "arabic", query="language=ar", shared=True)
        views.keep(connection, "ada", "mine", query="mine=True")

        assert views.of_team(connection, but="cyd") == [("arabic", "language=ar", "ada")]
        assert views.of_team(connection, but="ada") == []
