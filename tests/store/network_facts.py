"""A network as the ledger keeps it, and who signs for it."""

import itertools
from datetime import UTC, datetime, timedelta

from cautery.kit.note import Signer
from cautery.model.account import Account, AccountId, Platform
from cautery.model.case import CaseId
from cautery.model.network import MemberEvidence, MemberTie, Network, NetworkChannel, NetworkId, NetworkMember

NOON = datetime(2020, 1, 1, 12, tzinfo=UTC)
SIGNER = Signer(name="harbour.example", seed=b"s" * 32)


def person(name: str) -> Account:
    return Account(platform=Platform("harbour"), id=AccountId(name))


def a_network(name: str, *members: str, case: str | None = None, day: int = 0) -> Network:
    return Network(
        id=NetworkId(name),
        at=NOON + timedelta(days=day),
        case=CaseId(case) if case else None,
        members=tuple(NetworkMember(account=person(one), chance=0.95, role="amplifier") for one in members),
        channels=(NetworkChannel(trace="text", pairs=3, occasions=40, expected=0.25, jaccard=0.5, log10_p=-30.5),),
        log10_p=-61.0,
        says=("3 pairs posted nearly the same text.",),
        bystanders=(person("eva"),),
        seeds=(person("ana"),),
        content_evidence=(
            MemberEvidence(account=person("ben"), channel="links", says="posts a link", evidence=("p1",)),
        ),
        ties=tuple(
            MemberTie(one=person(one), other=person(other), traces=("text",), occasions=9, log10_p=-30.5)
            for one, other in itertools.combinations(members, 2)
        ),
    )
