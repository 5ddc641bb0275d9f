"""Whoever was told a name finds what bears it."""

from cautery.app import App
from cautery.pipeline.connections.search import find
from cautery.pipeline.detection.labelling import label
from tests.returned import came_back, found, removed
from tests.store.network_facts import a_network


def test_cases_networks_and_accounts_are_found_by_name(app: App) -> None:
    case = came_back(app, "ana2", of="ana")
    found(app, a_network("n1", "ana2"))

    assert getattr(find(app, f" {case} ").case, "id", None) == case
    assert getattr(find(app, "n1").network, "id", None) == "n1"
    assert [one.account.id for one in find(app, "@ana2").accounts] == ["ana2"]


def test_nothing_bears_no_name(app: App) -> None:
    came_back(app, "ana2", of="ana")

    assert find(app, " ").accounts == ()


def test_a_label_that_names_no_platform_does_not_make_a_second_account(app: App) -> None:
    removed(app, "ana")
    (app.config.home / "l.csv").write_text("account,label\nana,violating\nzoe,violating\n")
    label(app, app.config.home / "l.csv")

    assert [one.account.platform for one in find(app, "ana").accounts] == ["harbour"]
    assert [one.account.platform for one in find(app, "zoe").accounts] == [""]
