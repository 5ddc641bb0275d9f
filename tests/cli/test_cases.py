"""`cautery cases`: the queue in a terminal."""

from pathlib import Path

from cautery.kit.canonical import canonical_json
from tests.cli.terminal import Terminal
from tests.world import notice


def a_notice_about(town: Terminal, tmp_path: Path, account: str) -> None:
    (tmp_path / "notice.ndjson").write_bytes(canonical_json(notice(account)) + b"\n")
    town.run("ingest", tmp_path / "notice.ndjson")


def test_a_case_says_about_whom_how_sure_and_until_when(town: Terminal) -> None:
    town.run("suspects")
    done = town.run("cases", "--json")
    [case] = done.listed

    assert done.code == 0
    assert {"case", "about", "chance", "due", "state"} <= set(case)
    assert (case["about"], case["due"], case["state"]) == ("returned", "2020-01-07T12:00:00Z", "open")


def test_now_may_be_another_time(town: Terminal) -> None:
    town.run("suspects")
    [case] = town.run("cases", "--json", "--at", "2020-01-08").listed

    assert case["state"] == "overdue"


def test_what_is_due_first_comes_first(town: Terminal, tmp_path: Path) -> None:
    town.run("suspects")
    a_notice_about(town, tmp_path, "elder")

    assert [case["about"] for case in town.run("cases", "--json").listed] == ["elder", "returned"]


def test_decided_ones_are_listed_only_on_request(town: Terminal) -> None:
    town.run("suspects")
    [case] = town.run("cases", "--json").listed
    town.run("decide", str(case["case"]), "--measure", "none", "--reason", "A historian.")

    assert town.run("cases", "--json").listed == []
    assert [one["state"] for one in town.run("cases", "--json", "--all").listed] == ["decided"]


def test_in_words_it_names_the_case_and_what_to_type_next(town: Terminal) -> None:
    town.run("suspects")
    [case] = town.run("cases", "--json").listed
    done = town.run("cases")

    assert str(case["case"]) in done.out
    assert "cautery decide" in done.err


def test_an_empty_queue_is_no_error(empty: Terminal) -> None:
    assert (empty.run("cases", "--json").code, empty.run("cases", "--json").listed) == (0, [])
    assert "No open cases." in empty.run("cases").err
