"""What a network has to do with anything forbidden. Acting together is not; without this there is no case.

What members share with a removed member of their own network is the network's habit, and no evidence against it: it is read
against those who were removed elsewhere, and against banks.
"""

from collections.abc import Collection, Sequence

from cautery.model.account import Account
from cautery.model.network import MemberEvidence
from cautery.suspicion.evidence import Readings

CHANNELS = ("banks", "handoffs", "near_texts", "links")
"""Channels about what was posted. Whom an account turns to, and who complains of it, is no content."""
LEAST_BITS = 3.0
"""What half the platform posts too is no evidence."""
FEWEST_MEMBERS = 2
LEAST_SHARE = 0.1
"""Members with content evidence, from which on it is the network's and not only their own."""


def content_of(members: Sequence[Account], readings: Readings) -> tuple[MemberEvidence, ...]:
    """List what members posted that is banked, or that removed accounts posted and few others; strongest first."""
    found = [
        (reading.bits, MemberEvidence(account=about, channel=channel, says=reading.says, evidence=reading.evidence))
        for channel in CHANNELS
        for about in members
        if (reading := readings.get(channel, {}).get(about)) is not None and reading.bits >= LEAST_BITS
    ]
    return tuple(one for _, one in sorted(found, key=lambda pair: (-pair[0], pair[1].account, pair[1].channel)))


def attaches(members: Sequence[Account], seeds: Collection[Account], content: Sequence[MemberEvidence]) -> bool:
    """Tell whether a network becomes a case: several members were finally removed, or enough posted what is forbidden.

    One removed member says nothing about the others: a team, a class or a parish may lose one. So it counts only beside
    content of at least one other member that is not the network's own.
    """
    with_content = len({evidence.account for evidence in content})
    enough = max(FEWEST_MEMBERS, LEAST_SHARE * len(members))
    return len(seeds) >= enough or with_content >= enough or bool(seeds and with_content)
