"""A table is looked at before anything is taken from it."""

from pathlib import Path

import pytest

from cautery.errors import Invalid, Missing
from cautery.events.tables.table import look_at, rows_of

POSTS = 'post_id;username;date;message;mood\n1;ada;13.04.2026 10:00;"two\nlines";fine\n\n2;ben;14.04.2026;hello;\n'


def table_at(folder: Path, text: str, name: str = "posts.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_it_says_what_it_found_and_what_it_does_not_use(tmp_path: Path) -> None:
    table = look_at(table_at(tmp_path, POSTS))

    assert (table.kind, table.order, table.is_order_open, table.is_zone_open) == ("posts", "day-first", False, True)
    assert table.unused() == ["mood"]
    assert [row["text"] for row in table.first] == ["two\nlines", "hello"]


def test_every_row_is_given_with_its_number_and_without_empty_cells(tmp_path: Path) -> None:
    rows = dict(rows_of(look_at(table_at(tmp_path, POSTS))))

    assert list(rows) == [2, 5]
    assert rows[5] == {"post": "2", "account": "ben", "handle": "ben", "at": "14.04.2026", "text": "hello"}


def test_a_row_that_cannot_be_read_costs_no_other(tmp_path: Path) -> None:
    rows = dict(
        rows_of(look_at(table_at(tmp_path, POSTS + '3;"cy";14.04.2026;"never closed;\n4;dan;14.04.2026;hello;\n')))
    )

    assert [number for number, row in rows.items() if isinstance(row, str)] == [6]
    assert 7 in rows


def test_members_and_removed_accounts_are_recognised(tmp_path: Path) -> None:
    assert (
        look_at(table_at(tmp_path, "id,username,email,joined\n7,ada,a@b.example,2026-01-01T00:00:00Z\n")).kind
        == "members"
    )
    assert look_at(table_at(tmp_path, "username,banned_at\nada,2026-01-01T00:00:00Z\n")).kind == "removed"
    assert look_at(table_at(tmp_path, "username\nada\n"), kind="removed").columns["account"] == 0


@pytest.mark.parametrize("text", ["", "just some words\nin lines\n", "a,b\n1,2\n"])
def test_what_is_no_such_table_is_told(tmp_path: Path, text: str) -> None:
    with pytest.raises(Invalid, match=r"no table that can be read|has no column"):
        look_at(table_at(tmp_path, text))


def test_a_file_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(Missing):
        look_at(tmp_path / "nowhere.csv")
