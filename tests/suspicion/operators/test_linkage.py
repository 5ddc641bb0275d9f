"""Findings are added with their dependence corrected, and what anybody can copy never names."""

from dataclasses import replace
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.model.operator import Link
from cautery.suspicion.operators.channels import Family
from cautery.suspicion.operators.compare import Comparison, Finding
from cautery.suspicion.operators.linkage import MOST_EARLIER, Threshold, links_of, threshold_of, with_share
from tests.hands import CHANNELS, GUARD, bank, portrait

NEW = portrait("new")
THRESHOLD = threshold_of(bank(), CHANNELS, false_alarms=0.001)
COPIED = sorted(name for name, one in CHANNELS.channel.items() if one.copied)
OWN = sorted(name for name, one in CHANNELS.channel.items() if not one.copied)
findings = st.lists(
    st.builds(Finding, channel=st.sampled_from([*COPIED, *OWN]), bits=st.floats(-20, 30)),
    max_size=12,
    unique_by=lambda one: one.channel,
)


def added(found: list[Finding], *, threshold: Threshold = THRESHOLD) -> Link:
    [link] = links_of(NEW, [Comparison(position=0, findings=tuple(found))], bank(), CHANNELS, threshold=threshold)
    return link


@given(st.lists(st.sampled_from([*COPIED, "delay"]), unique=True))
def test_what_anybody_can_copy_never_names_however_strong(channels: list[str]) -> None:
    link = added([Finding(channel=name, bits=500.0) for name in channels])

    assert not link.named
    assert link.own_bits == 0.0


@given(findings)
def test_no_family_says_more_than_its_cap(found: list[Finding]) -> None:
    link = added(found)
    for family, rule in CHANNELS.family.items():
        said = [one.bits for one in link.reasons if CHANNELS.channel[one.channel].family == family]
        assert sum(bits for bits in said if bits > 0) <= rule.most_bits + 1e-9
        assert sum(bits for bits in said if bits < 0) >= -rule.most_bits - 1e-9


@given(findings)
def test_the_order_of_findings_changes_nothing(found: list[Finding]) -> None:
    assert added(found[::-1]).bits == pytest.approx(added(found).bits)


@given(findings)
def test_the_reasons_add_up_to_the_bits_and_the_chance_is_one(found: list[Finding]) -> None:
    link = added(found)

    assert sum(one.bits for one in link.reasons) == pytest.approx(link.bits, abs=0.05 * max(1, len(found)))
    assert 0.0 <= link.chance <= 1.0


def test_further_channels_of_a_family_count_by_their_share() -> None:
    further = CHANNELS.family["access"].further

    assert added([Finding(channel="device", bits=9.0), Finding(channel="ip", bits=5.0)]).bits == 9.0 + further * 5.0


def test_channels_of_different_families_add_up() -> None:
    assert added([Finding(channel="device", bits=9.0), Finding(channel="links", bits=5.0)]).bits == 14.0


def test_both_the_sum_and_what_is_ones_own_must_pass() -> None:
    own, most = THRESHOLD.own_bits, THRESHOLD.bits
    enough = Finding(channel="links", bits=8.0)

    assert added([Finding(channel="device", bits=own), enough]).named == (own + 8.0 >= most)
    assert not added([Finding(channel="device", bits=own - 0.01), enough, Finding(channel="handle", bits=12.0)]).named
    assert not added([Finding(channel="device", bits=own)], threshold=replace(THRESHOLD, bits=own + 1)).named


def test_the_strongest_links_come_first_and_at_most_ten() -> None:
    given = [Comparison(position=at, findings=(Finding(channel="device", bits=float(at % 7)),)) for at in range(GUARD)]
    found = links_of(NEW, given, bank(), CHANNELS, threshold=THRESHOLD)
    again = links_of(NEW, given[::-1], bank(), CHANNELS, threshold=THRESHOLD)

    assert [one.bits for one in found] == sorted((float(at % 7) for at in range(GUARD)), reverse=True)[:MOST_EARLIER]
    assert found == again


def test_fewer_false_alarms_and_a_larger_bank_ask_for_more_bits() -> None:
    strict = threshold_of(bank(), CHANNELS, false_alarms=0.0001)

    assert strict.bits - THRESHOLD.bits == pytest.approx(log2(10))
    assert strict.own_bits == THRESHOLD.own_bits
    assert THRESHOLD.bits == pytest.approx(log2(GUARD / 0.001) + CHANNELS.named.margin)


def test_the_more_newcomers_are_returns_the_likelier_each_is() -> None:
    link = added([Finding(channel="device", bits=9.0)])
    [few], [many] = (with_share([link], bank(), share=share) for share in (0.01, 0.2))

    assert few.chance < many.chance
    assert (few.bits, few.named) == (link.bits, link.named)


def test_every_family_of_the_shipped_channels_has_a_rule() -> None:
    used: set[Family] = {one.family for one in CHANNELS.channel.values()}

    assert used == set(CHANNELS.family)
