"""Who is in a society."""

import numpy as np
import pytest

from cautery.simulator.society.dice import keys_of
from cautery.simulator.society.priors import Priors
from cautery.simulator.society.setting import SocietySize, draw_bystanders, draw_hands, drawn_from

LARGE = SocietySize(operators=4000, bystanders=20_000, days=100)


def test_a_hand_has_two_or_three_accounts_and_at_most_fifty() -> None:
    hands, slots = draw_hands(LARGE, Priors(), seed=1)
    each = np.bincount(slots.hand)

    assert len(each) == len(hands.keys) == 4000 + 1600
    assert each.min() == 1
    assert each.max() <= 50
    assert each.mean() == pytest.approx(2.5, abs=0.1)


def test_three_quarters_of_the_network_write_arabic() -> None:
    hands, _ = draw_hands(LARGE, Priors(), seed=1)

    assert (hands.language == 0).mean() == pytest.approx(0.75, abs=0.03)


def test_groups_come_by_their_shares() -> None:
    people = draw_bystanders(LARGE, Priors(), seed=1)

    assert (people.group > 0).all()
    assert (people.group == 1).mean() == pytest.approx(Priors().bystanders["control"], abs=0.02)


def test_what_has_no_weight_is_never_drawn() -> None:
    drawn = drawn_from(
        keys_of(1, "a", np.arange(1000)), "b", {"second": 1.0, "third": 3.0}, ("first", "second", "third")
    )

    assert set(drawn.tolist()) == {1, 2}
