"""Releases: the network's accounts push what is put up within the hour, each some of it; nobody else does, but a watcher."""

from cautery.model.event import AnyEvent, PostCreated
from cautery.simulator.releases import AWAKE, HOSTS, TAKES_PART
from cautery.simulator.world import World, WorldSize

RELEASING = WorldSize(people=60, operators=6, releases_a_day=40.0)


def pushed(world: World, *, hours: int) -> dict[str, list[AnyEvent]]:
    """Live some hours, and gather who posted each link that several posted at once."""
    links: dict[str, list[AnyEvent]] = {}
    for event in world.live(hours):
        if isinstance(event, PostCreated):
            for link in event.post.links:
                links.setdefault(link, []).append(event)
    return {link: told for link, told in links.items() if len(told) > 3 and link.split(".")[0][8:] in HOSTS}


def test_a_release_is_pushed_within_the_hour_by_a_part_of_the_network() -> None:
    world = World(RELEASING, seed=3)
    network = {one.id for one in world.people.values() if one.operator or one.relays}
    at_once = [told for told in pushed(world, hours=23).values() if (told[3].at - told[0].at).total_seconds() < 3600]

    assert len(at_once) >= 10
    assert all(told[0].account in network for told in at_once)
    assert all(len(told) < len(network) for told in at_once)
    assert 0 < TAKES_PART < 1


def test_nothing_is_put_up_at_night_and_one_who_is_no_hand_passes_it_on() -> None:
    world = World(RELEASING, seed=3)
    watchers = [one for one in world.people.values() if one.relays]
    by_night = pushed(world, hours=AWAKE.start)

    assert [one.operator for one in watchers] == [None]
    assert by_night == {}


def test_without_releases_there_is_no_watcher() -> None:
    assert not any(one.relays for one in World(WorldSize(people=60, operators=6), seed=3).people.values())
