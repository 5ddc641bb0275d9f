"""The index counts as reading everybody does, and nobody who may have returned is left out."""

import numpy as np

from cautery.app import App
from cautery.pipeline.detection.index_counts import begun_since, count_indexed, worth_comparing
from cautery.pipeline.detection.operators import find_operators, know_operators, links_in
from cautery.pipeline.detection.taking import caught_up
from cautery.pipeline.history.read import latest_event
from cautery.pipeline.history.trait_counts import count_others
from cautery.pipeline.ingestion.ingest import Ingestion
from cautery.suspicion.operators.scenes import TraitHolders
from tests.hands import LATER, back, stranger


def test_it_counts_as_history_does(harbour: App) -> None:
    hands = know_operators(harbour, at=None, false_alarms=None)
    others = [about for about in hands.known if about not in hands.portraits]
    read = count_others(harbour, hands.bank.keys, others, at=latest_event(harbour))
    with caught_up(harbour) as accounts:
        counted = count_indexed(harbour, accounts, hands.bank.keys, hands.portraits)

    assert np.array_equal(counted.users, read.users)
    assert {name: many for name, many in counted.having.items() if name in read.having} == dict(read.having)
    assert sorted(counted.names) == sorted(read.names)
    assert {one.about for one in counted.strangers} == {one.about for one in read.strangers}
    assert counted.accounts == read.accounts
    assert pairs(counted.held) == pairs(read.held) != []


def pairs(held: TraitHolders) -> list[tuple[int, int]]:
    return sorted(zip(held.who.tolist(), held.at.tolist(), strict=True))


def test_nobody_who_would_be_named_is_left_out(harbour: App) -> None:
    with Ingestion(harbour) as door:
        door.accept([back(3), stranger()])
        door.catch_up()
    hands = know_operators(harbour, at=None, false_alarms=None)
    named = {link.account for link in links_in(hands, hands.asked) if link.named}
    with caught_up(harbour) as accounts:
        worth = set(worth_comparing(accounts, hands.bank, hands.portraits.values(), hands.asked))
        new = begun_since(accounts, hands.asked, LATER)

    assert named
    assert named <= worth
    assert named == {link.account for link in find_operators(harbour).links if link.named}
    assert {about.id for about in new} == {"back 3", "stranger"}
    assert len(worth) < len(hands.asked)
