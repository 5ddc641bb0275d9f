"""What identifies people is hashed with a key before anything of it is kept."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from cautery.events.mailboxes import mailbox
from cautery.events.networks import plain_address, prefix
from cautery.kit.keyring import Keyring
from cautery.model.event import AccountCreated, AccountUpdated, AnyEvent, SessionStarted

COARSE = frozenset({"asn", "client", "email_domain", "email_pattern", "country", "language", "timezone"})
"""Traits that many share; every other trait is taken to identify somebody."""

Traits = dict[str, str | int | float | bool | None]


def masked_events(events: Sequence[AnyEvent], keyring: Keyring) -> list[AnyEvent]:
    """Hash the identifying traits of accounts and sessions; the rest of an event stays as it is."""
    return [_masked(event, keyring) for event in events]


def _masked(event: AnyEvent, keyring: Keyring) -> AnyEvent:
    if not isinstance(event, AccountCreated | AccountUpdated | SessionStarted) or COARSE.issuperset(event.traits):
        return event
    masked: AnyEvent = msgspec.structs.replace(event, traits=_hashed(event.traits, keyring, event.taken_at))
    return masked


def normalized(traits: Traits) -> Traits:
    """Add what says the same as a trait however it is written: the mailbox of an address, the network of a line."""
    added: Traits = {}
    if isinstance(email := traits.get("email"), str) and (box := mailbox(email)):
        added["mailbox"] = box
    if isinstance(ip := traits.get("ip"), str):
        added["ip"] = plain_address(ip)
        if line := prefix(ip):
            added["ip_prefix"] = line
    return traits | added


def _hashed(traits: Traits, keyring: Keyring, at: datetime) -> Traits:
    return {
        name: value if name in COARSE or value is None else keyring.hashed(name, str(value), at=at)
        for name, value in normalized(traits).items()
    }
