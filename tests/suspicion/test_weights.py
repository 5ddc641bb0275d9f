import pytest

from cautery.engine.accounts import frame_of
from cautery.suspicion.evidence import read_channels
from cautery.suspicion.mixing import shipped_mixing
from cautery.suspicion.weights import shipped_weights
from tests.world import history_of

WEIGHTS = shipped_weights()


def test_every_channel_that_is_read_has_a_weight() -> None:
    """A channel without one would stop the weighing of everybody."""
    read = set(read_channels(history_of([]), frame_of([]), population=0, matcher=None))

    assert read | {"stance", "wording"} == set(WEIGHTS.channels)


@pytest.mark.parametrize("name", sorted(WEIGHTS.channels))
def test_every_channel_speaks_within_a_cap_and_says_where_its_weight_is_from(name: str) -> None:
    channel = WEIGHTS.channels[name]

    assert 0 < channel.weight <= 1
    assert 0 < channel.cap_bits <= 8
    assert len(channel.source) > 20


def test_around_confirmed_accounts_more_is_expected_than_on_a_whole_platform() -> None:
    assert 0 < WEIGHTS.platform_prior < WEIGHTS.neighbourhood_prior < 0.5


def test_all_that_words_can_ever_say_is_not_enough_outside_a_neighbourhood() -> None:
    """Text alone is the documented failure of this field: at both caps the chance stays below one half."""
    mixing = shipped_mixing(WEIGHTS)
    most = mixing.bits("stance", 1e6, texts=0) + mixing.bits("wording", 1e6, texts=10**6)

    assert most == mixing.caps["stance"] + mixing.caps["wording"]
    assert mixing.chance(most, inside=False) < 0.5
