"""How accounts look: like many others in some things, and the platform sees only hashes and coarse values."""

import random
import re
from collections import Counter

from cautery.simulator.languages import language
from cautery.simulator.looks import (
    Look,
    look_of_hand,
    look_of_person,
    profile_of,
    session_traits,
    traits_of,
)
from cautery.simulator.places import Address, Places

PLACES = Places(20_000, seed=1)
SPOKEN = language("qac")


def people(role: str, count: int = 3000) -> list[Look]:
    rng = random.Random(1)
    return [
        look_of_person(rng, SPOKEN, role=role, cause=1, place=PLACES.of_person(number, rng)) for number in range(count)
    ]


def hands(count: int = 3000) -> list[Look]:
    rng = random.Random(2)
    return [look_of_hand(rng, SPOKEN, cause=1, place=PLACES.of_hand(rng)) for _ in range(count)]


def avatars(looks: list[Look]) -> Counter[str]:
    return Counter(look.avatar.sha256 or "" for look in looks if look.avatar)


def test_hundreds_of_ordinary_people_show_the_same_picture_name_or_bio() -> None:
    looks = people("ordinary")

    assert avatars(looks).most_common(1)[0][1] > 100
    assert Counter(look.bio for look in looks).most_common(1)[0][1] > 100
    assert Counter(look.name for look in looks).most_common(1)[0][1] > 20


def test_believers_and_opponents_show_what_hands_show_and_fans_do_not() -> None:
    flags = {shown for shown, count in avatars(hands()).items() if count > 30}

    assert flags & set(avatars(people("believer")))
    assert flags & set(avatars(people("opponent")))
    assert Counter(avatars(people("fan"))).total() > 0


def test_only_hands_lead_people_away() -> None:
    assert {look.contact for look in people("reporter", 200)} == {""}
    assert 0.3 < sum(bool(look.contact) for look in hands()) / 3000 < 0.5


def test_the_platform_sees_hashes_and_coarse_values() -> None:
    look = hands(1)[0]
    traits = traits_of(look)

    assert set(traits) >= {"device", "ip", "asn", "email", "email_pattern", "client"}
    assert all(re.fullmatch(r"[0-9a-f]{16}", str(traits[name])) for name in ("device", "ip", "email"))
    assert re.fullmatch(r"[a9._]+@[a-z]+", str(traits["email_pattern"]))


def test_a_telephone_that_was_not_given_is_no_trait() -> None:
    looks = people("ordinary", 300)

    assert {"phone" in traits_of(look) for look in looks if not look.phone} == {False}
    assert {traits_of(look)["phone"] for look in looks if look.phone} == {look.phone for look in looks if look.phone}


def test_a_session_is_from_where_somebody_is_with_their_device() -> None:
    look = people("ordinary", 1)[0]
    seen = session_traits(look, Address(ip="cafe", asn="as1"))

    assert seen == {"device": look.device, "client": look.client, "ip": "cafe", "asn": "as1"}


def test_everybody_sees_the_profile_and_nothing_else() -> None:
    look = people("ordinary", 1)[0]
    profile = profile_of(look)

    assert (profile.handle, profile.display_name, profile.bio) == (look.handle, look.name, look.bio)
    assert (profile.avatar, profile.language) == (look.avatar, "qac")
