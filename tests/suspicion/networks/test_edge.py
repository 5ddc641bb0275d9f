"""Who stands at the edge is told, and kept out."""

import numpy as np
import polars as pl

from cautery.suspicion.networks.edge import MOST, bystanders_of

MEMBERS = np.array([1, 2])
DAY_S = 86_400


def met(outsider: int, days: int, *, late_s: int = 600) -> list[tuple[int, int, int]]:
    """An outsider and both members act on one thing a day: number, thing, time."""
    rows = []
    for day in range(days):
        at = day * DAY_S
        thing = outsider * 100 + day
        rows += [(1, thing, at), (2, thing, at + 60), (outsider, thing, at + late_s)]
    return rows


def edge(*rows: tuple[int, int, int]) -> list[int]:
    return bystanders_of(MEMBERS, pl.DataFrame(list(rows), schema=["number", "thing", "at"], orient="row"))


def test_whoever_met_members_again_and_again_stands_at_the_edge() -> None:
    assert edge(*met(7, 5), *met(8, 3), *met(9, 2)) == [7, 8]


def test_whoever_comes_hours_later_does_not() -> None:
    assert edge(*met(7, 5, late_s=9000)) == []


def test_of_a_crowd_only_the_nearest_are_told() -> None:
    assert len(edge(*(row for n in range(10, 10 + MOST + 5) for row in met(n, 3)))) == MOST
