"""How hands answer to a removal."""

from cautery.model.event import PostCreated
from cautery.simulator.adversary import Adversary
from cautery.simulator.parameters import KEPT
from cautery.simulator.world import World, WorldSize

SIZE = WorldSize(people=20, operators=12)


def after_all_were_closed(adversary: Adversary) -> World:
    world = World(SIZE, seed=3, adversary=adversary)
    list(world.live(24))
    for account in [one.id for one in world.people.values() if one.operator and not one.silent]:
        world.close(account)
    list(world.live(10 * 24))
    return world


def returned(world: World) -> int:
    return sum(one.returns_of is not None and not one.closed for one in world.people.values())


def test_who_never_returns_stays_away() -> None:
    assert returned(after_all_were_closed(Adversary(returns=0.0))) == 0


def test_who_tires_returns_less_often_the_second_time() -> None:
    world = after_all_were_closed(Adversary(returns=1.0, returns_again=0.0))
    first = [one.id for one in world.people.values() if one.returns_of]
    for account in first:
        world.close(account)
    list(world.live(10 * 24))

    assert first
    assert returned(world) == 0


def test_a_reserve_was_there_before_and_speaks_only_when_it_is_needed() -> None:
    adversary = Adversary(reserve=1.0, returns=1.0)
    quiet = World(SIZE, seed=3, adversary=adversary)
    reserve = {one.id for one in quiet.people.values() if one.silent}
    spoke = {event.account for event in quiet.live(48) if isinstance(event, PostCreated)}
    woken = [one for one in after_all_were_closed(adversary).people.values() if one.id in reserve and not one.silent]

    assert reserve
    assert not spoke & reserve
    assert woken
    assert all(one.returns_of and one.born_h < 0 for one in woken)


def test_channels_are_kept_as_often_as_told() -> None:
    assert Adversary().kept() == KEPT
    assert Adversary(keeps=0.5).kept()["media"] == KEPT["media"] / 2
    assert max(Adversary(keeps=3.0).kept().values()) == 1.0
