"""Who opens an account has a home, a device and a name of their own."""

from random import Random

from cautery.simulator.everyday.people import a_home, a_person, address, media

SCENES = [tuple(f"word{n}" for n in range(24)), tuple(f"term{n}" for n in range(24))]


def test_a_line_with_ipv6_shows_another_address_each_time_and_one_with_ipv4_the_same() -> None:
    rng = Random(1)

    assert address("192.0.2.1", rng) == "192.0.2.1"
    assert len({address("2001:db8:1:2::/64", rng) for _ in range(5)}) == 5
    assert address("2001:db8:1:2::/64", rng).startswith("2001:db8:1:2:")


def test_two_people_under_one_roof_share_the_line_and_not_the_person() -> None:
    rng = Random(2)
    home = a_home(rng)
    one, other = (a_person(rng, name, "ordinary", home, SCENES, born=0, until=9) for name in ("a", "b"))

    assert one.ips == other.ips
    assert {one.device, one.email, one.phone}.isdisjoint({other.device, other.email, other.phone})


def test_a_picture_is_the_same_whenever_it_is_shown() -> None:
    assert media("12ab") == media("12ab") != media("12ac")
