"""`cautery suspects`: who deserves a look, in words and as JSON."""

from tests.cli.terminal import Terminal
from tests.world import neighbourhood

EVERYBODY = {event.account for event in neighbourhood().events}
REMOVED = {about.id for about in neighbourhood().removed}


def test_every_suspect_has_a_chance_bits_and_reasons(town: Terminal) -> None:
    done = town.run("suspects", "--json")
    first = done.listed[0]

    assert done.code == 0
    assert first["account"] == "returned"
    assert {"account", "chance", "bits", "reasons"} <= set(first)
    assert {"channel", "bits", "says", "evidence"} == set(first["reasons"][0])  # type: ignore[index]


def test_chances_are_not_rounded(town: Terminal) -> None:
    """Whoever sorts or multiplies them wants all of it."""
    chances = [str(one["chance"]) for one in town.run("suspects", "--json", "--all").listed]

    assert max(map(len, chances)) > 10


def test_a_limit_keeps_the_strongest(town: Terminal) -> None:
    whole = town.run("suspects", "--json").listed

    assert len(whole) > 2
    assert town.run("suspects", "--json", "--limit", "2").listed == whole[:2]


def test_all_lists_everybody_who_is_not_finally_decided(town: Terminal) -> None:
    listed = town.run("suspects", "--all", "--json").listed

    assert {one["account"] for one in listed} == EVERYBODY - REMOVED
    assert {one["account"] for one in listed if one["neighbourhood"]} < EVERYBODY - REMOVED


def test_around_removed_ones_a_case_is_opened_and_on_the_whole_platform_none(town: Terminal) -> None:
    town.run("suspects", "--all")
    before = town.run("cases", "--json").listed
    town.run("suspects")
    after = town.run("cases", "--json").listed

    assert before == []
    assert [case["about"] for case in after] == ["returned"]


def test_a_past_time_is_read_as_it_was(town: Terminal) -> None:
    done = town.run("suspects", "--at", "2020-01-02T12:00:00Z", "--json")

    assert done.code == 0
    assert done.listed
    assert "returned" not in {one["account"] for one in done.listed}


def test_in_words_it_shows_reasons_in_bits(town: Terminal) -> None:
    done = town.run("suspects", "--limit", "1")

    assert done.code == 0
    assert "returned" in done.out
    assert "links: posts" in done.out
    assert "cautery cases" in done.err


def test_a_time_that_is_none_and_a_limit_of_nothing_are_invalid(town: Terminal) -> None:
    assert town.run("suspects", "--at", "tomorrow").code == 2
    assert town.run("suspects", "--limit", "0").code == 2


def test_without_events_there_is_nobody(empty: Terminal) -> None:
    done = empty.run("suspects", "--json")

    assert (done.code, done.out) == (3, "")
    assert "cautery ingest" in done.err
