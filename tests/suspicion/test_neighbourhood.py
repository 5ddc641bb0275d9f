import math
import random
from collections.abc import Sequence

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.model.event import AnyEvent
from cautery.suspicion.evidence import frame_of
from cautery.suspicion.neighbourhood import SHARED, shared_with, ties_of, turned_to_by, turns_to, weighed
from tests.world import follow, history_of, person, post, unfollow

Use = tuple[str, str]
"""Who used what."""

names = st.sampled_from("abcdefgh")
uses = st.lists(st.tuples(names, st.sampled_from("xyz")), max_size=24)


def test_a_tie_is_whom_one_mentions_answers_reposts_quotes_or_follows() -> None:
    events = [
        post("ada", "you two", id="p1", mentions=["ben", "cleo"]),
        post("ada", "yes", id="p2", answers="ben"),
        post("ada", None, id="p3", reposts="ben"),
        post("ada", "look", id="p4", quotes="ben"),
    ]
    followed = follow("ada", "ben")

    assert _ties([*events, followed]) == {
        ("ada", "mentions", "ben", "p1"),
        ("ada", "mentions", "cleo", "p1"),
        ("ada", "answers", "ben", "p2"),
        ("ada", "reposts", "ben", "p3"),
        ("ada", "quotes", "ben", "p4"),
        ("ada", "follows", "ben", followed.id),
    }


@pytest.mark.parametrize(
    "event",
    [
        post("ada", "me", mentions=["ada"]),
        post("ada", "me", answers="ada"),
        post("ada", "hm"),
        follow("ada", "ada"),
        unfollow("ada", "ben"),
    ],
)
def test_turning_to_oneself_to_nobody_or_away_is_no_tie(event: AnyEvent) -> None:
    assert _ties([event]) == set()


@settings(max_examples=200)
@given(uses, st.sets(names), st.integers(0, 5000))
def test_what_is_shared_weighs_as_the_definition_says(uses: list[Use], removed: set[str], more: int) -> None:
    population = len({name for name, _ in uses} | removed) + more
    found = weighed(_frame(uses), _people(removed), population=population)

    slow = {(name, value): _slowly(name, value, uses, removed, population) for name, value in uses}
    assert {(row["account"], row["value"]): row["bits"] for row in found.to_dicts()} == pytest.approx(slow)


@settings(max_examples=60)
@given(uses, st.sets(names), st.integers(0, 3))
def test_what_too_few_removed_accounts_used_says_nothing(uses: list[Use], removed: set[str], fewest: int) -> None:
    found = shared_with(_frame(uses), _people(removed), population=100, fewest=fewest)

    others = {(n, v): {other for other, also in uses if also == v and other in removed and other != n} for n, v in uses}
    assert {(row["account"], row["value"]) for row in found.to_dicts()} == {
        use for use, who in others.items() if len(who) >= fewest
    }


def test_what_everybody_uses_weighs_nothing_and_what_few_use_weighs_more() -> None:
    everybody = [f"n{number}" for number in range(100)]
    shared = [*((name, "front page") for name in everybody), *((name, "notebook") for name in everybody[:6])]

    found = weighed(_frame(shared), _people(everybody[:5]), population=100).filter(account="n5")

    bits = dict(found.select("value", "bits").iter_rows())
    assert bits["front page"] == 0.0
    assert bits["notebook"] > 6


def test_a_removed_account_does_not_vouch_for_itself() -> None:
    alone = shared_with(_frame([("a", "x")]), _people({"a"}), population=1000)
    pair = shared_with(_frame([("a", "x"), ("b", "x")]), _people({"a", "b"}), population=1000)

    assert alone.is_empty()
    assert pair["removed"].to_list() == [1, 1]


def test_the_same_value_on_another_platform_is_another_value() -> None:
    elsewhere = pl.LazyFrame([("market", "b", "x", "i")], schema=SHARED, orient="row")

    assert shared_with(pl.concat([_frame([("a", "x")]), elsewhere]), _people({"a"}), population=1000).is_empty()


def test_the_strongest_comes_first_and_then_by_name() -> None:
    shared = [("b", "common"), ("b", "rare 2"), ("b", "rare 1"), *((name, "common") for name in "cdef")]
    shared += [("a", value) for value in ("common", "rare 1", "rare 2")]

    found = weighed(_frame(shared), _people({"a"}), population=1000).filter(account="b")

    assert found["value"].to_list() == ["rare 1", "rare 2", "common"]


def test_the_item_that_is_shown_does_not_depend_on_the_order_of_history() -> None:
    draw = random.Random(5)
    rows = [("harbour", name, "x", f"p{number}") for number in range(200) for name in "ab"]
    shown = set()
    for _ in range(5):
        draw.shuffle(rows)
        found = weighed(pl.LazyFrame(rows, schema=SHARED, orient="row"), _people({"a"}), population=50)
        shown.add(tuple(found["item"].to_list()))

    assert shown == {("p0", "p0")}


def test_turning_to_a_removed_account_that_everybody_turns_to_says_nothing() -> None:
    events: list[AnyEvent] = [follow(f"n{number}", "famous") for number in range(98)]
    events += [follow("n0", "hidden"), post("n0", "you", mentions=["hidden"])]
    removed = _people({"famous", "hidden"})

    found = turns_to(_tie_frame(events), removed, population=100).filter(account="n0")

    assert found["value"].to_list() == ["hidden", "famous"]
    assert found["kinds"].to_list() == [["follows", "mentions"], ["follows"]]
    hidden, famous = found["bits"]
    assert hidden > 4
    assert famous < 0.1


def test_being_turned_to_counts_removed_accounts_and_weighs_less_where_everybody_does() -> None:
    events = [follow(f"n{number}", "famous") for number in range(95)]
    events += [follow(name, target) for name in ("g1", "g2") for target in ("famous", "hidden")]

    found = turned_to_by(_tie_frame(events), _people({"g1", "g2", "g3"}), population=100)

    assert found.select("account", "removed").rows() == [("famous", 2), ("hidden", 2)]
    famous, hidden = found["bits"]
    assert famous == 0.0
    assert hidden > 4
    assert [len(items) for items in found["items"]] == [2, 2]


def _ties(events: Sequence[AnyEvent]) -> set[tuple[str, str, str, str]]:
    return set(_tie_frame(events).select("account", "kind", "other", "item").collect().iter_rows())


def _tie_frame(events: Sequence[AnyEvent]) -> pl.LazyFrame:
    history = history_of(events)
    return ties_of(history.posts, history.follows)


def _frame(uses: Sequence[Use]) -> pl.LazyFrame:
    rows = [("harbour", name, value, f"{name} {value}") for name, value in uses]
    return pl.LazyFrame(rows, schema=SHARED, orient="row")


def _people(names: set[str] | Sequence[str]) -> pl.DataFrame:
    return frame_of([person(name) for name in sorted(names)])


def _slowly(name: str, value: str, uses: Sequence[Use], removed: set[str], population: int) -> float:
    """Count everybody but the one who is weighed."""
    with_it = {other for other, also in uses if also == value and other != name}
    n1 = len(removed - {name})
    n0 = population - len(removed | {name})
    k, m = len(with_it & removed), len(with_it - removed)
    return max(0.0, math.log2((k + 0.5) / (n1 + 1) * (n0 + 1) / (m + 0.5)))
