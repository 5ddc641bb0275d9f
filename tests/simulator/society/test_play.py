"""Plays a society."""

import subprocess
import sys

import numpy as np
import pytest

from cautery.simulator.society.play import PlayedHistory, otherwise, play
from cautery.simulator.society.pressure import OFF, SUSTAINED, Pressure, SimulatedTakedown
from cautery.simulator.society.priors import VIOLATING
from cautery.simulator.society.setting import SocietySize

SIZE = SocietySize(operators=60, bystanders=200, days=40)
STRUCK = Pressure(takedowns=(SimulatedTakedown(id="first", day=20, cause=0),))
DIGEST = """
import hashlib
from cautery.simulator.society.play import play
from cautery.simulator.society.pressure import SUSTAINED
from cautery.simulator.society.setting import SocietySize
of = play(SocietySize(operators=60, bystanders=200, days=40), SUSTAINED, seed=9)
told = hashlib.sha256()
for table in (of.accounts, of.decisions, of.said.reach, of.said.links, of.said.ties):
    for name in table.names():
        told.update(table[name].tobytes())
print(told.hexdigest())
"""


def reach_of(of: PlayedHistory, row: int) -> list[tuple[int, int, int]]:
    told = of.said.reach
    here = told["row"] == row
    return list(zip(*(told[name][here].tolist() for name in ("day", "followers", "posts")), strict=True))


def test_the_same_seed_lives_the_same_life_to_the_byte_in_every_process() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", DIGEST], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": salt}
        ).stdout
        for salt in ("1", "2")
    }

    assert len(told) == 1


def test_another_seed_lives_another_life() -> None:
    one, other = (play(SIZE, OFF, seed=seed, speaking=False) for seed in (1, 2))

    assert one.accounts["key"][:50].tolist() != other.accounts["key"][:50].tolist()


def test_without_the_takedown_nothing_else_differs() -> None:
    """Whoever was not in it, and is of another cause, lives exactly the same day for day."""
    struck = play(SIZE, STRUCK, seed=4)
    spared = otherwise(struck)
    rows = np.flatnonzero((struck.accounts["takedown"] < 0) & (struck.accounts["incarnation"] <= 1))
    place = {key: row for row, key in enumerate(spared.accounts["key"].tolist())}
    again = [place[key] for key in struck.accounts["key"][rows].tolist()]

    assert all(reach_of(struck, int(rows[i])) == reach_of(spared, again[i]) for i in range(0, len(rows), 7))


def test_before_the_takedown_both_lives_are_one() -> None:
    struck = play(SIZE, STRUCK, seed=4)
    spared = otherwise(struck)
    before = [of.said.reach["views"][of.said.reach["day"] < 20].tolist() for of in (struck, spared)]

    assert before[0] == before[1]
    assert struck.said.reach["views"].tolist() != spared.said.reach["views"].tolist()


def test_a_takedown_closes_known_accounts_of_its_cause_and_some_come_back() -> None:
    struck = play(SIZE, STRUCK, seed=4)
    of = struck.accounts
    down = of["takedown"] == 0

    assert down.any()
    assert (of["cause"][down] == 0).all()
    assert (of["group"][down] == VIOLATING).all()
    assert (of["incarnation"] > 1).sum() > 0.5 * down.sum()


def test_more_pressure_leaves_less_reach() -> None:
    def reached(pressure: Pressure) -> int:
        of = play(SIZE, pressure, seed=4)
        return int(of.said.reach["views"][of.accounts["group"][of.said.reach["row"]] == VIOLATING].sum())

    assert reached(SUSTAINED) < 0.7 * reached(OFF)


def test_one_slot_has_one_account_at_a_time() -> None:
    of = play(SIZE, SUSTAINED, seed=4, speaking=False).accounts
    theirs = np.flatnonzero(of["group"] == VIOLATING)
    order = theirs[np.lexsort((of["incarnation"][theirs], of["slot"][theirs]))]
    same = of["slot"][order][1:] == of["slot"][order][:-1]

    assert same.any()
    assert (of["active"][order][1:][same] > of["closed"][order][:-1][same]).all()


@pytest.mark.parametrize("speaking", [True, False])
def test_leaving_out_what_is_said_changes_no_life(speaking: bool) -> None:
    of = play(SIZE, SUSTAINED, seed=4, speaking=speaking)

    assert of.accounts["closed"].sum() == pytest.approx(
        play(SIZE, SUSTAINED, seed=4).accounts["closed"].sum(), nan_ok=True
    )
