"""Each tie reads what was found as often as those who stand so share it."""

import pytest

from cautery.suspicion.operators.compare import ChannelFinding
from cautery.suspicion.operators.relations import shipped_relations, under
from tests.hands import CHANNELS

RELATIONS = shipped_relations()


def bits(tie: str, channel: str, found: float) -> float:
    [one] = under(RELATIONS[tie], [ChannelFinding(channel=channel, bits=found)], CHANNELS)
    return one.bits


@pytest.mark.parametrize("tie", sorted(RELATIONS))
def test_every_tie_speaks_of_channels_that_there_are(tie: str) -> None:
    assert RELATIONS[tie].keeps.keys() <= CHANNELS.channel.keys()
    assert all(0 < keeps < 1 for keeps in RELATIONS[tie].keeps.values())


def test_what_a_tie_shares_more_often_than_a_hand_says_more_under_it() -> None:
    assert bits("household", "ip", 9.0) > 9.0 > bits("passed_on", "ip", 9.0)
    assert bits("passed_on", "device", 9.0) > 9.0 > bits("household", "device", 9.0)


def test_what_a_tie_never_shares_says_nothing_for_or_against_it() -> None:
    assert bits("place", "email", 12.0) == bits("place", "email", -0.5) == 0.0


def test_writing_alike_is_one_hands_and_seldom_anybody_elses() -> None:
    assert all(bits(tie, "writing", 12.0) < 7.0 for tie in RELATIONS)
    assert all(bits(tie, "writing", -6.0) == 0.0 for tie in RELATIONS)


def test_when_somebody_came_back_is_asked_of_one_hand_alone() -> None:
    assert under(RELATIONS["mate"], [ChannelFinding(channel="delay", bits=3.0)], CHANNELS) == ()
