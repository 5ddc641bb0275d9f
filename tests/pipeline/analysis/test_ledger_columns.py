"""What was judged and found comes as columns, one row each, with what belongs to it."""

from cautery.app import App
from cautery.pipeline.analysis import ledger_columns
from tests.pipeline.conftest import app
from tests.returned import came_back, found, removed
from tests.store.network_facts import a_network

__all__ = ["app"]


def test_a_return_is_a_case_with_reasons_and_an_operator(app: App) -> None:
    removed(app, "ana")
    case = came_back(app, "ana2", of="ana")
    [row] = ledger_columns.cases_of(app).collect().to_dicts()
    [link] = ledger_columns.operators_of(app).collect().to_dicts()
    reasons = ledger_columns.reasons_of(app).collect()

    assert (row["case"], row["account"], row["origin"], row["decisions"]) == (case, "ana2", "return", 0)
    assert (link["account"], link["earlier"], link["confirmed"]) == ("ana2", "ana", None)
    assert set(reasons["case"]) == {case}


def test_decisions_stand_in_their_order(app: App) -> None:
    removed(app, "ana")
    removed(app, "zoe")

    assert ledger_columns.decisions_of(app).collect()["account"].to_list() == ["ana", "zoe"]


def test_a_network_has_members_and_ties(app: App) -> None:
    network = a_network("n1", "ana", "ben")
    found(app, network)

    assert ledger_columns.networks_of(app).collect()["members"].to_list() == [2]
    assert set(ledger_columns.members_of(app).collect()["account"]) == {"ana", "ben"}
    assert ledger_columns.ties_of(app).collect().height == len(network.ties)


def test_before_anything_was_measured_there_is_no_figure(app: App) -> None:
    assert ledger_columns.effect_of(app).collect().height == 0
