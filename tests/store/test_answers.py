"""An answer is kept for a day under its key; what came to nothing is forgotten."""

from cautery.store import answers
from cautery.store.database import Database
from tests.store.conftest import NOON


def test_the_second_who_asks_gets_what_the_first_got(either: Database) -> None:
    with either.writing() as connection:
        assert answers.begin(connection, "k", asked="a", at=NOON) is None
        assert answers.begin(connection, "k", asked="a", at=NOON) == answers.StoredResponse(
            asked="a", status=None, body=None
        )
        answers.finish(connection, "k", status=201, body="{}")

        assert answers.begin(connection, "k", asked="b", at=NOON) == answers.StoredResponse(
            asked="a", status=201, body="{}"
        )


def test_it_is_forgotten_when_it_came_to_nothing_and_after_a_day(either: Database) -> None:
    with either.writing() as connection:
        for forget_at in (NOON, NOON + 2 * answers.KEPT):
            assert answers.begin(connection, "k", asked="a", at=forget_at) is None
            if forget_at == NOON:
                answers.forget(connection, "k")
                assert answers.begin(connection, "k", asked="a", at=NOON) is None
