"""A day is computed once, and again only when it has changed; an account has one number for ever."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Event

import polars as pl

from cautery.engine.daily import AccountNumbers, DailyTables, until

DAYS = {"2020-01-01": "a", "2020-01-02": "b", "2020-01-03": "c"}
FRAME = pl.DataFrame({"n": [1, 2]})


def people(*names: str) -> pl.DataFrame:
    return pl.DataFrame({"platform": ["harbour"] * len(names), "account": names})


def test_a_day_is_there_only_for_what_it_was_computed_from(tmp_path: Path) -> None:
    daily = DailyTables(tmp_path)
    daily.put("pairs", "2020-01-01", "one part", FRAME)

    assert daily.has("pairs", "2020-01-01", "one part")
    assert not daily.has("pairs", "2020-01-01", "two parts")
    assert not daily.has("pairs", "2020-01-02", "one part")


def test_a_day_that_changed_takes_the_place_of_what_it_was(tmp_path: Path) -> None:
    daily = DailyTables(tmp_path)
    daily.put("pairs", "2020-01-01", "one part", FRAME)
    daily.put("pairs", "2020-01-01", "two parts", FRAME.head(1))

    assert daily.get("pairs", "2020-01-01").height == 1
    assert not daily.has("pairs", "2020-01-01", "one part")


def test_several_days_are_read_as_one(tmp_path: Path) -> None:
    daily = DailyTables(tmp_path)
    for day in ("2020-01-01", "2020-01-02"):
        daily.put("pairs", day, "a part", FRAME)

    assert daily.scan("pairs", ["2020-01-01", "2020-01-02"]).collect()["n"].to_list() == [1, 2, 1, 2]


def test_an_account_keeps_its_number_when_others_come_and_the_house_is_opened_again(tmp_path: Path) -> None:
    before = AccountNumbers(tmp_path).number(people("ben", "ana", "ben"))
    after = AccountNumbers(tmp_path).number(people("eva", "ana", "ben"))

    assert before["number"].to_list() == [1, 0, 1]
    assert after["number"].to_list() == [2, 0, 1]
    assert AccountNumbers(tmp_path).names()["account"].to_list() == ["ana", "ben", "eva"]


def test_one_name_on_two_platforms_is_two_accounts(tmp_path: Path) -> None:
    both = pl.DataFrame({"platform": ["harbour", "river"], "account": ["ana", "ana"]})

    assert AccountNumbers(tmp_path).number(both)["number"].to_list() == [0, 1]


def test_one_at_a_time_has_its_turn(tmp_path: Path) -> None:
    begun, order = Event(), []

    def second() -> None:
        begun.set()
        with DailyTables(tmp_path).turn():
            order.append("second")

    with ThreadPoolExecutor() as others:
        with DailyTables(tmp_path).turn():
            waits = others.submit(second)
            begun.wait()
            time.sleep(0.1)
            order.append("first")
        waits.result()

    assert order == ["first", "second"]


def test_the_day_in_which_time_stops_is_another_day_than_the_whole_one() -> None:
    noon = datetime(2020, 1, 2, 12, tzinfo=UTC)
    found = until(DAYS, noon)

    assert until(DAYS, None) == DAYS
    assert list(found) == ["2020-01-01", "2020-01-02"]
    assert found["2020-01-01"] == "a"
    assert found["2020-01-02"] not in ("b", until(DAYS, noon.replace(hour=13))["2020-01-02"])
