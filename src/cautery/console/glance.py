"""A suspected return at one look: which kinds of traits match, which differ, and what is said of the strongest.

A sibling shares device and line and writes differently; a sold phone shares the device alone; one operator shares what nobody
else has across several kinds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cautery.model.case import Case
from cautery.translations.speech import mark

State = Literal["match", "partly", "none", "differs", "unknown"]
TRAITS = (
    (mark("Device and network"), ("device", "ip", "ip_prefix", "asn", "client")),
    (mark("E-mail and phone"), ("email", "mailbox", "phone")),
    (mark("Writing"), ("writing",)),
    (mark("Profile"), ("handle", "display_name", "bio", "avatar")),
    (mark("Connections"), ("declared", "follows", "circle")),
    (mark("Posted content"), ("links", "handoffs", "media", "passages", "hashtags", "hosts")),
    (mark("Time of opening"), ("delay",)),
)
"""Kinds of traits, those that are hardest to copy first, each with its channels."""
CLEAR = 2.0
"""Bits from which on traits match or differ clearly: four times as often as among strangers, or as rarely."""
SHOWN = 2
"""Findings of one kind that are told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """One kind of traits of two accounts."""

    name: str
    state: State
    says: tuple[str, ...]
    """The strongest findings on the side that the traits take; none where nothing is known."""
    bits: float


def glance(case: Case) -> tuple[Trait, ...]:
    """Sum up a case's evidence by kind of trait; nothing where it continues no account."""
    return tuple(_traits(case)) if case.continues else ()


def _traits(case: Case) -> Iterator[Trait]:
    for name, channels in TRAITS:
        found = sorted((one for one in case.reasons if one.channel in channels), key=lambda one: -abs(one.bits))
        bits = sum(one.bits for one in found)
        told = [one.says for one in found if (one.bits > 0) == (bits > 0)]
        yield Trait(name=name, state=_state(bits, bool(found)), says=tuple(told[:SHOWN]), bits=bits)


def _state(bits: float, known: bool) -> State:
    if not known:
        return "unknown"
    if bits > 0:
        return "match" if bits >= CLEAR else "partly"
    return "differs" if bits <= -CLEAR else "none"
