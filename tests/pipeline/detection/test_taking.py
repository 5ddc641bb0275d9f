"""The state takes in what history holds, in parts, and no more."""

from cautery.app import App
from cautery.pipeline.detection.accounts import Accounts
from cautery.pipeline.detection.taking import caught_up, take_in
from cautery.pipeline.history.lake import history_reached
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.store.journal import Journal
from tests.world import neighbourhood, post


def test_it_goes_on_where_it_was_and_never_beyond_history(app: App) -> None:
    for event in neighbourhood().events[:6]:
        with Ingestion(app) as door:
            door.accept_at_once([event])
    reached = history_reached(app)
    with Ingestion(app) as door:
        door.accept([post("later", "not yet in history")])
    accounts = Accounts(app)
    with accounts.turn():
        assert take_in(accounts, Journal(app.config.journal), reached)
        assert accounts.place() == reached
        assert accounts.state.number(("harbour", "later")) is None
        assert take_in(accounts, Journal(app.config.journal), reached)


def test_who_asks_has_all_that_history_holds(town: App) -> None:
    with caught_up(town) as accounts:
        assert accounts.place() == history_reached(town)
        assert accounts.state.population() > len(neighbourhood().removed)
