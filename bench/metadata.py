"""What anybody sees of accounts without reading a word: the numbers by which no simulated account must be told apart."""

from dataclasses import dataclass

import numpy as np

from cautery.simulator.society.dice import Flags, Floats
from cautery.simulator.society.play import PlayedHistory
from cautery.simulator.society.priors import VIOLATING

NAMES = ("age_d", "followers", "posts_a_day", "views_a_post", "language")


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """A row for each account that spoke: its numbers, in the order of `NAMES`, and whether it is the network's."""

    numbers: Floats
    violating: Flags


def metadata_of(played: PlayedHistory) -> Metadata:
    """Read the numbers of each account as they stand on its last day."""
    accounts, reach = played.accounts, played.said.reach
    row, total = reach["row"], len(accounts)
    days, posts, views = (
        np.bincount(row, weights=weights, minlength=total)
        for weights in (np.ones(len(row)), reach["posts"], reach["views"])
    )
    followers = np.zeros(total)
    followers[row] = reach["followers"]  # in the order of days, so that the last one stays
    spoke = posts > 0
    age = np.minimum(accounts["closed"], played.size.days) - accounts["born"]
    numbers = np.column_stack(
        (age, followers, posts / np.maximum(days, 1), views / np.maximum(posts, 1), accounts["language"])
    )
    return Metadata(numbers=numbers[spoke], violating=(accounts["group"] == VIOLATING)[spoke])
