"""How an account looks: what it shows to everybody, and what only the platform sees of it."""

import random
from dataclasses import dataclass, replace

from cautery.model.event import MediaAttachment, Profile
from cautery.simulator.draws import by_rank, by_share
from cautery.simulator.handles import banner, ordinary_handle, respelt
from cautery.simulator.languages import SimulatedLanguage, common_bios, full_name, sentence
from cautery.simulator.parameters import (
    AVATARS,
    AVATARS_OF_HANDS,
    COMMON_BIO,
    HAS_CONTACT,
    HAS_PHONE,
    LIKE_A_HAND,
    OTHERS_LIKE_A_HAND,
)
from cautery.simulator.pictures import picture
from cautery.simulator.places import Address, SimulatedPlace

CLIENTS = ("android 5.1", "web", "ios 9", "android 4.4", "android 6.0", "web mobile", "ios 8", "desktop")
MAILS = ("freemail", "letterbox", "quickmail", "openpost", "mymail", "inbox", "school", "office")
STOCK, FLAGS = 400, 6
"""Pictures of clubs and series that anybody may show; pictures of one cause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Everything by which an account might be known again, but for what it says and whom it follows."""

    stem: str
    """What the handle is a spelling of."""
    handle: str
    name: str
    bio: str
    avatar: MediaAttachment | None
    links: tuple[str, ...]
    """Pages of their own."""
    media: tuple[MediaAttachment, ...]
    """Pictures and films of their own."""
    contact: str
    """Where they ask people to write to; '' when they do not."""
    device: str
    client: str
    address: Address
    email: str
    email_pattern: str
    phone: str
    """'' when none was given."""
    language: str


def look_of_person(
    rng: random.Random, spoken: SimulatedLanguage, *, role: str, cause: int, place: SimulatedPlace
) -> Look:
    """Draw how an ordinary account looks."""
    like_a_hand = rng.random() < LIKE_A_HAND.get(role, OTHERS_LIKE_A_HAND)
    shown = AVATARS_OF_HANDS if like_a_hand and role in LIKE_A_HAND else AVATARS
    stem = banner(rng) if like_a_hand else ordinary_handle(rng)
    avatar = _avatar(rng, by_share(rng, shown), cause)
    look = _look(rng, spoken, stem=stem, place=place, avatar=avatar, titled=like_a_hand)
    return replace(look, handle=respelt(stem, rng, counter=rng.randrange(1, 10)))


def look_of_hand(rng: random.Random, spoken: SimulatedLanguage, *, cause: int, place: SimulatedPlace) -> Look:
    """Draw how an account of a hand looks that has nothing from an earlier one."""
    avatar = _avatar(rng, by_share(rng, AVATARS_OF_HANDS), cause)
    stem = banner(rng) if rng.random() < 0.5 else ordinary_handle(rng)
    contact = f"{stem.replace('_', '')[:12]}{rng.randrange(10, 1000)}" if rng.random() < HAS_CONTACT else ""
    return _look(rng, spoken, stem=stem, place=place, avatar=avatar, titled=rng.random() < 0.5, contact=contact)


def profile_of(look: Look) -> Profile:
    """Give what everybody sees; counts and times are for whoever knows them to add."""
    return Profile(handle=look.handle, display_name=look.name, bio=look.bio, avatar=look.avatar, language=look.language)


def traits_of(look: Look) -> dict[str, str | int | float | bool | None]:
    """Give what only the platform sees, when somebody signs up."""
    traits = {
        **session_traits(look, look.address),
        "email": look.email,
        "email_pattern": look.email_pattern,
        "phone": look.phone or None,
    }
    return {name: value for name, value in traits.items() if value is not None}


def session_traits(look: Look, address: Address) -> dict[str, str | int | float | bool | None]:
    """Give what only the platform sees, when somebody comes in from somewhere."""
    return {"device": look.device, "ip": address.ip, "asn": address.asn, "client": look.client}


def _look(
    rng: random.Random,
    spoken: SimulatedLanguage,
    *,
    stem: str,
    place: SimulatedPlace,
    avatar: MediaAttachment | None,
    titled: bool,
    contact: str = "",
) -> Look:
    common = rng.random() < COMMON_BIO
    bios = common_bios(spoken.code)
    topic = "faith" if titled else "daily"
    return Look(
        stem=stem,
        handle=stem,
        name=full_name(rng, spoken, titled=titled),
        bio=bios[by_rank(rng, len(bios))] if common else sentence(rng, spoken, topic, longest=7),
        avatar=avatar,
        links=(f"https://paste.example/{rng.getrandbits(40):010x}",),
        media=tuple(picture("own", rng.getrandbits(64), kind=kind) for kind in ("image", "video")),
        contact=contact,
        device=place.device,
        client=CLIENTS[by_rank(rng, len(CLIENTS))],
        address=place.address,
        email=f"{rng.getrandbits(64):016x}",
        email_pattern=_email_pattern(rng),
        phone=f"{rng.getrandbits(64):016x}" if rng.random() < HAS_PHONE else "",
        language=spoken.code,
    )


def _avatar(rng: random.Random, kind: str, cause: int) -> MediaAttachment | None:
    if kind == "none":
        return None
    if kind == "stock":
        return picture("stock", by_rank(rng, STOCK))
    if kind == "cause":
        return picture("cause", cause, by_rank(rng, FLAGS))
    return picture("photo", rng.getrandbits(64))


def _email_pattern(rng: random.Random) -> str:
    """Letters as 'a', digits as '9', runs cut at four: a value so coarse that thousands share it."""
    letters, digits = "a" * rng.randint(2, 4), "9" * rng.choice((0, 0, 1, 2, 2, 3, 4))
    return f"{letters}{rng.choice(('', '', '.aaaa', '_aaa'))}{digits}@{MAILS[by_rank(rng, len(MAILS))]}"
