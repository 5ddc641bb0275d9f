"""Around an account stand those of its networks and of its hand, ring by ring, and no more than can be looked at."""

from cautery.app import App
from cautery.pipeline.connections.connections import connections_of
from tests.returned import came_back, found
from tests.store.network_facts import a_network
from tests.world import person


def test_an_account_to_which_nothing_is_tied_stands_alone(app: App) -> None:
    around = connections_of(app, person("ana"))

    assert (around.centre.account, around.rings, around.edges, around.more) == (person("ana"), (), (), 0)


def test_networks_and_hands_are_walked_from_one_to_another(app: App) -> None:
    found(app, a_network("n1", "ana", "ben", "kim"))
    came_back(app, "zoe", of="ana")
    around = connections_of(app, person("zoe"))

    assert [[one.account.id for one in ring] for ring in around.rings] == [["ana"], ["ben", "kim"]]
    assert [(one.account.id, edge.through) for one, edge in around.beside()] == [("ana", ("continues",))]


def test_being_one_hand_says_more_than_having_met(app: App) -> None:
    found(app, a_network("n1", "ana", "ben"))
    came_back(app, "ben", of="ana")

    assert [edge.through for edge in connections_of(app, person("ana")).edges] == [("continues",)]


def test_of_more_than_can_be_looked_at_the_nearest_are_shown_and_the_others_counted(app: App) -> None:
    found(app, a_network("n1", *(f"member {n}" for n in range(12))))
    around = connections_of(app, person("member 3"), most=5)

    assert sum(map(len, around.rings)) == 4
    assert around.more == 7
    assert all(
        {edge.one, edge.other} <= {one.account for one in (around.centre, *around.rings[0])} for edge in around.edges
    )
