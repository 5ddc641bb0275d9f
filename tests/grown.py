"""Invented networks that grew, were cut and grew back, as large as a bench wants them."""

import random
from datetime import timedelta

from cautery.app import App
from cautery.model.case import CaseId
from cautery.model.decision import Decision, DecisionId
from cautery.model.network import MemberTie, Network, NetworkId, NetworkMember
from cautery.store import decisions, networks
from tests.store.network_facts import NOON, a_network, person
from tests.world import NOON as NOW

KINDS = (("text",), ("link", "text"), ("handoff",), ("repost", "follow"))


def version(name: str, members: list[str], ties: list[tuple[str, str]], day: int, case: str | None = None) -> Network:
    """Give a network as it was on a day."""
    bare = a_network(name, case=case, day=day)
    return Network(
        id=NetworkId(name),
        at=NOON + timedelta(days=day),
        case=CaseId(case) if case else None,
        members=tuple(NetworkMember(account=person(one), chance=0.95, role="amplifier") for one in members),
        channels=bare.channels,
        log10_p=-61.0,
        says=bare.says,
        bystanders=(),
        seeds=(),
        content_evidence=(),
        ties=tuple(
            MemberTie(one=person(one), other=person(other), traces=KINDS[n % 4], occasions=n % 40 + 1, log10_p=-30.5)
            for n, (one, other) in enumerate(ties)
        ),
    )


def grow_large(app: App, *, groups: int, size: int, ties: int, seed: int = 7) -> None:
    """Let networks be known, each at three moments: a third, all, and all after a removal of some."""
    chance = random.Random(seed)
    for group in range(groups):
        names = [f"lamp {group}-{n}" for n in range(size)]
        pairs = sorted({tuple(sorted(chance.sample(names, 2))) for _ in range(int(ties * 1.1))})
        kept = [(one, other) for one, other in chance.sample(pairs, min(ties, len(pairs)))]
        few = set(names[: size // 3])
        early = [pair for pair in kept if few.issuperset(pair)]
        told = [version(f"n{group}", names[: size // 3], early, group), version(f"n{group}", names, kept, 20 + group)]
        with app.writing() as tx:
            networks.append(tx, told)
            decisions.append(tx, [_removal(name) for name in names[: size // 10]])


def _removal(name: str) -> Decision:
    return Decision(
        id=DecisionId(f"removal of {name}"),
        about=person(name),
        verdict="violating",
        measure="suspend",
        clause="promotes",
        reason="spread their lamps",
        by="ben",
        at=NOW,
        source="review",
    )
