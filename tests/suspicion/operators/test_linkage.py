"""Findings are added with their dependence corrected, and what anybody can copy never names."""

from dataclasses import replace
from math import log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cautery.model.operator import OperatorLink
from cautery.suspicion.operators.bank import TraitLookup
from cautery.suspicion.operators.channels import Family
from cautery.suspicion.operators.compare import ChannelFinding, Comparison
from cautery.suspicion.operators.linkage import (
    AGREES,
    LEAST_BITS,
    MOST_EARLIER,
    WORTH_ASKING,
    Threshold,
    is_named,
    links_of,
    threshold_of,
    ties_of,
    with_shares,
)
from cautery.suspicion.operators.relations import shipped_relations
from cautery.suspicion.operators.scenes import Scenes
from tests.hands import CHANNELS, GUARD, bank, portrait

NEW = portrait("new")
THRESHOLD = threshold_of(bank(), CHANNELS, false_alarms=0.001)
COPIED = sorted(name for name, one in CHANNELS.channel.items() if one.copied)
OWN = sorted(name for name, one in CHANNELS.channel.items() if not one.copied)
findings = st.lists(
    st.builds(ChannelFinding, channel=st.sampled_from([*COPIED, *OWN]), bits=st.floats(-20, 30)),
    max_size=12,
    unique_by=lambda one: one.channel,
)


def said(channel: str, bits: float) -> ChannelFinding:
    """Find something of a channel; of writing, by its words."""
    told = (TraitLookup(channel="writing", value="style", item=""),) if channel == "writing" else ()
    return ChannelFinding(channel=channel, bits=bits, shared=told)


def added(found: list[ChannelFinding], *, threshold: Threshold = THRESHOLD) -> OperatorLink:
    [link] = links_of(NEW, [Comparison(position=0, findings=tuple(found))], bank(), CHANNELS, threshold=threshold)
    return link


@given(st.lists(st.sampled_from([*COPIED, "delay"]), unique=True))
def test_what_anybody_can_copy_never_names_however_strong(channels: list[str]) -> None:
    link = added([ChannelFinding(channel=name, bits=500.0) for name in channels])

    assert not link.named
    assert link.own_bits == 0.0


@given(findings)
def test_no_family_says_more_than_its_cap(found: list[ChannelFinding]) -> None:
    link = added(found)
    for family, rule in CHANNELS.family.items():
        said = [one.bits for one in link.reasons if CHANNELS.channel[one.channel].family == family]
        assert sum(bits for bits in said if bits > 0) <= rule.most_bits + 1e-9
        assert sum(bits for bits in said if bits < 0) >= -rule.most_bits - 1e-9


@given(findings)
def test_the_order_of_findings_changes_nothing(found: list[ChannelFinding]) -> None:
    assert added(found[::-1]).bits == pytest.approx(added(found).bits)


@given(findings)
def test_the_reasons_add_up_to_the_bits_and_the_chance_is_one(found: list[ChannelFinding]) -> None:
    link = added(found)

    assert sum(one.bits for one in link.reasons) == pytest.approx(link.bits, abs=0.05 * max(1, len(found)))
    assert 0.0 <= link.chance <= 1.0


def test_further_channels_of_a_family_count_by_their_share() -> None:
    further = CHANNELS.family["access"].further

    assert (
        added([ChannelFinding(channel="device", bits=9.0), ChannelFinding(channel="ip", bits=5.0)]).bits
        == 9.0 + further * 5.0
    )


def test_channels_of_different_families_add_up() -> None:
    assert added([ChannelFinding(channel="device", bits=9.0), ChannelFinding(channel="links", bits=5.0)]).bits == 14.0


def test_both_the_sum_and_what_is_ones_own_must_pass() -> None:
    own, most = THRESHOLD.own_bits, THRESHOLD.bits
    enough, name = ChannelFinding(channel="mailbox", bits=12.0), ChannelFinding(channel="handle", bits=12.0)

    assert added([ChannelFinding(channel="device", bits=own), enough, name]).named
    assert not added(
        [ChannelFinding(channel="device", bits=own - 0.01), name, ChannelFinding(channel="avatar", bits=10.0)]
    ).named
    assert not added(
        [ChannelFinding(channel="device", bits=own), enough, name], threshold=replace(THRESHOLD, bits=most + 40)
    ).named
    assert not added(
        [ChannelFinding(channel="device", bits=own), enough, name], threshold=replace(THRESHOLD, chance=1.0)
    ).named


def test_writing_alone_never_names_and_counts_whole_where_access_agrees() -> None:
    writing, name = said("writing", 18.0), said("handle", 12.0)

    assert not added([writing, name]).named
    assert added([writing, name]).own_bits == CHANNELS.named.writing_alone < THRESHOLD.own_bits
    assert added([writing, name, ChannelFinding(channel="ip", bits=4.0)]).own_bits == 22.0
    assert added([writing, ChannelFinding(channel="ip", bits=AGREES)]).own_bits == 18.0 + AGREES
    assert added([writing, ChannelFinding(channel="ip", bits=AGREES - 0.1)]).own_bits == pytest.approx(10.9)
    assert added([said("writing", 0.6), ChannelFinding(channel="ip", bits=4.0)]).own_bits == pytest.approx(4.6)


@pytest.mark.parametrize(
    ("tie", "found"),
    [
        ("household", {"ip": 9.0, "device": 9.0, "display_name": 5.0, "email": -0.5, "phone": -0.5, "writing": -4.0}),
        ("passed_on", {"device": 11.0, "ip": -0.7, "email": -0.5, "handle": -1.0, "avatar": -0.7, "writing": -4.0}),
        ("mate", {"links": 8.0, "passages": 4.0, "follows": 8.0, "handle": -1.0, "email": -0.5, "device": -1.0}),
        (
            "copyist",
            {"handle": 12.0, "avatar": 9.0, "bio": 8.0, "device": -1.0, "email": -0.5, "ip": -0.7, "writing": -4.0},
        ),
        ("hand", {"device": 11.0, "email": 11.0, "handle": 10.0, "writing": 8.0}),
    ],
)
def test_the_usual_ties_are_told_from_one_hand(tie: str, found: dict[str, float]) -> None:
    link = added([said(channel, bits) for channel, bits in found.items()])

    assert link.ties[0].name == tie or (tie != "hand" and link.ties[0].name == "stranger" and link.ties[1].name == tie)
    assert sum(one.chance for one in link.ties) == pytest.approx(1.0)
    assert link.named == (tie == "hand")


def test_each_tie_is_weighed_by_how_many_newcomers_stand_so() -> None:
    """Equal evidence leaves the shares; three bits more for a copyist make one eight times likelier. Written out by hand."""
    shares = {"hand": 0.04, "copyist": 0.02}
    threshold = replace(THRESHOLD, shares=shares, size=10)

    def chances(hand: float, copyist: float) -> dict[str, float]:
        return {tie.name: tie.chance for tie in ties_of({"hand": hand, "copyist": copyist}, threshold)}

    level, dressed_up = chances(20.0, 20.0), chances(20.0, 23.0)
    assert level["hand"] / level["copyist"] == pytest.approx(2.0)
    assert dressed_up["hand"] / dressed_up["copyist"] == pytest.approx(2.0 / 8.0)
    assert level["copyist"] / level["stranger"] == pytest.approx(2.0**20 * 0.02 / 10)


def test_the_shares_of_the_shipped_ties_are_those_that_were_argued_for() -> None:
    """Priors that nobody counts: a change of one is a decision, and is made here too."""
    assert {name: one.share for name, one in shipped_relations().items()} == {
        "household": 0.02,
        "place": 0.05,
        "passed_on": 0.01,
        "mate": 0.1,
        "copyist": 0.002,
    }


def test_what_many_share_with_a_removed_account_says_nothing_within_its_scene() -> None:
    found = (
        ChannelFinding(channel="links", bits=9.0),
        ChannelFinding(channel="follows", bits=9.0),
        ChannelFinding(channel="ip", bits=9.0),
    )
    scenes = Scenes(who=np.arange(0), accounts=1024, scores={})
    near = replace(bank(), scenes=scenes)
    among = Comparison(position=0, findings=found, rivals={"together": 64})
    [alone], [crowded] = (
        links_of(NEW, [one], near, CHANNELS, threshold=THRESHOLD)
        for one in (Comparison(position=0, findings=found), among)
    )

    assert alone.bits == 27.0
    assert crowded.bits == pytest.approx(log2(1024 / 64))


def test_what_many_share_of_one_family_counts_no_more_than_that_and_the_rest_whole() -> None:
    found = (ChannelFinding(channel="links", bits=9.0), ChannelFinding(channel="ip", bits=9.0))
    near = replace(bank(), scenes=Scenes(who=np.arange(0), accounts=1024, scores={}))
    [link] = links_of(
        NEW,
        [Comparison(position=0, findings=found, rivals={"material": 256})],
        near,
        CHANNELS,
        threshold=THRESHOLD,
    )

    assert link.bits == pytest.approx(9.0 + log2(1024 / 256))


def test_the_strongest_links_come_first_and_at_most_ten() -> None:
    given = [
        Comparison(position=at, findings=(ChannelFinding(channel="device", bits=float(at % 7)),)) for at in range(GUARD)
    ]
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
    link = added([ChannelFinding(channel="device", bits=9.0)])
    shares = dict(THRESHOLD.shares)
    [few], [many] = (with_shares([link], THRESHOLD, shares | {"hand": share}) for share in (0.01, 0.2))

    assert few.chance < many.chance
    assert few.bits == many.bits == link.bits


def test_every_family_of_the_shipped_channels_has_a_rule() -> None:
    used: set[Family] = {one.family for one in CHANNELS.channel.values()}

    assert used == set(CHANNELS.family)


def test_a_link_at_every_threshold_is_named_and_under_any_of_them_is_not() -> None:
    limits = (THRESHOLD.bits, THRESHOLD.own_bits, THRESHOLD.chance)

    assert is_named(*limits, THRESHOLD)
    for under in range(3):
        assert not is_named(*(one - 1e-9 if at == under else one for at, one in enumerate(limits)), THRESHOLD)


def test_the_figures_that_linking_rests_on() -> None:
    """Written out a second time, for they decide who is shown and who is named."""
    assert (LEAST_BITS, MOST_EARLIER, AGREES, WORTH_ASKING) == (0.05, 10, 2.0, 5.0)


def test_reasons_are_told_strongest_first_whichever_way_they_speak() -> None:
    link = added([said("links", 1.0), said("handle", -3.0), said("writing", 2.0)])
    sizes = [abs(one.bits) for one in link.reasons]

    assert sizes == sorted(sizes, reverse=True)
    assert len({round(size, 6) for size in sizes}) > 1


def test_ties_are_told_likeliest_first_and_a_stranger_has_no_bits() -> None:
    ties = ties_of({"hand": 9.0, "household": 4.0}, THRESHOLD)

    assert [one.chance for one in ties] == sorted((one.chance for one in ties), reverse=True)
    assert {one.name: one.bits for one in ties} == {"hand": 9.0, "household": 4.0, "stranger": 0.0}
