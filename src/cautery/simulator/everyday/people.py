"""Who lives there: people with a home, devices, habits and interests, and what they show when they open an account."""

import hashlib
import random
from dataclasses import dataclass, field

from cautery.simulator.everyday.voices import NOUNS, WritingVoice, a_voice

PROVIDERS = ("gmail.com", "gmail.com", "gmail.com", "outlook.com", "proton.me", "posteo.example", "mail.example")
CLIENTS = ("android 9.2", "android 9.3", "ios 17", "ios 18", "web", "web")
FIRST = """anna ben clara dan elsa finn greta hugo ida jon karla leo mia nils olga paul rosa sam tina ugo vera will xenia yann
zoe amal bilal dina farid hana idris jamila karim layla malik nadia omar rania sami tariq yasmin zaid""".split()
LAST = """alder birch cedar dale elm forde glen heath ives jarvis kemp lowe marsh nash orr pike quill reed stone thorne usher
vale wood yates abbott barlow crane drake ellis frost grove hale""".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """A roof: one line to the world, perhaps a device that all use."""

    ip: str
    asn: str
    device: str


@dataclass(slots=True, kw_only=True)
class EverydayPerson:
    """One human being and one account of theirs."""

    id: str
    kind: str
    voice: WritingVoice
    home: Home
    interests: tuple[int, ...]
    handle: str
    name: str
    bio: str
    avatar: str
    email: str
    phone: str
    client: str
    device: str
    ips: tuple[str, ...]
    devices: tuple[str, ...]
    peak: float
    spread: float
    born: float
    until: float
    posts: int
    follows: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    media: tuple[str, ...] = ()
    contact: str = ""
    groups: tuple[tuple[str, int], ...] = ()
    group_share: float = 0.0
    addresses: tuple[str, ...] = ()
    quotes: str = ""
    removed: float | None = None
    of: str | None = None
    given_up: int | None = None
    notes: dict[str, str] = field(default_factory=dict)


def a_home(chance: random.Random) -> Home:
    """A household's line; one in three has IPv6, whose last half changes."""
    asn = f"AS{chance.choice((100, 100, 100, 200, 200, 300, 400, 500, 600, 700))}"
    if chance.random() < 0.33:
        return Home(
            ip=f"2001:db8:{chance.randrange(16**4):x}:{chance.randrange(16**4):x}::/64", asn=asn, device=token(chance)
        )
    return Home(ip=".".join(str(chance.randrange(1, 255)) for _ in range(4)), asn=asn, device=token(chance))


def address(home_ip: str, chance: random.Random) -> str:
    """An address as it is seen on one day: with IPv6 the second half is new each time."""
    if not home_ip.endswith("::/64"):
        return home_ip
    return home_ip.removesuffix("::/64") + "".join(f":{chance.randrange(1, 16**4):x}" for _ in range(4))


def a_person(
    chance: random.Random,
    id_: str,
    kind: str,
    home: Home,
    scenes: list[tuple[str, ...]],
    *,
    born: float,
    until: float,
    own: float = 1.0,
) -> EverydayPerson:
    """Somebody under that roof, with interests and habits of their own."""
    interests = tuple(chance.sample(range(len(scenes)), chance.choice((1, 1, 2))))
    words = tuple(word for scene in interests for word in chance.sample(scenes[scene], 8))
    first, last = chance.choice(FIRST), chance.choice(LAST)
    device = token(chance)
    number = chance.choice(
        ("", str(chance.randrange(100)), str(chance.randrange(1950, 2012)), "_" + chance.choice(NOUNS))
    )
    handle = (
        chance.choice(
            (
                f"{first}{last}",
                f"{first}.{last}",
                f"{first[0]}{last}",
                f"{chance.choice(NOUNS)}{first}",
                f"{last}_{first}",
            )
        )
        + number
    )
    return EverydayPerson(
        id=id_,
        kind=kind,
        voice=a_voice(chance, words, own=own),
        home=home,
        interests=interests,
        handle=handle,
        name=f"{first} {last}".title() if chance.random() < 0.7 else handle,
        bio=a_bio(chance),
        avatar=picture(chance),
        email=f"{first}.{last}{chance.randrange(1000)}@{chance.choice(PROVIDERS)}",
        phone=f"+49{chance.randrange(10**9, 10**10)}",
        client=chance.choice(CLIENTS),
        device=device,
        ips=(home.ip,),
        devices=(device,),
        peak=chance.gauss(18.5, 3.0) % 24,
        spread=chance.uniform(1.5, 4),
        born=born,
        until=until,
        posts=max(2, round(chance.lognormvariate(2.3, 0.5))),
    )


def a_bio(chance: random.Random) -> str:
    """A line about oneself."""
    three = chance.sample(NOUNS, 3)
    return chance.choice(
        (
            "",
            f"{three[0]} and {three[1]}",
            f"I like the {three[0]}, {three[1]} & {three[2]}",
            f"{three[0]} person. {three[2]} at heart.",
        )
    )


def token(chance: random.Random) -> str:
    """An identifier of a device."""
    return f"dev-{chance.getrandbits(60):x}"


def picture(chance: random.Random) -> str:
    """A picture's number; its prints follow from it."""
    return f"{chance.getrandbits(64):x}"


def media(number: str) -> dict[str, str]:
    """A picture as events carry it."""
    sha = hashlib.sha256(number.encode()).hexdigest()
    return {"id": number, "kind": "image", "sha256": sha, "pdq": hashlib.sha256(sha.encode()).hexdigest()}
