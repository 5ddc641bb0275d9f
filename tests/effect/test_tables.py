from datetime import UTC, datetime

import polars as pl
import pytest

from cautery.effect.tables import SCHEMAS, clustered, of_takedown, seen
from cautery.errors import Invalid, Missing
from tests.effect_world import TAKEDOWN, play

NOW = datetime(2021, 5, 1, tzinfo=UTC)


def test_a_table_that_is_left_out_is_empty() -> None:
    found = seen({}, until=NOW)

    assert found.accounts.schema == SCHEMAS["accounts"]
    assert found.suspended().is_empty()


def test_a_column_that_is_missing_is_named() -> None:
    with pytest.raises(Invalid, match="'links' has no column 'host'"):
        seen({"links": pl.DataFrame({"account": ["a"], "day": [NOW.date()], "n": [1]})}, until=NOW)


def test_a_table_that_nobody_asks_for_is_refused() -> None:
    with pytest.raises(Invalid, match="no table 'likes'"):
        seen({"likes": pl.DataFrame()}, until=NOW)


def test_whose_hand_is_unknown_stands_alone() -> None:
    accounts = pl.DataFrame({"account": ["a", "b", "c"], "operator": ["one", "one", None]})

    assert clustered(accounts)["cluster"].to_list() == ["one", "one", "alone:c"]


def test_of_one_takedown_only_what_it_closed_counts_as_suspended() -> None:
    world = play(1)

    one = of_takedown(world.seen, TAKEDOWN)

    assert set(one.suspended()["operator"]) == world.met()
    assert one.suspended().height < one.closed().height
    assert set(one.violating()["operator"]) == world.met()


def test_a_name_that_covers_others_looks_at_them_as_one() -> None:
    world = play(1)

    one = of_takedown(world.seen, "all of it", covers=[TAKEDOWN])

    assert one.takedown == "all of it"
    assert set(one.suspended()["operator"]) == world.met()
    assert set(one.decisions["takedown"]) <= {"all of it"}


def test_a_takedown_that_nobody_knows_is_missing() -> None:
    with pytest.raises(Missing, match="no takedown 'of nobody'"):
        of_takedown(play(1).seen, "of nobody")
