"""Invented hands: a dozen whose accounts were removed, six hundred people of the harbour, and anybody who comes new."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache

from cautery.kit.canonical import digest
from cautery.kit.clock import rfc3339
from cautery.model.account import AccountId
from cautery.model.event import AccountCreated, AnyEvent, MediaAttachment, Profile
from cautery.model.operator import OperatorLink
from cautery.suspicion.operators.bank import Bank, Removed, build_bank
from cautery.suspicion.operators.channels import shipped_channels
from cautery.suspicion.operators.compare import compare_each
from cautery.suspicion.operators.linkage import links_of, threshold_of
from cautery.suspicion.operators.portrait import AccountPortrait
from tests.world import HARBOUR, NOON, follow, person, post

REMOVED_AT = NOON + timedelta(days=2)
LATER = REMOVED_AT + timedelta(days=3)
BUSY = "203.0.113.9"
"""An address behind which half of the harbour lives."""
CHANNELS = shipped_channels()
GUARD = 12
_FIRST = ("ember", "wicker", "torrent", "quayside", "sable", "orchid", "juniper", "magpie", "cobalt", "thistle")
_SECOND = ("vigil", "harrow", "lantern", "spindle", "mortar", "pelican", "bramble", "kestrel", "dynamo", "fathom")
_SAYS = ("the boats came home", "who has seen my brother", "rain again on the bridge", "fish is dear today")


def portrait(
    name: str,
    *,
    at: datetime = LATER,
    handle: str = "",
    display_name: str = "",
    bio: str = "",
    avatar: str = "",
    traits: Mapping[str, str] | None = None,
    follows: Sequence[str] = (),
    texts: Sequence[str] = (),
    links: Sequence[str] = (),
) -> AccountPortrait:
    """Draw somebody who is opened, follows, and says something each hour."""
    picture = MediaAttachment(id=f"picture {name}", kind="image", pdq=avatar) if avatar else None
    profile = Profile(handle=handle or None, display_name=display_name or None, bio=bio or None, avatar=picture)
    drawn = AccountPortrait(about=person(name))
    drawn.see(
        AccountCreated(
            id=f"opened {name}",
            at=at,
            platform=HARBOUR,
            account=AccountId(name),
            profile=profile,
            traits=dict(traits or {}),
        )
    )
    for target in follows:
        drawn.see(follow(name, target, at=at))
    for hour, text in enumerate(texts):
        drawn.see(post(name, text, at=at + timedelta(hours=hour), links=links))
    return drawn


def name_of(number: int) -> str:
    """Give everybody a name of their own."""
    return f"{_FIRST[number % 10]}{_SECOND[number // 10 % 10]}{'xyz'[number // 100 % 3]}{_FIRST[number // 7 % 10][:2]}"


def picture_of(what: str) -> str:
    """Give a picture's hash."""
    return digest("picture", what) + digest("again", what)


def guard(number: int) -> AccountPortrait:
    """One of the removed: everything that an account can have."""
    return portrait(
        f"guard {number}",
        at=NOON,
        handle=f"night_{name_of(number)}",
        display_name=f"Keeper {_SECOND[number % 10]} of the {_FIRST[-1 - number % 10]}",
        bio=f"watch {number} of the burning lamp, no surrender before dawn {number}",
        avatar=picture_of(f"guard {number}"),
        traits={"device": f"device-{number}", "ip": f"198.51.100.{number}", "email": f"mail-{number}"},
        follows=[f"friend {number} {turn}" for turn in range(5)],
        texts=[said_by_guard(number, turn) for turn in range(8)],
        links=[f"https://paste.example/{number}"],
    )


def said_by_guard(number: int, turn: int) -> str:
    """Each of the removed has a manner, and says something else each time."""
    ends = ("!!", " ...", " :)", ".", " ~", "?!")[number % 6]
    begins = ("brothers,", "Listen:", "ok so", "WAKE UP", "hear me,", "today")[number // 2 % 6]
    return f"{begins} {_SAYS[turn % 4]} and lamp {number * 8 + turn} burns over {name_of(turn * 13 + number)}{ends}"


@cache
def people() -> tuple[AccountPortrait, ...]:
    """Those who did nothing: each with a device, half of them behind one address."""
    return tuple(
        portrait(
            f"somebody {number}",
            at=NOON,
            handle=f"{name_of(number)}{number}",
            display_name=name_of(number + 31).title(),
            traits={"device": f"own {number}", "ip": BUSY if number % 2 else f"192.0.2.{number}"},
            follows=[f"star {number % 9}"],
            texts=[f"{_SAYS[(number + turn) % 4]}, says {name_of(number + turn)}" for turn in range(number % 3)],
        )
        for number in range(600)
    )


@cache
def bank() -> Bank:
    """Everybody who was removed, beside everybody else."""
    return build_bank([Removed(portrait=guard(number), at=REMOVED_AT) for number in range(GUARD)], people())


def links(
    newcomer: AccountPortrait, *, among: Bank | None = None, false_alarms: float = 0.001
) -> tuple[OperatorLink, ...]:
    """Compare somebody with the removed, as it is done on the shipped figures."""
    known = among or bank()
    threshold = threshold_of(known, CHANNELS, false_alarms=false_alarms)
    [(drawn, comparisons)] = compare_each([newcomer], known, CHANNELS)
    return links_of(drawn, comparisons, known, CHANNELS, threshold=threshold)


def bits_between(newcomer: AccountPortrait, earlier: str, *, among: Bank | None = None) -> dict[str, float]:
    """Give what each channel says of somebody and one of the removed; nothing where they are not linked."""
    found = [link for link in links(newcomer, among=among) if link.earlier == person(earlier)]
    return {reason.channel: reason.bits for link in found for reason in link.reasons}


def opens(name: str, *, at: datetime, handle: str, device: str, ip: str) -> AccountCreated:
    """Somebody signs up."""
    return AccountCreated(
        id=f"opened {name}",
        at=at,
        platform=HARBOUR,
        account=AccountId(name),
        profile=Profile(handle=handle),
        traits={"device": device, "ip": ip},
    )


def harbour_events() -> list[AnyEvent]:
    """The removed and three hundred others, each with a device and an address of their own."""
    removed = [
        opens(f"guard {n}", at=NOON, handle=f"night_{name_of(n)}", device=f"device-{n}", ip=f"198.51.100.{n}")
        for n in range(GUARD)
    ]
    others = [
        opens(f"somebody {n}", at=NOON, handle=f"{name_of(n)}{n}", device=f"own-{n}", ip=f"192.0.2.{n}")
        for n in range(300)
    ]
    return [*removed, *others, *(post(f"guard {n}", said_by_guard(n, turn)) for n in range(GUARD) for turn in range(3))]


def back(number: int, *, at: datetime = LATER) -> AccountCreated:
    """One of the removed signs up again: the same machine and line, the handle spelled again."""
    return opens(
        f"back {number}", at=at, handle=f"night{name_of(number)}2", device=f"device-{number}", ip=f"198.51.100.{number}"
    )


def stranger(*, at: datetime = LATER) -> AccountCreated:
    """Somebody signs up who never was here."""
    return opens("stranger", at=at, handle="quietpond", device="own-new", ip="192.0.2.251")


def removed_csv(numbers: Sequence[int] = tuple(range(GUARD))) -> str:
    """Give the labels of those that were removed."""
    rows = "".join(f"guard {number},violating,{rfc3339(REMOVED_AT)}\n" for number in numbers)
    return f"account,label,at\n{rows}"
