"""Promises only: what a mixing learns is measured elsewhere."""

import math
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.suspicion.mixing import FEWEST_DECIDED, Mixing, TrainingRow, learn_mixing, shipped_mixing, total_bits
from cautery.suspicion.weights import shipped_weights

WEIGHTS = shipped_weights()
SHIPPED = shipped_mixing(WEIGHTS)
CHANNELS = sorted(WEIGHTS.channels)
raw_bits = st.floats(-30.0, 30.0, allow_nan=False)
channels = st.sampled_from(CHANNELS)


def _decided(number: int, *, seed: int = 7, telling: str = "links") -> list[TrainingRow]:
    """As many violating as benign accounts; one channel tells them apart, most of the time."""
    draw = random.Random(seed)
    return [
        TrainingRow(
            texts=10,
            raw={telling: draw.gauss(6.0 if violating else 0.5, 2.0), "wording": draw.gauss(0.0, 2.0)},
            inside=violating or draw.random() < 0.5,
            violating=violating,
        )
        for violating in (True, False)
        for _ in range(number)
    ]


def _learn(rows: Sequence[TrainingRow]) -> Mixing:
    return learn_mixing(rows, WEIGHTS, population=2000)


LEARNT = _learn(_decided(40))
mixings = st.sampled_from([SHIPPED, LEARNT])


@settings(max_examples=200)
@given(mixings, channels, st.floats(-1e9, 1e9))
def test_no_channel_ever_says_more_than_its_cap(mixing: Mixing, channel: str, raw: float) -> None:
    assert abs(mixing.bits(channel, raw, texts=10)) <= WEIGHTS.channels[channel].cap_bits


@settings(max_examples=200)
@given(mixings, channels, raw_bits, raw_bits)
def test_who_has_more_evidence_is_never_said_to_have_less(
    mixing: Mixing, channel: str, one: float, other: float
) -> None:
    less, more = sorted((one, other))

    assert mixing.bits(channel, less, texts=10) <= mixing.bits(channel, more, texts=10)


@settings(max_examples=200)
@given(mixings, raw_bits, raw_bits, st.booleans())
def test_more_bits_are_never_a_smaller_chance(mixing: Mixing, one: float, other: float, inside: bool) -> None:
    less, more = sorted((one, other))

    assert 0.0 <= mixing.chance(less, inside=inside) <= mixing.chance(more, inside=inside) <= 1.0


def test_the_caps_leave_room_to_tell_strong_evidence_from_stronger() -> None:
    """Soft: the order of accounts is kept where a hard cap would call them equal."""
    for channel, said in WEIGHTS.channels.items():
        at_the_cap = said.cap_bits / said.weight
        assert SHIPPED.bits(channel, at_the_cap, texts=10) < SHIPPED.bits(channel, 1.5 * at_the_cap, texts=10)


@pytest.mark.parametrize(
    ("violating", "benign"), [(FEWEST_DECIDED - 1, 50), (50, FEWEST_DECIDED - 1), (50, 0), (0, 50), (0, 0)]
)
def test_too_few_decisions_of_either_kind_leave_the_shipped_weights(violating: int, benign: int) -> None:
    rows = [*_decided(50)[:violating], *_decided(50)[50 : 50 + benign]]

    assert _learn(rows) == SHIPPED


def test_just_enough_decisions_are_learnt_from() -> None:
    found = _learn(_decided(FEWEST_DECIDED))

    assert found.decided == 2 * FEWEST_DECIDED
    assert found.weights != SHIPPED.weights


def test_a_channel_that_tells_accounts_apart_gains_on_one_that_misleads() -> None:
    telling = _learn(_decided(60))
    misled = _learn([replace(row, violating=not row.violating) for row in _decided(60)])

    assert telling.weights["links"] > misled.weights["links"]


def test_a_channel_of_which_decisions_say_nothing_keeps_its_shipped_weight() -> None:
    assert LEARNT.weights["handoffs"] == pytest.approx(SHIPPED.weights["handoffs"], abs=0.01)


def test_learnt_chances_are_nearer_to_what_people_decided_than_shipped_ones() -> None:
    asked = _decided(200, seed=11)
    off = {
        mixing.decided: sum(abs(_chance(mixing, row) - row.violating) for row in asked) for mixing in (SHIPPED, LEARNT)
    }

    assert off[LEARNT.decided] < off[SHIPPED.decided]


def test_decisions_that_contradict_all_evidence_do_not_turn_the_order_round() -> None:
    """Flat chances would be honest then; upside down ones would name whoever has least evidence."""
    draw = random.Random(1)
    rows = [
        TrainingRow(
            texts=10,
            raw={channel: draw.uniform(-12, 12) for channel in draw.sample(CHANNELS, 3)},
            inside=n % 2 == 0,
            violating=False,
        )
        for n in range(120)
    ]

    mixing = _learn([replace(row, violating=sum(row.raw.values()) < draw.uniform(-3, 3)) for row in rows])

    assert mixing.chance(-10.0, inside=True) <= mixing.chance(10.0, inside=True)


def test_outside_a_neighbourhood_nothing_known_stays_a_chance_of_next_to_nothing() -> None:
    assert SHIPPED.chance(0.0, inside=False) == pytest.approx(WEIGHTS.platform_prior)
    assert SHIPPED.chance(0.0, inside=True) == pytest.approx(WEIGHTS.neighbourhood_prior)


@pytest.mark.parametrize(("texts", "share"), [(0, 0.0), (1, 0.5), (3, 0.75), (99, 0.99)])
def test_wording_read_in_few_texts_is_shrunk_and_no_other_channel_is(texts: int, share: float) -> None:
    """Before weight and cap, which leave next to all of little evidence."""
    plain = replace(
        SHIPPED, weights=dict.fromkeys(CHANNELS, 1.0), caps=dict.fromkeys(CHANNELS, 1e6), wording_offset=2.0
    )

    assert plain.bits("wording", 4.0, texts=texts) == pytest.approx(6.0 * share)
    assert plain.bits("links", 4.0, texts=texts) == pytest.approx(4.0)


def _evenly(inside: int, inside_violating: int, outside: int, outside_violating: int) -> list[TrainingRow]:
    """Decided accounts of which no channel says anything, so that only priors can be learnt."""
    kinds = ((True, inside, inside_violating), (False, outside, outside_violating))
    return [
        TrainingRow(raw={}, texts=0, inside=within, violating=number < violating)
        for within, many, violating in kinds
        for number in range(many)
    ]


def test_the_prior_outside_is_the_middle_of_the_share_among_decided_and_among_all_accounts() -> None:
    """100 of 200 decided, of 20,000 accounts: even odds, and 1 in 200; the middle of their log-odds is about 1 in 15."""
    rows = _evenly(0, 0, 200, 100)
    mixing = learn_mixing(rows, WEIGHTS, population=20_000)
    among_all = 100.5 / 20_001

    assert _odds(mixing.prior_outside) == pytest.approx(_odds(among_all) ** 0.5, rel=0.01)


def test_inside_the_shipped_prior_counts_as_much_as_twenty_decided_accounts() -> None:
    """Even shares outside keep the shift of both priors next to nothing."""
    for decided, violating in ((20, 10), (200, 100)):
        mixing = learn_mixing(_evenly(decided, violating, 400, 200), WEIGHTS, population=20_000)
        smoothed = (violating + 20 * WEIGHTS.neighbourhood_prior) / (decided + 20)

        assert mixing.prior_inside == pytest.approx(smoothed, abs=0.02)


def test_the_same_decisions_teach_the_same_every_time() -> None:
    assert _learn(_decided(40)) == LEARNT


@settings(max_examples=15)
@given(
    st.lists(
        st.builds(
            TrainingRow,
            texts=st.integers(0, 500),
            raw=st.dictionaries(channels, st.floats(-12.0, 12.0), max_size=4),
            inside=st.booleans(),
            violating=st.booleans(),
        ),
        min_size=25,
        max_size=60,
    ),
    st.randoms(use_true_random=False),
)
def test_whatever_was_decided_the_promises_hold(rows: list[TrainingRow], draw: random.Random) -> None:
    """Also where decisions contradict all evidence: a cap holds, more evidence is more, and every figure is finite."""
    mixing = _learn(rows)

    for channel in CHANNELS:
        less, more = sorted(draw.uniform(-30, 30) for _ in range(2))
        assert (
            -mixing.caps[channel]
            <= mixing.bits(channel, less, texts=10)
            <= mixing.bits(channel, more, texts=10)
            <= mixing.caps[channel]
        )
    for inside in (True, False):
        assert 0.0 <= mixing.chance(-20.0, inside=inside) <= mixing.chance(20.0, inside=inside) <= 1.0


def _chance(mixing: Mixing, row: TrainingRow) -> float:
    return mixing.chance(total_bits(mixing, row), inside=row.inside)


def _odds(chance: float) -> float:
    return chance / (1 - chance)


def test_what_these_decisions_teach_in_figures() -> None:
    """As computed when the pulls, bounds and priors were chosen: whoever changes one of them sees here what it does."""
    rows = [
        replace(row, texts=2) if at % 3 == 0 else row
        for at, row in enumerate(_decided(15, seed=3, telling="near_texts"))
    ]
    few = _learn(rows)

    assert (LEARNT.weights["links"], LEARNT.weights["wording"]) == pytest.approx((1.3634, 0.05), rel=0.002)
    assert (LEARNT.wording_offset, LEARNT.prior_inside, LEARNT.prior_outside) == pytest.approx(
        (2.3594, 0.10574, 0.004304), rel=0.005
    )
    assert (few.weights["near_texts"], few.weights["wording"]) == pytest.approx((1.0602, 0.4353), rel=0.002)
    assert (few.wording_offset, few.prior_inside, few.prior_outside) == pytest.approx(
        (0.8253, 0.16857, 0.008773), rel=0.005
    )


def test_no_evidence_is_too_large_to_be_a_chance() -> None:
    assert (SHIPPED.chance(1e9, inside=True), SHIPPED.chance(-1e9, inside=True)) == (1.0, pytest.approx(2.0**-60))


def test_ten_decisions_of_either_kind_are_enough() -> None:
    assert _learn(_decided(10)).decided == 20
    assert _learn(_decided(9)) == SHIPPED
    assert SHIPPED.decided == 0


def test_outside_of_neighbourhoods_the_prior_falls_with_the_platform() -> None:
    """Half of what the log-odds of the violating among all accounts fall."""
    rows = _decided(40)
    small, large = (learn_mixing(rows, WEIGHTS, population=size).prior_outside for size in (len(rows), 2000))
    odds = [math.log(share / (1 - share)) for share in (40.5 / (len(rows) + 1), 40.5 / 2001)]

    assert math.log(small / (1 - small)) - math.log(large / (1 - large)) == pytest.approx((odds[0] - odds[1]) / 2)
