"""A played society as tables."""

import polars as pl
import pytest

from bench.seen import Lens, observed, truth
from cautery.simulator.society.play import PlayedHistory, otherwise, play
from cautery.simulator.society.pressure import Pressure, SimulatedTakedown
from cautery.simulator.society.setting import SocietySize


@pytest.fixture(scope="module")
def life() -> PlayedHistory:
    armed = Pressure(armed=frozenset({"terms", "reports"}), takedowns=(SimulatedTakedown(id="first", day=20),))
    return play(SocietySize(operators=80, bystanders=300, days=50), armed, seed=6)


def test_an_observer_knows_of_the_network_what_some_detector_saw(life: PlayedHistory) -> None:
    seen, true = observed(life).tables, truth(life).tables
    known, every = (set(t["accounts"].filter(pl.col("group") == "violating")["account"]) for t in (seen, true))

    assert known < every
    assert every - known == set(true["undetected"]["account"])
    assert known <= set(seen["detections"]["account"])


def test_the_platform_itself_knows_ends_at_once(life: PlayedHistory) -> None:
    ended = observed(life).tables["accounts"].drop_nulls("closed_at")

    assert ended.height
    assert ended.filter(pl.col("last_alive_at") != pl.col("closed_at")).height == 0
    assert set(ended["closed_by"]) <= {"us", "platform", "owner"}


def test_a_crawler_knows_ends_only_between_two_looks(life: PlayedHistory) -> None:
    tables = observed(life, Lens(looks_every_d=3.0)).tables
    true = truth(life).tables["accounts"].select("account", true_end="closed_at")
    ended = tables["accounts"].drop_nulls("closed_at").join(true, on="account")

    assert ended.height
    assert (
        ended.filter(
            (pl.col("true_end") <= pl.col("last_alive_at")) | (pl.col("true_end") > pl.col("closed_at"))
        ).height
        == 0
    )
    assert ended.filter(pl.col("first_seen_at") > pl.col("last_alive_at")).height == 0
    assert set(tables["looks"]["account"]) == set(tables["accounts"]["account"])


def test_hands_are_known_as_far_as_they_are_linked(life: PlayedHistory) -> None:
    accounts = observed(life, Lens(linked=0.5)).tables["accounts"].filter(pl.col("group") == "violating")

    assert 0.35 < accounts["operator"].is_null().mean() < 0.65  # type: ignore[operator]
    assert truth(life).tables["accounts"].filter(pl.col("group") == "violating")["operator"].null_count() == 0


def test_every_table_is_about_known_accounts_and_its_own_days(life: PlayedHistory) -> None:
    told = observed(life)
    names = set(told.tables["accounts"]["account"])

    for name in ("reach", "links", "ties"):
        assert set(told.tables[name]["account"]) <= names
        assert told.tables[name]["day"].max() < told.until.date()  # type: ignore[operator]


def test_whoever_was_taken_down_carries_its_name(life: PlayedHistory) -> None:
    told = observed(life).tables
    down = told["accounts"].filter(pl.col("takedown") == "first")

    assert down.height
    assert set(down["account"]) == set(told["decisions"].filter(pl.col("takedown") == "first")["account"])


def test_the_same_accounts_have_the_same_names_otherwise(life: PlayedHistory) -> None:
    first = pl.col("incarnation") == 1
    one, other = (truth(of).tables["accounts"].filter(first) for of in (life, otherwise(life)))

    assert one["account"].sort().to_list() == other["account"].sort().to_list()
