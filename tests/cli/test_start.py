"""`cautery start` leads from somebody's own tables to who came back, and takes nobody else for one."""

import json
from pathlib import Path

from tests.cli.terminal import Terminal

FORUM = Path(__file__).parents[2] / "docs" / "tutorial" / "forum"
FILES = (FORUM / "posts.csv", FORUM / "members.csv", "--removed", FORUM / "banned.csv")
CAME_BACK = {"lantern0_back": "lantern0", "lantern1_ii": "lantern1", "evening_walker": "lantern3"}
MANY = "id;user;date;message\n" + "".join(f"{n};ada;0{n}.04.2026 10:00;hello {n}\n" for n in range(1, 9))


def test_from_three_tables_to_the_first_named_returns(nowhere: Terminal) -> None:
    done = nowhere.run("start", *FILES, "--yes", "--json")
    told = json.loads(done.out)

    assert {one["account"]: one["earlier"] for one in told["named"]} == CAME_BACK
    assert (told["removed"], told["rejected"], told["unknown"]) == (6, 0, [])
    assert told["address"].startswith("http://127.0.0.1:8000/setup/")


def test_no_address_of_a_person_is_kept(nowhere: Terminal) -> None:
    nowhere.run("start", *FILES, "--yes")
    kept = b"".join(path.read_bytes() for path in nowhere.home.rglob("*") if path.is_file())

    assert b"keeper.of.lamps0@" not in kept
    assert b"203.0.113.20" not in kept


def test_the_same_tables_again_are_known(nowhere: Terminal) -> None:
    first, again = (json.loads(nowhere.run("start", *FILES, "--yes", "--json").out) for _ in range(2))

    assert (again["accepted"], again["duplicate"]) == (0, first["accepted"])
    assert again["named"] == first["named"]


def test_nobody_is_asked_where_nobody_is(nowhere: Terminal) -> None:
    done = nowhere.run("start", FORUM / "posts.csv")

    assert done.code == 2
    assert "--yes" in done.err


def test_what_can_be_read_in_two_ways_is_refused_until_it_is_said(nowhere: Terminal, tmp_path: Path) -> None:
    posts = tmp_path / "posts.csv"
    posts.write_text(MANY, encoding="utf-8")

    order = nowhere.run("start", posts, "--yes")
    zone = nowhere.run("start", posts, "--yes", "--dates", "day-first")
    whole = nowhere.run("start", posts, "--yes", "--dates", "day-first", "--timezone", "Europe/Berlin", "--json")

    assert (order.code, zone.code, whole.code) == (2, 2, 0)
    assert "--dates day-first or month-first" in order.err
    assert "--timezone" in zone.err
    assert json.loads(whole.out)["accepted"] == 9


def test_a_person_says_what_a_column_is_once(nowhere: Terminal, tmp_path: Path) -> None:
    posts = tmp_path / "posts.csv"
    posts.write_text("who,when,what\nada,2026-01-01T00:00:00Z,hello\n", encoding="utf-8")
    columns = ("--column", "account=who", "--column", "at=when", "--column", "text=what")

    assert "Say which one it is: --column account=NAME" in nowhere.run("start", posts, "--yes").err
    assert nowhere.run("start", posts, *columns, "--yes").code == 0
    assert nowhere.run("start", posts, "--yes").code == 0
