"""The index counts as reading everybody does, and nobody who may have returned is left out."""

import numpy as np

from cautery.app import App
from cautery.pipeline.detection.index_counts import begun_since, count_indexed, worth_comparing
from cautery.pipeline.detection.operators import find_operators, know_hands, links_in
from cautery.pipeline.detection.taking import caught_up
from cautery.pipeline.history.read import latest_event
from cautery.pipeline.history.trait_counts import count_others


def test_it_counts_as_history_does(harbour: App) -> None:
    hands = know_hands(harbour, at=None, false_alarms=None)
    others = [about for about in hands.known if about not in hands.portraits]
    read = count_others(harbour, hands.bank.keys, others, at=latest_event(harbour))
    with caught_up(harbour) as accounts:
        counted = count_indexed(harbour, accounts, hands.bank.keys, hands.portraits)

    assert np.array_equal(counted.users, read.users)
    assert {name: many for name, many in counted.having.items() if name in read.having} == dict(read.having)
    assert sorted(counted.names) == sorted(read.names)
    assert {one.about for one in counted.strangers} == {one.about for one in read.strangers}


def test_nobody_who_would_be_named_is_left_out(harbour: App) -> None:
    hands = know_hands(harbour, at=None, false_alarms=0.9)
    everybody = {link.account for link in links_in(hands, hands.asked) if link.bits > 0}
    with caught_up(harbour) as accounts:
        worth = set(worth_comparing(accounts, hands.bank, hands.portraits.values(), hands.asked))
        new = begun_since(accounts, hands.asked, latest_event(harbour))

    assert everybody
    assert {one.account for one in find_operators(harbour, false_alarms=0.9).links if one.named} <= worth
    assert len(new) <= len(worth) <= len(hands.asked)
