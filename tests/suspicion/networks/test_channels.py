"""What a group did together is summed up kind by kind, with chance and Jaccard beside."""

import numpy as np
import polars as pl

from cautery.suspicion.networks.chance import pair_of
from cautery.suspicion.networks.channels import channels_of, log10_of, ties_within
from cautery.suspicion.networks.ties import Ties

GROUP = np.array([1, 2, 3])
PAIR = pair_of(np.array([1, 1, 2, 1]), np.array([2, 3, 3, 9]))
TIES = Ties(
    pair=PAIR,
    traces=("link", "text"),
    log10_p=np.array([-9.0, -8.0, -7.0, -20.0]),
    beyond=np.ones(4, dtype=bool),
    beyond_minute=np.zeros(4, dtype=bool),
    by_trace=np.array([[0.0, -9.0], [0.0, -8.0], [-7.0, 0.0], [0.0, -20.0]]),
    occasions=np.array([[0, 6], [0, 4], [3, 0], [0, 50]]),
    expected=np.array([[0.0, 0.5], [0.0, 0.25], [0.1, 0.0], [0.0, 0.1]]),
)
ACTIONS = pl.DataFrame(
    {"number": [1, 1, 2, 3, 2, 3], "trace": ["text"] * 4 + ["link"] * 2, "thing": [7, 8, 7, 8, 5, 5]},
)


def test_only_ties_inside_the_group_count() -> None:
    assert ties_within(GROUP, TIES).tolist() == [True, True, True, False]


def test_each_kind_is_summed_up_the_most_frequent_first() -> None:
    text, link = channels_of(GROUP, TIES, ACTIONS)

    assert (text.trace, text.pairs, text.occasions, text.expected, text.log10_p) == ("text", 2, 10, 0.75, -8.5)
    assert (link.trace, link.pairs, link.occasions) == ("link", 1, 3)


def test_jaccard_stands_beside() -> None:
    text, link = channels_of(GROUP, TIES, ACTIONS)

    assert (text.jaccard, link.jaccard) == (0.5, 1.0)


def test_a_network_is_as_unlikely_as_its_member_in_the_middle() -> None:
    """Members have -17, -16 and -15 in their two strongest ties."""
    assert log10_of(GROUP, TIES) == -16.0
