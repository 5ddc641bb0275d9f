"""Places: many people who have nothing to do with each other share an address, and some a device."""

import random
from collections import Counter

from cautery.simulator.places import Places, SimulatedPlace

POPULATION = 20_000


def people(count: int = POPULATION, *, seed: int = 1) -> list[SimulatedPlace]:
    places = Places(POPULATION, seed=seed)
    return [places.of_person(number, random.Random(number)) for number in range(count)]


def test_half_of_the_people_share_an_address_with_a_hundred_others() -> None:
    found = people()
    behind = Counter(place.address.ip for place in found)
    crowded = sum(behind[place.address.ip] > 100 for place in found) / POPULATION

    assert 0.35 < crowded < 0.65


def test_an_address_belongs_to_one_provider() -> None:
    assert len({place.address for place in people()}) == len({place.address.ip for place in people()})


def test_few_devices_are_shared_and_by_few() -> None:
    used = Counter(place.device for place in people())

    assert 0 < sum(count > 1 for count in used.values()) < 0.05 * POPULATION
    assert max(used.values()) < 30


def test_hands_are_found_among_innocent_people() -> None:
    places = Places(POPULATION, seed=1)
    hands = [places.of_hand(random.Random(-number)).address.ip for number in range(1, 2000)]
    innocent = {place.address.ip for place in people()}

    assert sum(ip in innocent for ip in hands) / len(hands) > 0.5


def test_another_seed_has_other_addresses() -> None:
    shared = {place.address.ip for place in people(500, seed=1)} & {place.address.ip for place in people(500, seed=2)}

    assert {place.address.ip for place in people(500)} != set()
    assert len(shared) < 400  # lines are drawn by the person's own chance


def test_who_is_away_is_where_many_are() -> None:
    places, rng = Places(POPULATION, seed=1), random.Random(1)
    visited = Counter(places.away(rng).ip for _ in range(500))

    assert visited.most_common(1)[0][1] > 20
