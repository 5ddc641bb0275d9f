"""Questions about the work as a whole are answered from the ends of the ledgers."""

from datetime import timedelta

from cautery.app import App
from cautery.pipeline.cases.decide import decide_case
from cautery.store import workload
from tests.pipeline.conftest import app
from tests.reviewing import LEAVE, open_cases

__all__ = ["app"]


def test_days_and_hours_are_those_of_the_ledgers(app: App) -> None:
    names = open_cases(app, 9, 10)
    decide_case(app, names[0], LEAVE)
    since = app.clock.now() - timedelta(days=2)
    with app.reading() as connection:
        assert sum(workload.opened_by_day(connection, since=since).values()) == 2
        assert workload.time_to_decision(connection, since=since) == [(f"{app.clock.now():%Y-%m-%d}", 1.0)]
        assert workload.time_to_decision(connection, since=app.clock.now() + timedelta(days=1)) == []
        assert workload.waiting_by(connection, "platform") == {"harbour": 1}
        assert workload.oldest(connection) == app.clock.now() - timedelta(hours=1)
        assert workload.appeals_since(connection, since=since) == {"came": 0}
