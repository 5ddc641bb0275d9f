"""The queue and other tables that are computed from ledgers agree with them, or it is told."""

import pytest
from sqlalchemy import text

from cautery.app import App
from cautery.store.derived import disagreements
from tests.pipeline.conftest import app
from tests.reviewing import open_cases

__all__ = ["app"]
DONE = {
    "DELETE FROM waiting": "undecided and missing from the queue",
    "INSERT INTO waiting (\"case\", platform, origin, look_by, due, threatened) SELECT 'none', platform, origin, look_by, "
    "due, threatened FROM waiting LIMIT 1": "1 row of 'waiting' for cases that were never opened",
    "INSERT INTO observations VALUES ('d1', 1.0)": "1 row of 'observations'",
    "INSERT INTO memberships VALUES ('n1', 'p', 'a')": "1 row of 'memberships'",
}


def told(app: App) -> list[str]:
    with app.reading() as connection:
        return list(disagreements(connection))


def test_what_was_not_touched_agrees(app: App) -> None:
    open_cases(app, 2)

    assert told(app) == []


@pytest.mark.parametrize("done", DONE)
def test_what_another_hand_did_is_told(done: str, app: App) -> None:
    open_cases(app, 2)
    with app.database.engine.connect() as connection:
        connection.execute(text(done))
        connection.commit()

    assert any(DONE[done] in finding for finding in told(app)), told(app)
