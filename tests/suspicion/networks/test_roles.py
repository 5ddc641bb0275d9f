"""Roles are read from what accounts did; whoever only passes on is an amplifier."""

import polars as pl

from cautery.suspicion.networks.roles import reposted_share, roles_of
from cautery.suspicion.networks.traces import numbers_of

Row = tuple[int, str, int, int, str, int]
"""Number, trace, thing, time, what it shows, source."""


def actions(*rows: Row) -> pl.DataFrame:
    names = ("number", "trace", "thing", "at", "shows", "source")
    columns = {name: [row[n] for row in rows] for n, name in enumerate(names)}
    return pl.DataFrame(columns | {"account": [f"member {row[0]}" for row in rows]})


def reposts_of(number: int, *by: int) -> list[Row]:
    [source] = numbers_of([f"member {number}"], kind="source")
    return [(one, "repost", 900 + one, 5000, "p1", source) for one in by]


def test_whom_the_others_pass_on_is_a_source() -> None:
    found = roles_of(actions((1, "text", 1, 0, "lamps", -1), *reposts_of(1, 2, 3, 4)))

    assert found == {1: "source", 2: "amplifier", 3: "amplifier", 4: "amplifier"}


def test_who_is_first_time_after_time_is_a_source() -> None:
    rows = [(who, "text", thing, thing * 1000 + who, "lamps", -1) for thing in range(6) for who in (1, 2, 3)]

    assert roles_of(actions(*rows)) == {1: "source", 2: "amplifier", 3: "amplifier"}


def test_who_gives_contacts_recruits() -> None:
    invited = [(1, "handoff", 1, 0, "kik:wick", -1), (1, "link", 2, 9, "t.me/lamps", -1)]

    assert roles_of(actions(*invited, (2, "handoff", 1, 5, "kik:wick", -1))) == {1: "recruiter", 2: "amplifier"}


def test_who_puts_material_where_it_can_be_had_keeps_an_archive() -> None:
    kept = [(1, "link", n, n, f"justpaste.it/lamps{n}", -1) for n in range(3)]

    assert roles_of(actions(*kept)) == {1: "archive"}


def test_re_reports_and_originals_are_told_apart() -> None:
    did = actions(*reposts_of(9, 1, 2, 3), (1, "text", 1, 0, "lamps", -1), (1, "link", 2, 0, "l", -1))

    assert reposted_share(did) == 0.75
