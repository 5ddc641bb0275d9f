"""The truth, for those who measure: it covers everybody, and only the network is violating."""

from cautery.simulator.truth import truth_of
from cautery.simulator.world import World, WorldSize


def a_world_after_a_wave() -> World:
    """Everybody in the network was suspended on the first day, and ten days have passed."""
    world = World(WorldSize(people=60, operators=3, days=5), seed=1)
    list(world.live(24))
    for person in [person for person in world.people.values() if person.operator]:
        world.close(person.id)
    list(world.live(240))
    return world


def test_the_truth_is_told_about_everybody_by_name() -> None:
    world = a_world_after_a_wave()

    assert [one.account for one in truth_of(world)] == sorted(world.people)


def test_violating_are_the_accounts_of_operators_and_no_others() -> None:
    truth = list(truth_of(a_world_after_a_wave()))

    assert {one.role for one in truth if one.label == "violating"} == {"operator"}
    assert {one.label for one in truth if one.role != "operator"} == {"benign"}
    assert {one.operator for one in truth if one.label == "violating"} == {"op000", "op001", "op002"}
    assert {one.operator for one in truth if one.label == "benign"} == {""}


def test_who_came_back_is_linked_to_a_closed_account_of_the_same_hand() -> None:
    truth = {one.account: one for one in truth_of(a_world_after_a_wave())}
    back = [one for one in truth.values() if one.returns_of]

    assert back
    assert {truth[one.returns_of].closed for one in back} == {True}  # type: ignore[index]
    assert {truth[one.returns_of].operator == one.operator for one in back} == {True}  # type: ignore[index]
    assert {one.closed for one in back} == {False}
