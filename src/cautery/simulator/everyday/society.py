"""The society: people in households, removed accounts, those who come back, and innocents of fifteen kinds who do not."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from cautery.simulator.everyday.people import EverydayPerson, Home, a_home, a_person, picture, token
from cautery.simulator.everyday.refrains import KINDS
from cautery.simulator.everyday.voices import NOUNS, a_voice, another_topic

DAYS = 180.0
NEW_FROM = 70.0
GROUP_SIZES = {
    "club": (5, 24),
    "colleagues": (3, 12),
    "class": (4, 18),
    "parish": (4, 24),
    "newspaper": (1, 64),
    "running": (1, 64),
}
INNOCENT = {
    "stranger": 300,
    "household": 110,
    "sister": 100,
    "brother_device": 110,
    "cafe": 110,
    "phone_sold": 100,
    "phone_sold_scene": 100,
    "vpn": 110,
    "carrier": 100,
    "university": 100,
    "recycled_number": 80,
    "clone": 60,
    "journalist": 70,
    "opponent": 70,
    "fan": 80,
}
CHANNELS = ("device", "ip", "email", "phone", "handle", "name", "avatar", "bio", "links", "follows", "media", "contact")
GIVEN_UP = (0, 2, 4, 6, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Society:
    """Everybody, and what is true about them."""

    people: tuple[EverydayPerson, ...]
    scenes: tuple[tuple[str, ...], ...]


def a_society(
    seed: int, *, ordinary: int = 4000, removed: int = 400, returns: int = 150, size: float = 1.0, own: float = 1.0
) -> Society:
    """Draws one society; `size` makes it smaller as a whole."""
    chance = random.Random(seed)  # noqa: S311  a simulation, not a secret
    scenes = [tuple(_made_word(chance) for _ in range(14)) + tuple(chance.sample(NOUNS, 10)) for _ in range(24)]
    crowd = list(_ordinary(chance, round(ordinary * size), scenes, own))
    gone = list(_removed(chance, round(removed * size), scenes, crowd, own))
    _follow(chance, crowd, gone)
    groups = list(_groups(chance, crowd, gone, scenes, size, own))
    back = [
        _returned(chance, hand, number, scenes, own)
        for number, hand in enumerate(chance.sample(gone, round(returns * size)))
    ]
    new = list(_newcomers(chance, gone, crowd, scenes, size, own))
    everybody = crowd + gone + groups + back + new
    _follow(chance, groups + new, crowd + gone)
    _clubs_follow_each_other(chance, everybody)
    return Society(people=tuple(everybody), scenes=tuple(scenes))


def _made_word(chance: random.Random) -> str:
    return "".join(
        chance.choice(("ka", "lo", "mi", "ren", "tu", "sel", "va", "dor", "ni", "bra", "pe", "shu")) for _ in range(3)
    )


def _ordinary(chance: random.Random, many: int, scenes: list[tuple[str, ...]], own: float) -> Iterator[EverydayPerson]:
    number = 0
    while number < many:
        home = a_home(chance)
        for _ in range(min(chance.choice((1, 1, 2, 2, 3, 4, 5)), many - number)):
            born = chance.uniform(-300, 20) if chance.random() < 0.55 else chance.uniform(0, DAYS - 10)
            person = a_person(chance, f"p{number}", "ordinary", home, scenes, born=born, until=DAYS, own=own)
            if chance.random() < 0.3:
                person = replace(person, devices=(*person.devices, home.device))
            yield person
            number += 1


def _removed(
    chance: random.Random, many: int, scenes: list[tuple[str, ...]], crowd: list[EverydayPerson], own: float
) -> Iterator[EverydayPerson]:
    """Half live alone, half in a household of the crowd; a third share a scene with each other and talk among themselves."""
    for number in range(many):
        home = a_home(chance) if chance.random() < 0.5 else chance.choice(crowd).home
        born = chance.uniform(-60, 60)
        gone = chance.uniform(max(born + 15, 20), 130)
        person = a_person(chance, f"r{number}", "removed", home, scenes, born=born, until=gone, own=own)
        scene = number % 8 if chance.random() < 0.6 else person.interests[0]
        sign = f"{_made_word(chance)}{number}"
        yield replace(
            person,
            removed=gone,
            posts=max(6, round(chance.lognormvariate(2.9, 0.5))),
            interests=(scene,),
            voice=a_voice(chance, tuple(chance.sample(scenes[scene], 8)), own=own),
            links=tuple(f"https://{sign}.example/{chance.randrange(10**5)}" for _ in range(3))
            if chance.random() < 0.6
            else (),
            media=tuple(picture(chance) for _ in range(3)),
            contact=f"t.me/{sign}" if chance.random() < 0.4 else "",
            devices=(*person.devices, home.device) if chance.random() < 0.35 else person.devices,
        )


def _follow(chance: random.Random, people: list[EverydayPerson], known: list[EverydayPerson]) -> None:
    """People follow hubs of their scenes, some of their scene, some of anybody."""
    by_scene: dict[int, list[str]] = {}
    for person in known:
        for scene in person.interests:
            by_scene.setdefault(scene, []).append(person.id)
    for person in people:
        if person.follows:
            continue
        circle = [of for scene in person.interests for of in by_scene.get(scene, [])]
        hubs = [of for scene in person.interests for of in by_scene.get(scene, [])[:15]]
        chosen = (
            chance.sample(hubs, min(len(hubs), 3))
            + chance.sample(circle, min(len(circle), 4))
            + [chance.choice(known).id for _ in range(2)]
        )
        person.follows = tuple(dict.fromkeys(of for of in chosen if of != person.id))


def _groups(
    chance: random.Random,
    crowd: list[EverydayPerson],
    gone: list[EverydayPerson],
    scenes: list[tuple[str, ...]],
    size: float,
    own: float,
) -> Iterator[EverydayPerson]:
    """Clubs, teams, classes, parishes, readers, runners: most were there before, some are new; one in each was removed."""
    taken: set[str] = set()
    free = [person for person in gone if person.removed and person.removed > 40]
    chance.shuffle(free)
    for kind in KINDS:
        count, members = GROUP_SIZES[kind]
        for group in range(max(1, round(count * min(1.0, size * 1.5)))):
            place = a_home(chance)
            lost = free.pop()
            lost.groups, lost.group_share = ((kind, group),), chance.uniform(0.35, 0.8)
            lost.ips = (*lost.ips, place.ip) if kind in ("club", "colleagues", "class", "parish") else lost.ips
            for number in range(members):
                share = chance.uniform(0.35, 0.8)
                if number < members * 0.6:
                    one = chance.choice([c for c in crowd if c.id not in taken and c.born < 40])
                    taken.add(one.id)
                    one.kind = kind
                else:
                    one = a_person(
                        chance,
                        f"{kind}{group}n{number}",
                        kind,
                        a_home(chance),
                        scenes,
                        born=chance.uniform(max(NEW_FROM, (lost.removed or 0) + 1), DAYS - 12),
                        until=DAYS,
                        own=own,
                    )
                    yield one
                one.groups, one.group_share, one.of = ((kind, group),), share, lost.id
                if kind in ("club", "colleagues", "class", "parish"):
                    one.ips = (*one.ips, place.ip)


def _returned(
    chance: random.Random, hand: EverydayPerson, number: int, scenes: list[tuple[str, ...]], own: float
) -> EverydayPerson:
    """The same hand again: everything kept but what was given up, and another name for most."""
    given = chance.choice(GIVEN_UP)
    lost = set(chance.sample(CHANNELS, given)) | {c for c in CHANNELS if chance.random() < 0.12}
    fresh = a_person(chance, f"b{number}", "return", a_home(chance), scenes, born=0, until=DAYS, own=own)
    born = min((hand.removed or 0) + min(chance.lognormvariate(1.2, 1.0), 40), DAYS - 15)
    kept = chance.sample(hand.follows, max(1, len(hand.follows) * 2 // 3)) if hand.follows else []
    return replace(
        fresh,
        born=born,
        of=hand.id,
        given_up=given,
        voice=hand.voice if chance.random() < 0.6 else another_topic(hand.voice, chance, ()),
        peak=hand.peak,
        spread=hand.spread,
        posts=max(5, round(chance.lognormvariate(2.6, 0.5))),
        interests=hand.interests,
        home=fresh.home if "ip" in lost else hand.home,
        ips=fresh.ips if "ip" in lost else hand.ips[:1],
        devices=fresh.devices if "device" in lost else hand.devices[:1],
        device=fresh.device,
        email=fresh.email if "email" in lost else _variant(chance, hand.email),
        phone=fresh.phone if "phone" in lost else hand.phone,
        handle=fresh.handle if "handle" in lost else _edited(chance, hand.handle),
        name=fresh.name if "name" in lost else hand.name,
        avatar=fresh.avatar if "avatar" in lost else hand.avatar,
        bio=fresh.bio if "bio" in lost else hand.bio,
        links=() if "links" in lost else hand.links,
        follows=tuple(fresh.follows if "follows" in lost else kept),
        media=() if "media" in lost else hand.media[:2],
        contact="" if "contact" in lost else hand.contact,
        client=hand.client,
        notes={"lost": " ".join(sorted(lost))},
    )


def _variant(chance: random.Random, email: str) -> str:
    """The same mailbox written another way, or the same way."""
    name, _, host = email.partition("@")
    if host == "gmail.com":
        plain, tagged = name.replace(".", ""), f"{name}+{chance.choice(NOUNS)}"
        return f"{chance.choice((plain, tagged, '.'.join(plain), name))}@{host}"
    return f"{chance.choice((name, name + '+' + chance.choice(NOUNS)))}@{host}"


def _edited(chance: random.Random, handle: str) -> str:
    return chance.choice(
        (handle + str(chance.randrange(2, 99)), handle + "_", "_" + handle, handle.replace("e", "3"), handle + "_new")
    )


def _newcomers(
    chance: random.Random,
    gone: list[EverydayPerson],
    crowd: list[EverydayPerson],
    scenes: list[tuple[str, ...]],
    size: float,
    own: float,
) -> Iterator[EverydayPerson]:
    """Innocents of each kind, most of them opened after the removal of whom they are near."""
    places = _places(chance)
    for kind, many in INNOCENT.items():
        for number in range(round(many * size)):
            near = chance.choice(gone)
            monitors = kind in ("journalist", "opponent")
            born = chance.uniform(-300, DAYS - 60) if monitors else chance.uniform(NEW_FROM, DAYS - 12)
            if kind.startswith("phone_sold"):
                born = max(born, (near.removed or 0) + chance.uniform(1, 20))
            one = a_person(
                chance, f"{kind}{number}", kind, a_home(chance), scenes, born=min(born, DAYS - 10), until=DAYS, own=own
            )
            one.of = near.id
            if kind in ("sister", "phone_sold_scene", "fan"):
                one = _same_scene(chance, one, near, scenes, own)
            one = _under_one_roof(chance, one, near)
            one = _at_one_place(chance, one, near, places)
            yield _in_public(chance, one, near, gone)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Places:
    """Where many meet: their lines, and the devices that stand there."""

    cafes: tuple[tuple[Home, tuple[str, ...]], ...]
    campus: tuple[tuple[Home, tuple[str, ...]], ...]
    exits: tuple[Home, ...]
    carriers: tuple[Home, ...]


def _places(chance: random.Random) -> _Places:
    lines = [a_home(chance) for _ in range(39)]
    return _Places(
        cafes=tuple((line, (token(chance), token(chance))) for line in lines[:25]),
        exits=tuple(lines[25:33]),
        carriers=tuple(lines[33:36]),
        campus=tuple((line, tuple(token(chance) for _ in range(6))) for line in lines[36:]),
    )


def _under_one_roof(chance: random.Random, one: EverydayPerson, near: EverydayPerson) -> EverydayPerson:
    """Puts an innocent into the removed account's household, or gives it its telephone or its number."""
    kind = one.kind
    if kind in ("household", "sister", "brother_device"):
        one = replace(one, home=near.home, ips=(near.home.ip,))
    if kind == "brother_device":
        others = one.devices if chance.random() < 0.5 else ()
        one = replace(one, devices=(near.devices[-1], *others), client=near.client)
    if kind.startswith("phone_sold"):
        one = replace(one, devices=(near.devices[0],), client=near.client)
    return replace(one, phone=near.phone) if kind == "recycled_number" else one


def _at_one_place(chance: random.Random, one: EverydayPerson, near: EverydayPerson, places: _Places) -> EverydayPerson:
    """Puts an innocent where the removed account was as well."""
    if one.kind in ("cafe", "university"):
        place, there = chance.choice(places.cafes if one.kind == "cafe" else places.campus)
        _also(near, place.ip, tuple(chance.sample(there, 2)))
        return replace(one, ips=(*one.ips, place.ip), devices=(*one.devices, *chance.sample(there, 2)))
    if one.kind in ("vpn", "carrier"):
        place = chance.choice(places.exits if one.kind == "vpn" else places.carriers)
        _also(near, place.ip, ())
        return replace(one, ips=(place.ip,))
    return one


def _in_public(
    chance: random.Random, one: EverydayPerson, near: EverydayPerson, gone: list[EverydayPerson]
) -> EverydayPerson:
    """Lets an innocent copy, report, refute, or love what the removed account loved."""
    if one.kind == "clone":
        one = replace(one, handle=near.handle + "_", name=near.name, avatar=near.avatar, bio=near.bio)
        return replace(one, media=near.media, links=near.links, quotes="copies")
    if one.kind in ("journalist", "opponent"):
        circle = tuple(other.id for other in chance.sample(gone, 6))
        followed = chance.sample(circle, 3 if one.kind == "journalist" else 1) + [o.id for o in chance.sample(gone, 2)]
        quotes = "reports" if one.kind == "journalist" else "refutes"
        return replace(one, addresses=circle, quotes=quotes, posts=one.posts * 2, follows=tuple(followed))
    return replace(one, media=near.media[:1]) if one.kind == "fan" else one


def _same_scene(
    chance: random.Random, one: EverydayPerson, near: EverydayPerson, scenes: list[tuple[str, ...]], own: float
) -> EverydayPerson:
    words = tuple(chance.sample(scenes[near.interests[0]], 8))
    return replace(one, interests=near.interests, voice=a_voice(chance, words, own=own))


def _also(near: EverydayPerson, ip: str, devices: tuple[str, ...]) -> None:
    """The removed account used the place as well."""
    near.ips = (*near.ips, ip) if ip not in near.ips else near.ips
    near.devices = (*near.devices, *(d for d in devices if d not in near.devices))


def _clubs_follow_each_other(chance: random.Random, everybody: list[EverydayPerson]) -> None:
    members: dict[tuple[str, int], list[str]] = {}
    for person in everybody:
        for group in person.groups:
            members.setdefault(group, []).append(person.id)
    for person in everybody:
        for group in person.groups:
            if group[0] in ("club", "colleagues", "class", "parish"):
                circle = members[group]
                person.follows = tuple(
                    dict.fromkeys(
                        (*person.follows, *(o for o in chance.sample(circle, min(5, len(circle))) if o != person.id))
                    )
                )
