"""What accounts do on a day, as numbers."""

import numpy as np
import pytest

from cautery.simulator.society.play import PlayedHistory, play
from cautery.simulator.society.pressure import OFF, ROUTINE
from cautery.simulator.society.priors import VIOLATING
from cautery.simulator.society.setting import SocietySize
from cautery.simulator.society.speaking import PLACES


@pytest.fixture(scope="module")
def life() -> PlayedHistory:
    return play(SocietySize(operators=100, bystanders=400, days=60), ROUTINE, seed=2)


def test_nobody_speaks_before_opening_or_after_the_end(life: PlayedHistory) -> None:
    reach, of = life.said.reach, life.accounts

    assert (reach["day"] + 1 > of["active"][reach["row"]]).all()
    assert (reach["day"] <= of["closed"][reach["row"]]).all()


def test_nobody_is_seen_without_having_spoken(life: PlayedHistory) -> None:
    reach = life.said.reach

    assert (reach["views"][reach["posts"] == 0] == 0).all()


def test_followers_grow(life: PlayedHistory) -> None:
    reach = life.said.reach
    row = np.flatnonzero(
        (life.accounts["closed"] > 60) & (life.accounts["active"] < 0) & (life.accounts["scale"] > 50)
    )[0]
    followers = reach["followers"][reach["row"] == row]

    assert len(followers) == 60
    assert followers[-10:].mean() > followers[:10].mean()


def test_only_the_network_hands_off(life: PlayedHistory) -> None:
    links = life.said.links
    handed = np.char.startswith(np.array(PLACES)[links["place"]], "handoff:")

    assert handed.any()
    assert (life.accounts["group"][links["row"][handed]] == VIOLATING).all()


def test_the_network_turns_mostly_to_its_own() -> None:
    of = play(SocietySize(operators=100, bystanders=400, days=10), OFF, seed=2)
    group, ties = of.accounts["group"], of.said.ties
    theirs = group[ties["row"]] == VIOLATING

    assert (group[ties["target"]] == VIOLATING)[theirs].mean() == pytest.approx(of.priors.inside, abs=0.03)
    assert (ties["row"] != ties["target"]).all()
