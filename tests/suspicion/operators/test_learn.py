"""What is learnt follows what people decided, and a few wrong links move little."""

from dataclasses import replace

import pytest

from cautery.model.operator import OperatorLink
from cautery.model.suspicion import Reason
from cautery.model.tie import TieLikelihood
from cautery.suspicion.operators.learn import (
    BOUNDS,
    Learnt,
    applied,
    learn_margin,
    learn_persistence,
    learn_shares,
)
from cautery.suspicion.operators.linkage import Threshold
from tests.hands import CHANNELS
from tests.world import person

THRESHOLD = Threshold(bits=12.0, own_bits=8.0, chance=0.9, shares={"hand": 0.02, "household": 0.02}, size=10)


def link(number: int, *, kept: bool, chance: float = 0.9, bits: float = 15.0, own_bits: float = 10.0) -> OperatorLink:
    reason = Reason(channel="device", bits=9.0 if kept else -1.0, says="the same device", evidence=())
    return OperatorLink(
        account=person(f"new {number}"),
        earlier=person(f"old {number}"),
        chance=chance,
        bits=bits,
        own_bits=own_bits,
        named=True,
        reasons=(reason,),
    )


def learnt(links: list[OperatorLink], *, decided: bool | None = None) -> float:
    said = {} if decided is None else {frozenset((one.account, one.earlier)): decided for one in links}
    return learn_persistence(links, CHANNELS, decided=said)[0]["device"]


def test_what_hands_keep_more_often_is_learnt_to_be_kept_more_often() -> None:
    shipped = CHANNELS.channel["device"].persists

    assert learnt([link(n, kept=True) for n in range(60)]) > shipped
    assert learnt([link(n, kept=False) for n in range(60)]) < shipped


def test_of_nothing_nothing_is_learnt() -> None:
    kept, pairs = learn_persistence([], CHANNELS, decided={})

    assert kept == pytest.approx({name: one.persists for name, one in CHANNELS.channel.items()})
    assert pairs == 0.0


def test_a_pair_that_a_person_set_apart_teaches_nothing() -> None:
    assert learnt([link(n, kept=True) for n in range(60)], decided=False) == CHANNELS.channel["device"].persists


def test_a_pair_that_a_person_confirmed_counts_whole() -> None:
    doubtful = [link(n, kept=True, chance=0.2) for n in range(60)]

    assert learnt(doubtful, decided=True) > learnt(doubtful)


def test_however_much_is_seen_nothing_is_learnt_to_be_certain() -> None:
    low, high = BOUNDS

    assert learnt([link(n, kept=True, chance=1.0) for n in range(5000)]) == high
    assert learnt([link(n, kept=False, chance=1.0) for n in range(5000)]) == low


def test_the_margin_lets_no_more_of_the_innocent_through_than_allowed() -> None:
    innocent = [link(n, kept=False, bits=float(n)) for n in range(30)]
    for allowed in (0.0, 0.1, 0.5):
        margin = learn_margin(innocent, THRESHOLD, false_alarms=allowed)
        assert sum(one.bits >= THRESHOLD.bits + margin for one in innocent) <= allowed * 30


def test_the_innocent_who_would_not_be_named_ask_for_no_margin() -> None:
    assert learn_margin([], THRESHOLD, false_alarms=0.001) == 0.0
    assert learn_margin([None, link(1, kept=False, bits=5.0)], THRESHOLD, false_alarms=0.001) == 0.0
    assert learn_margin([link(1, kept=False, bits=50.0, own_bits=1.0)], THRESHOLD, false_alarms=0.001) == 0.0


def tied(number: int, **bits: float) -> OperatorLink:
    known = {"hand": 0.0, "household": 0.0, "stranger": 0.0, **bits}
    ties = tuple(TieLikelihood(name=name, chance=0.0, bits=of) for name, of in known.items())
    return replace(link(number, kept=True), ties=ties)


def test_the_shares_of_ties_follow_how_many_stand_so() -> None:
    few, many = (
        learn_shares([tied(n, hand=40.0) for n in range(count)], THRESHOLD, accounts=5000) for count in (50, 1500)
    )

    assert few["hand"] == pytest.approx(0.0104, abs=0.002)
    assert many["hand"] == pytest.approx(0.29, abs=0.02)
    assert many["household"] < THRESHOLD.shares["household"]
    assert learn_shares([], THRESHOLD, accounts=0) == pytest.approx(dict(THRESHOLD.shares))


def test_who_lives_under_one_roof_makes_no_returns_likelier() -> None:
    roofs = learn_shares([tied(n, hand=20.0, household=26.0) for n in range(300)], THRESHOLD, accounts=5000)

    assert roofs["hand"] < THRESHOLD.shares["hand"] < roofs["household"]


def test_what_was_learnt_is_put_in_the_place_of_what_was_shipped() -> None:
    there = applied(CHANNELS, Learnt(persists={"device": 0.9}, margin=1.0, pairs=3.0))

    assert there.channel["device"].persists == 0.9
    assert there.channel["ip"] == CHANNELS.channel["ip"]
    assert there.named.margin == CHANNELS.named.margin + 1.0
    assert applied(CHANNELS, None) is CHANNELS
