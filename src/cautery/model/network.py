"""Accounts that act together, beyond chance. That alone is no wrong: a network is not a case."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NewType

from cautery.model.account import Account
from cautery.model.case import CaseId

NetworkId = NewType("NetworkId", str)
Role = Literal["source", "amplifier", "recruiter", "archive"]
"""Whose things the others pass on, who passes on, who sends people to a contact, who keeps material where it can be had."""
CERTAIN = 0.8
"""Chance from which on an account counts as a member; below, a person looks first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkMember:
    """An account of a network, and how surely it is one."""

    account: Account
    chance: float
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkChannel:
    """What a network did together in one kind of action, over all its pairs."""

    trace: str
    pairs: int
    occasions: int
    """Hours in which a pair of them met, added up over pairs."""
    expected: float
    """How many chance would give the same pairs."""
    jaccard: float
    """Of the things that two of them did, the share that both did, on average: shown beside, never used."""
    log10_p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberTie:
    """Two members who met again and again, beyond chance."""

    one: Account
    other: Account
    traces: tuple[str, ...]
    """Through what, most often first."""
    occasions: int
    """Hours in which they met, added up over traces."""
    log10_p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberEvidence:
    """What one member has to do with removed accounts or banked values."""

    account: Account
    channel: str
    says: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Who acts together, through what, how unlikely by chance, and what it has to do with anything forbidden."""

    id: NetworkId
    at: datetime
    case: CaseId | None = None
    """None for a network that is only a network."""
    members: tuple[NetworkMember, ...]
    """Surest first."""
    channels: tuple[NetworkChannel, ...]
    """Strongest first."""
    log10_p: float
    """Chance of the meetings of a member in the middle, its two strongest ties together."""
    says: tuple[str, ...]
    """What they did together, and how often that would happen by chance; sentences that a person can check."""
    bystanders: tuple[Account, ...]
    """Outsiders who met several members again and again, and are no members."""
    seeds: tuple[Account, ...]
    """Members that people have finally removed."""
    content_evidence: tuple[MemberEvidence, ...]
    ties: tuple[MemberTie, ...] = ()
    """The strongest between members: some for each, and no more than can be looked at."""
