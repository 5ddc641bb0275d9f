"""Every finding is told as a sentence, and what only the platform sees without its value."""

import pytest

from cautery.suspicion.operators.bank import TraitLookup
from cautery.suspicion.operators.channels import shipped_channels
from cautery.suspicion.operators.compare import ChannelFinding
from cautery.suspicion.operators.portrait import ACCESS
from cautery.suspicion.operators.sentences import sentence

VALUE = "secret-7"


def found(channel: str, *values: str, bits: float = 3.0) -> ChannelFinding:
    return ChannelFinding(
        channel=channel,
        bits=bits,
        shared=tuple(TraitLookup(channel=channel, value=one, item="post 1") for one in values),
    )


@pytest.mark.parametrize("channel", [*shipped_channels().channel])
def test_every_channel_speaks_for_and_against(channel: str) -> None:
    assert sentence(found(channel, VALUE), 3.0)
    assert sentence(found(channel, bits=-1.0), -1.0)
    assert sentence(found(channel, VALUE), 3.0) != sentence(found(channel, bits=-1.0), -1.0)


@pytest.mark.parametrize("channel", [*ACCESS, "avatar", "media"])
def test_what_only_the_platform_sees_is_told_without_its_value(channel: str) -> None:
    assert VALUE not in sentence(found(channel, VALUE), 3.0)
    assert VALUE not in sentence(found(channel, VALUE, VALUE + "b"), 3.0)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0, "opened 0 days after the removal"),
        (1, "opened 1 day after the removal"),
        (-40, "active for 40 days before the removal"),
        (None, "not known when it was opened"),
    ],
)
def test_a_life_beside_the_removed_account_is_told_from_one_after_it(days: int | None, told: str) -> None:
    assert sentence(ChannelFinding(channel="delay", bits=1.0, days=days), 1.0) == told


def test_what_anybody_sees_is_told_with_its_value() -> None:
    assert sentence(found("links", VALUE), 3.0) == f"the same link, '{VALUE}'"
    assert sentence(found("hashtags", VALUE, "b"), 3.0) == f"2 of the same hashtags, such as '{VALUE}'"
    assert sentence(found("handle", VALUE), 3.0) == f"its handle is '{VALUE}' spelled again"


@pytest.mark.parametrize("measure", ["style", "lengths", "habits", "hours"])
def test_writing_says_what_it_rests_on(measure: str) -> None:
    assert sentence(found("writing", measure), 2.0).startswith("writes like it, most of all in")
    assert sentence(found("writing", measure), -2.0).startswith("writes otherwise than it (")
