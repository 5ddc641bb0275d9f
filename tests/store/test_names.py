"""An account is found under its id wherever a ledger tells of it, and under its handle while a case about it waits."""

from cautery.app import App
from cautery.store.names import accounts_named
from tests.pipeline.conftest import app
from tests.returned import called, came_back, found, removed
from tests.store.network_facts import a_network
from tests.world import person

__all__ = ["app"]


def named(app: App, name: str) -> list[str]:
    with app.reading() as connection:
        return [one.id for one in accounts_named(connection, name)]


def test_every_ledger_knows_its_accounts(app: App) -> None:
    came_back(app, "ana2", of="ana")
    removed(app, "ben")
    found(app, a_network("n1", "kim"))

    assert [named(app, name) for name in ("ana2", "ana", "ben", "kim", "zoe")] == [
        ["ana2"],
        ["ana"],
        ["ben"],
        ["kim"],
        [],
    ]


def test_a_waiting_account_is_found_by_how_it_calls_itself(app: App) -> None:
    called(app, came_back(app, "ana2", of="ana"), "lamp_keeper")

    assert named(app, "lamp_keeper") == ["ana2"]
    assert person("ana2").id == "ana2"
