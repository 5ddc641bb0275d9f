"""Tables are written as events and labels for a moment, and nothing of them stays."""

import csv
from datetime import UTC
from pathlib import Path

import pytest

from cautery.app import App
from cautery.errors import Invalid
from cautery.events.tables.events import TableMeaning
from cautery.events.tables.table import look_at
from cautery.model.account import Platform
from cautery.pipeline.ingestion.tables import recall_columns, remember_columns, tables_written
from tests.pipeline.conftest import app

__all__ = ["app"]
FORUM = TableMeaning(platform=Platform("forum"), zone=UTC)
POSTS = "user_id,username,date,text,ip\n7,Ada,2026-01-01T00:00:00Z,hello,203.0.113.7\n8,ben,soon,x,203.0.113.8\n"


def table_at(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_names_of_removed_accounts_become_the_numbers_of_posts(app: App, tmp_path: Path) -> None:
    posts = look_at(table_at(tmp_path, "posts.csv", POSTS))
    removed = look_at(table_at(tmp_path, "banned.csv", "username,banned_at\nada,2026-02-01T00:00:00Z\nnobody,\n"))
    with tables_written(app, [removed, posts], FORUM) as written:
        assert written.labels is not None
        rows = list(csv.DictReader(written.labels.open(encoding="utf-8")))

        assert [(row["account"], row["label"], row["source"]) for row in rows] == [
            ("7", "violating", "banned.csv"),
            ("nobody", "violating", "banned.csv"),
        ]
        assert rows[0]["at"].startswith("2026-02-01")
        assert written.unknown == ("nobody",)


def test_a_bad_row_is_kept_with_its_reason_and_without_addresses(app: App, tmp_path: Path) -> None:
    with tables_written(app, [look_at(table_at(tmp_path, "posts.csv", POSTS))], FORUM) as written:
        kept = Path(written.rejects[0]).read_text(encoding="utf-8")

    assert written.rejected == 1
    assert "is no time" in kept
    assert "203.0.113.8" not in kept


def test_what_is_written_is_for_its_owner_only_and_goes_whatever_happens(app: App, tmp_path: Path) -> None:
    table, folders = look_at(table_at(tmp_path, "posts.csv", POSTS)), list[Path]()

    def breaks() -> None:
        with tables_written(app, [table], FORUM) as written:
            folders.append(written.events.parent)
            assert (written.events.stat().st_mode | folders[0].stat().st_mode) & 0o077 == 0
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        breaks()

    assert not folders[0].exists()


def test_a_bad_row_of_removed_accounts_stops_everything_before_anything_is_taken(app: App, tmp_path: Path) -> None:
    """Whoever is missing from it would be taken for innocent."""
    removed = look_at(table_at(tmp_path, "banned.csv", "username,banned_at\nada,soon\n"))
    with pytest.raises(Invalid, match=r"Line 2 of '.*banned.csv'"), tables_written(app, [removed], FORUM):
        pass


def test_what_a_person_said_of_columns_is_remembered_by_the_header(tmp_path: Path) -> None:
    remember_columns(tmp_path, ["a", "b"], {"text": "b"})
    remember_columns(tmp_path, ["c"], {"account": "c"})

    assert recall_columns(tmp_path, ["a", "b"]) == {"text": "b"}
    assert recall_columns(tmp_path, ["b", "a"]) == {}
