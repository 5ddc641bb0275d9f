from dataclasses import replace
from datetime import timedelta

import polars as pl

from cautery.effect.observed import learnt, observations, observed
from cautery.effect.tables import SCHEMAS, ObservedTables, seen
from tests.effect_world import FIRST, play

DAY = timedelta(days=1)


def watched() -> ObservedTables:
    """One account is left up for ten days, in which it meets somebody new and shows something new."""
    base: dict[str, object] = dict.fromkeys(SCHEMAS["accounts"])
    names = {"watched": 5 * DAY, "new": 7 * DAY, "known": 1 * DAY}
    accounts = [base | {"account": name, "group": "violating", "last_alive_at": FIRST + 40 * DAY} for name in names]
    decision: dict[str, object] = dict.fromkeys(SCHEMAS["decisions"])
    made = {"case": "c", "account": "watched", "appealed": False}
    rows = [
        decision | made | {"measure": "observe", "at": FIRST + 5 * DAY},
        decision | made | {"measure": "suspend", "at": FIRST + 15 * DAY},
    ]
    day = FIRST.date()
    links = [("known", day, "old.example", 1), ("watched", day + 8 * DAY, "old.example", 1)]
    links += [("watched", day + 8 * DAY, "fresh.example", 2), ("watched", day + 9 * DAY, "media:ab", 1)]
    return seen(
        {
            "accounts": pl.DataFrame(accounts, schema=SCHEMAS["accounts"], orient="row"),
            "decisions": pl.DataFrame(rows, schema=SCHEMAS["decisions"], orient="row"),
            "links": pl.DataFrame(links, schema=SCHEMAS["links"], orient="row"),
            "ties": pl.DataFrame([("watched", "new", day + 6 * DAY, 1)], schema=SCHEMAS["ties"], orient="row"),
            "detections": pl.DataFrame(
                [(name, "terms", FIRST + at) for name, at in names.items()], schema=SCHEMAS["detections"], orient="row"
            ),
            "reach": pl.DataFrame(
                [("watched", day + n * DAY, 10, None, 2) for n in range(20)], schema=SCHEMAS["reach"], orient="row"
            ),
        },
        until=FIRST + 40 * DAY,
    )


def test_it_lasts_until_the_next_decision() -> None:
    assert observations(watched())["weeks"].to_list() == [10 / 7]


def test_what_was_found_first_through_it_is_counted_and_nothing_else() -> None:
    row = learnt(watched(), observations(watched())).row(0, named=True)

    assert (row["new_accounts"], row["new_links"], row["new_media"]) == (1, 1, 1)
    assert row["reach"] == 11 * 20


def test_it_is_told_beside_what_it_reached() -> None:
    measure = observed(watched())

    assert "1 accounts, 1 hosts or contacts and 1 pieces of media" in measure.says
    assert measure.figure("reach").rows == ("watched",)


def test_where_nobody_was_observed_nothing_is_told() -> None:
    world = replace(play(1).seen, decisions=pl.DataFrame(schema=SCHEMAS["decisions"]))

    assert observed(world).headline.value is None
