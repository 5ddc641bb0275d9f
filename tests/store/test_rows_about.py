"""An account's rows go with their salts, on both databases; of others only the name goes."""

from cautery.model.account import Account, AccountId, Platform
from cautery.model.judgement import Note
from cautery.store import judgements
from cautery.store.database import Database, compact
from cautery.store.rows_about import (
    BY_ACCOUNT,
    BY_NAME,
    NEVER,
    count_rows,
    delete_rows,
    names_about,
    naming_rows,
    rewrite_rows,
    rows_by_table,
)
from cautery.store.schema import tables
from tests.store.conftest import NOON, Open

ADA, BEN = (Account(platform=Platform("harbour"), id=AccountId(name)) for name in ("ada-lake", "ben-hill"))


def filled(writing: Open) -> None:
    with writing() as tx:
        for about, text in ((ADA, "of ada-lake"), (BEN, "answers ada-lake"), (BEN, "of himself")):
            judgements.append_note(tx, Note(about=about, text=text, by="cleo", at=NOON))


def test_own_rows_go_and_others_lose_the_name(writing: Open, either: Database) -> None:
    filled(writing)
    with writing() as tx:
        names = names_about(tx.connection, ADA)
        assert count_rows(tx.connection, ADA, names) == {"notes": 1}
        assert list(rows_by_table(tx.connection, ADA)) == ["notes"]
        deleted = delete_rows(tx.connection, ADA, names)
        found = set(naming_rows(tx.connection, lambda text: "ada-lake" in text, kept={}, about=ADA))
        rewritten = rewrite_rows(tx.connection, lambda text: text.replace("ada-lake", "x"), kept={}, about=ADA)

        assert (deleted.rows, deleted.numbers) == ({"notes": 1}, (0,))
        assert found == {"notes 2"}
        assert (rewritten.rows, rewritten.numbers, rewritten.changed) == ({"notes": 1}, (1,), {"notes": (2,)})
        texts = [note.text for note in judgements.notes_about(tx.connection, BEN)]
        assert sorted(texts) == ["answers x", "of himself"]
    compact(either)


def test_every_table_that_names_accounts_or_cases_is_looked_at() -> None:
    """A table that is new is put on a list here, or an erasure would leave it."""
    scoped = {
        str(table.name)
        for table in tables.sorted_tables
        if {"account", "case", "action", "decision", "appeal"} & {column.name for column in table.c}
    }
    of_takedowns = {"networks", "plans", "preservations"}  # about many, or kept by law: they lose the name and stay

    assert scoped - set(BY_NAME) - set(BY_ACCOUNT) - NEVER - of_takedowns == set()
    for name, scopes in BY_NAME.items():
        assert all(column in tables.tables[name].c for column, _ in scopes)
