"""A network is shown with what holds of its members, with what it was, and with what was decided about it."""

import pytest

from cautery.app import App
from cautery.errors import Missing
from cautery.model.network import NetworkId
from cautery.pipeline.connections.memberships import known_networks, meet, networks_of
from tests.returned import found, removed
from tests.store.network_facts import a_network
from tests.world import person


def test_networks_are_listed_with_how_many_of_them_were_removed(app: App) -> None:
    found(app, a_network("n1", "ana", "ben"), a_network("n2", "eva", "kim", "zoe"))
    removed(app, "ana")

    assert [(one.network.id, one.removed) for one in known_networks(app)] == [("n2", 0), ("n1", 1)]


def test_who_came_and_who_left_is_told_newest_first(app: App) -> None:
    found(app, a_network("n1", "ana", "ben"))
    found(app, a_network("n1", "ana", "kim", day=1))
    last, first = meet(app, NetworkId("n1")).changes

    assert (last.came, last.left) == ((person("kim"),), (person("ben"),))
    assert (first.came, first.left) == ((person("ana"), person("ben")), ())


def test_members_and_bystanders_are_known(app: App) -> None:
    found(app, a_network("n1", "ana", "ben"))
    removed(app, "ben")
    met = meet(app, NetworkId("n1"))

    assert set(met.standings) == {person("ana"), person("ben"), person("eva")}
    assert met.removed == 1


def test_an_account_is_told_its_networks(app: App) -> None:
    found(app, a_network("n1", "ana", "ben"))

    assert [one.id for one in networks_of(app, person("ben"))] == ["n1"]
    assert networks_of(app, person("kim")) == ()


def test_a_network_that_nobody_found_is_missing(app: App) -> None:
    with pytest.raises(Missing):
        meet(app, NetworkId("n9"))
