"""What a network has to do with anything forbidden. Acting together is not; without this there is no case."""

from collections.abc import Collection, Sequence

from cautery.model.account import Account
from cautery.model.network import Content
from cautery.suspicion.evidence import Readings

CHANNELS = ("banks", "handoffs", "near_texts", "links")
"""Channels about what was posted. Whom an account turns to, and who complains of it, is no content."""
LEAST_BITS = 3.0
"""What half the platform posts too is no evidence."""
FEWEST_MEMBERS = 2
LEAST_SHARE = 0.1
"""Members with content evidence, from which on it is the network's and not only their own."""


def content_of(members: Sequence[Account], readings: Readings) -> tuple[Content, ...]:
    """List what members posted that is banked, or that removed accounts posted and few others; strongest first."""
    found = [
        (reading.bits, Content(account=about, channel=channel, says=reading.says, evidence=reading.evidence))
        for channel in CHANNELS
        for about in members
        if (reading := readings.get(channel, {}).get(about)) is not None and reading.bits >= LEAST_BITS
    ]
    return tuple(one for _, one in sorted(found, key=lambda pair: (-pair[0], pair[1].account, pair[1].channel)))


def attaches(members: Sequence[Account], seeds: Collection[Account], content: Sequence[Content]) -> bool:
    """Tell whether a network becomes a case: a member was finally removed, or enough members posted what is forbidden."""
    with_content = len({one.account for one in content})
    return bool(seeds) or with_content >= max(FEWEST_MEMBERS, LEAST_SHARE * len(members))
