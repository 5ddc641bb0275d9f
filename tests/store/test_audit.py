"""Whatever is done to the log or to its rows behind the ledgers' backs is found; nothing done, nothing found."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cautery.errors import Permanent
from cautery.kit.canonical import canonical_json
from cautery.kit.merkle import Frontier, leaf_hash
from cautery.kit.note import Checkpoint, Signer, checkpoint_text
from cautery.model.action import Action
from cautery.model.case import Case, CaseId
from cautery.model.decision import Decision, DecisionId
from cautery.store.audit import commitment, latest_entries, latest_note, refuse_if_behind, verify
from cautery.store.database import open_database
from cautery.store.migrate import migrate
from cautery.store.schema import committed, tables
from tests.store.filled import NO_FACTS, fill_empty_ledgers
from tests.store.told_log import (
    SIGNER,
    STORY,
    Fact,
    a_case,
    a_decision,
    a_receipt,
    a_value,
    an_action,
    checked,
    last_note,
    rows,
    tamper,
    tell,
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("told") / "cautery.db"
    migrate(path)
    tell(path, STORY)
    return path


@pytest.fixture(scope="module")
def told_of_all(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the story, told, with two rows in each ledger that it leaves out."""
    return fill_empty_ledgers(Path(shutil.copy(told, tmp_path_factory.mktemp("all") / "cautery.db")))


@pytest.fixture
def log(told: Path, tmp_path: Path) -> Path:
    """Give the story, told, in a database of one's own."""
    return Path(shutil.copy(told, tmp_path / "cautery.db"))


def test_a_log_to_which_nothing_was_done_is_whole(log: Path) -> None:
    found = checked(log, last_note(log))

    assert found.ok
    assert found.findings == ()
    assert found.entries == sum(map(len, STORY))


def test_an_empty_log_is_whole_and_has_no_checkpoint(tmp_path: Path) -> None:
    migrate(tmp_path / "cautery.db")
    database = open_database(tmp_path / "cautery.db")
    with database.reading() as connection:
        assert verify(connection, verifier=SIGNER.verifier()).ok
        assert latest_note(connection) is None
    database.close()


def test_the_root_is_that_of_the_entries_in_their_order(log: Path) -> None:
    entries = [bytes(entry) for (entry,) in rows(log, "SELECT entry FROM audit ORDER BY number")]  # type: ignore[call-overload]

    assert checked(log).root == Frontier().grow(map(leaf_hash, entries)).root().hex()


SWAPPED = {
    table: [f"UPDATE {table} SET number = {new} WHERE number = {old}" for new, old in ((-1, 0), (0, 1), (1, -1))]
    for table in ("audit", "audit_facts")
}
MOVED_UP = {
    table: [
        f"DELETE FROM {table} WHERE number = 1",
        f"UPDATE {table} SET number = -number WHERE number > 1",
        f"UPDATE {table} SET number = -number - 1 WHERE number < 0",
    ]
    for table in ("audit", "audit_facts")
}
DONE = {
    "an entry changed": (
        ["UPDATE audit SET entry = replace(entry, 'suspend', 'nothing') WHERE number = 1"],
        "not those that were signed",
    ),
    "an entry that is no longer one": (["UPDATE audit SET entry = x'ff00' WHERE number = 4"], "not the same"),
    "an entry dropped in the middle": (["DELETE FROM audit WHERE number = 5"], "Entry 5 is missing"),
    "an entry dropped with its row, its salt and its number": (
        ["DELETE FROM decisions WHERE seq = 2", *MOVED_UP["audit"], *MOVED_UP["audit_facts"]],
        "not those that were signed",
    ),
    "entries dropped at the end": (["DELETE FROM audit WHERE number > 10"], "13 entries and 11 are here"),
    "entries dropped at the end with their rows and salts": (
        [f"DELETE FROM {table} WHERE number = 12" for table in ("audit", "audit_facts")]
        + ["DELETE FROM decisions WHERE seq = 5"],
        "13 entries and 12 are here",
    ),
    "entries reordered": (SWAPPED["audit"], "not those that were signed"),
    "entries reordered with their salts": ([*SWAPPED["audit"], *SWAPPED["audit_facts"]], "not those that were signed"),
    "an entry added at the end": (
        ["INSERT INTO audit SELECT 13, entry FROM audit WHERE number = 12"],
        "1 entry at the end stand behind the last signed checkpoint",
    ),
    "an entry added before the first": (["INSERT INTO audit VALUES (-1, x'00')"], "Entry 0 is missing"),
    "a row changed": (["UPDATE decisions SET reason = 'sold fine lamps' WHERE seq = 2"], "Entry 1 and the row"),
    "a row dropped": (["DELETE FROM cases WHERE seq = 1"], "1 row of 'cases' in the log and gone here"),
    "a row dropped with its salt": (
        ["DELETE FROM cases WHERE seq = 1", "DELETE FROM audit_facts WHERE number = 3"],
        "lost the salt",
    ),
    "a row dropped, its salt said to be of something else": (
        ["DELETE FROM cases WHERE seq = 1", "UPDATE audit_facts SET ledger = 'nowhere' WHERE number = 3"],
        "stands for no row of a ledger",
    ),
    "a row added": (
        ["INSERT INTO receipts SELECT 3, action, 'undone', at, says, undo FROM receipts WHERE seq = 1"],
        "1 row of 'receipts' not in the log",
    ),
    "a row added with a salt of its own": (
        [
            "INSERT INTO receipts SELECT 3, action, 'undone', at, says, undo FROM receipts WHERE seq = 1",
            "INSERT INTO audit_facts VALUES (13, 'receipts', '3', x'00')",
        ],
        "stands for no entry",
    ),
    "a row changed, and a later salt that hides the one of its entry": (
        [
            "UPDATE decisions SET measure = 'none' WHERE seq = 1",
            "INSERT INTO audit_facts VALUES (99, 'decisions', '1', x'00')",
        ],
        "stands for no entry",
    ),
    "a salt deleted": (["DELETE FROM audit_facts WHERE number = 6"], "1 entry lost the salt"),
    "a salt changed": (["UPDATE audit_facts SET salt = x'00' WHERE number = 6"], "Entry 6 and the row"),
    "all salts deleted": (["DELETE FROM audit_facts"], "13 entries lost the salt"),
    "all checkpoints deleted": (["DELETE FROM checkpoints"], "13 entries at the end stand behind"),
    "a checkpoint's note changed": (
        ["UPDATE checkpoints SET note = replace(note, char(10) || '13' || char(10), char(10) || '12' || char(10))"],
        "checkpoint does not hold",
    ),
    "what the tree is grown from written as one, with the same root": (
        ["UPDATE checkpoints SET roots = :root WHERE size = 13"],
        "checkpoint does not hold",
    ),
    "what the tree is grown from changed": (
        ["UPDATE checkpoints SET roots = zeroblob(length(roots)) WHERE size = 13"],
        "checkpoint does not hold",
    ),
}


@pytest.mark.parametrize("done", DONE)
def test_what_was_done_to_the_database_is_found(done: str, log: Path) -> None:
    statements, says = DONE[done]
    tamper(log, *statements, root=bytes.fromhex(checked(log).root))
    found = checked(log)

    assert not found.ok
    assert any(says in finding for finding in found.findings), found.findings


@pytest.mark.parametrize("table", sorted(set(tables.tables) - NO_FACTS))
def test_whichever_cell_is_changed_it_is_found(table: str, told_of_all: Path, tmp_path: Path) -> None:
    """Every column of every table, in its first and its last row."""
    names = [
        column.name for column in tables.tables[table].columns if column.name != "seal"
    ]  # test_sealed: not by the log
    passed = []
    for column in names:
        for which in ("min", "max"):
            path = Path(shutil.copy(told_of_all, tmp_path / "bent.db"))
            tamper(
                path,
                f"""UPDATE "{table}" SET "{column}" = CASE typeof("{column}")
                WHEN 'integer' THEN "{column}" + 1000 WHEN 'real' THEN "{column}" + 0.125
                ELSE coalesce("{column}", '') || 'x' END
                WHERE rowid = (SELECT {which}(rowid) FROM "{table}")""",
            )
            if checked(path).ok:
                passed.append((column, which))

    assert passed == []


def test_one_change_is_told_once_and_the_whole_log_is_counted(log: Path) -> None:
    """Entries after the changed one are there: to say that they were dropped would send people looking for them."""
    tamper(log, "UPDATE audit SET entry = CAST(replace(entry, 'ben', 'eva') AS BLOB) WHERE number = 1")
    found = checked(log)

    assert found.entries == 13
    assert len(found.findings) == 1


def test_a_forger_who_does_everything_but_sign_is_found(log: Path) -> None:
    """Row, salt, entry and the whole tree fit each other; only the signature is of another key with the same name."""
    forger = Signer(name=SIGNER.name, seed=b"f" * 32)
    forge(log, forger)

    assert checked(log, signer=forger).ok
    assert not checked(log).ok


def forge(path: Path, forger: Signer) -> None:
    """Say that the last decision was another one, and make everything else agree."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.row_factory = sqlite3.Row
        connection.execute("UPDATE decisions SET measure = 'none' WHERE seq = 5")
        row = dict(connection.execute("SELECT * FROM decisions WHERE seq = 5").fetchone())
        (salt,) = connection.execute("SELECT salt FROM audit_facts WHERE number = 12").fetchone()
        entry = canonical_json(
            {"index": 12, "measure": "none", "commitment": commitment(salt, committed(tables.tables["decisions"], row))}
        )
        connection.execute("UPDATE audit SET entry = ? WHERE number = 12", (entry,))
        entries = connection.execute("SELECT entry FROM audit ORDER BY number").fetchall()
        grown = Frontier().grow(leaf_hash(entry) for (entry,) in entries)
        note = forger.sign(checkpoint_text(Checkpoint(origin=forger.name, size=13, root=grown.root())))
        connection.execute("DELETE FROM checkpoints")
        connection.execute("INSERT INTO checkpoints VALUES (13, ?, ?)", (note, b"".join(grown.roots)))


def test_a_forged_checkpoint_from_outside_is_found(log: Path) -> None:
    """Also one that says of this very log what is true of it."""
    forger = Signer(name=SIGNER.name, seed=b"f" * 32)
    true_root = bytes.fromhex(checked(log).root)
    note = forger.sign(checkpoint_text(Checkpoint(origin=SIGNER.name, size=13, root=true_root)))
    found = checked(log, note)

    assert not found.ok
    assert "checkpoint does not hold" in found.findings[0]


def test_a_database_that_was_rolled_back_is_found_by_who_kept_a_checkpoint(log: Path, tmp_path: Path) -> None:
    """By itself an older state is a whole log: that is why the newest checkpoint is kept outside."""
    before = shutil.copy(log, tmp_path / "before.db")
    tell(log, [[a_decision("d6")]])
    kept = last_note(log)
    for beside in log.parent.glob("cautery.db-*"):
        beside.unlink()
    shutil.copy(before, log)

    assert checked(log).ok
    assert any("signed over 14 entries and 13 are here" in says for says in checked(log, kept).findings)


def refuse(path: Path, kept: str) -> None:
    database = open_database(path)
    try:
        with database.reading() as connection:
            refuse_if_behind(connection, kept, verifier=SIGNER.verifier())
    finally:
        database.close()


def test_a_database_put_back_by_one_entry_is_refused_and_one_that_is_level_or_ahead_is_not(
    log: Path, tmp_path: Path
) -> None:
    before, kept_before = Path(shutil.copy(log, tmp_path / "before.db")), last_note(log)
    tell(log, [[a_decision("d6")]])
    kept = last_note(log)

    refuse(log, kept)
    refuse(log, kept_before)
    with pytest.raises(Permanent, match="has 13 entries here, and 14 were signed"):
        refuse(before, kept)


def test_an_empty_database_is_behind_one_signed_entry(tmp_path: Path) -> None:
    for name in ("one", "none"):
        migrate(tmp_path / f"{name}.db")
    tell(tmp_path / "one.db", [[a_decision("d1")]])

    with pytest.raises(Permanent, match="has 0 entries here, and 1 were signed"):
        refuse(tmp_path / "none.db", last_note(tmp_path / "one.db"))


def test_a_log_that_was_rolled_back_and_went_on_otherwise_is_found_by_who_kept_a_checkpoint(
    log: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copy(log, tmp_path / "other.db"))
    tell(log, [[a_decision("d6")]])
    tell(other, [[a_decision("d7")], [a_decision("d8")]])

    assert checked(other).ok
    assert not checked(other, last_note(log)).ok


def test_a_dropped_row_is_found_also_after_its_number_was_given_again(log: Path) -> None:
    """A ledger numbers on from its last row: the next one takes the place of one that was dropped at the end."""
    tamper(log, "DELETE FROM decisions WHERE seq = 5")
    tell(log, [[a_decision("d6")]])
    found = checked(log)

    assert not found.ok
    assert any("'decisions'" in says for says in found.findings)


def test_nothing_is_signed_over_a_tree_that_was_not_signed_before(log: Path) -> None:
    """Else a forger would bend what the tree is grown from, and let the next writer sign the forged history."""
    forged = Frontier().grow([leaf_hash(b"another history")] * 13)
    tamper(log, "UPDATE checkpoints SET roots = :roots WHERE size = 13", roots=b"".join(forged.roots))
    with pytest.raises(Permanent, match="Restore the database"):
        tell(log, [[a_decision("d6")]])

    assert rows(log, "SELECT count(*) FROM decisions") == [(5,)]


def test_a_commitment_written_into_another_field_proves_nothing(log: Path) -> None:
    """Whoever may name a value's origin could commit beforehand to what they want to have banked, once it is in the log."""
    columns = tables.tables["banks"].columns.keys()
    wanted = dict(zip(columns, rows(log, "SELECT * FROM banks")[1], strict=True)) | {"seq": 3, "value": "bought later"}
    tell(log, [[replace(a_value("now"), origin=commitment(b"salt", wanted))]])
    tamper(
        log,
        "UPDATE banks SET value = 'bought later', origin = 'ours' WHERE seq = 3",
        "UPDATE audit_facts SET salt = CAST('salt' AS BLOB) WHERE number = 13",
    )

    assert not checked(log).ok


def test_entries_show_no_personal_data(log: Path) -> None:
    """The log is handed to others: who an account is stays in the rows."""
    entries = b"".join(bytes(entry) for (entry,) in rows(log, "SELECT entry FROM audit"))  # type: ignore[call-overload]

    for hidden in (b"ana", b"broken lamps", b"lantern", b"notebook", b"token"):
        assert hidden not in entries


words = st.text(st.characters(codec="utf-8"), max_size=12)
facts = st.one_of(
    words.map(lambda reason: a_decision("d", reason=reason)),
    (st.none() | st.floats(0, 1) | st.integers(0, 1)).map(lambda chance: a_case("c", chance=chance)),
    words.map(an_action),
    words.map(a_receipt),
    words.map(a_value),
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a database with tables and nothing in them; a property's examples copy it."""
    path = tmp_path_factory.mktemp("empty") / "cautery.db"
    migrate(path)
    return path


@given(story=st.lists(st.lists(facts, max_size=5), max_size=6))
@settings(max_examples=25)
def test_whatever_is_written_through_the_ledgers_verifies(
    story: list[list[Fact]], empty: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = Path(shutil.copy(empty, tmp_path_factory.mktemp("log")))
    names = map(str, count())
    tell(path, [[named(fact, next(names)) for fact in moment] for moment in story])
    found = checked(path)

    assert found.findings == ()
    assert found.entries == sum(map(len, story))


def named(fact: Fact, name: str) -> Fact:
    match fact:
        case Decision():
            return replace(fact, id=DecisionId(name))
        case Case():
            return replace(fact, id=CaseId(name))
        case Action():
            return replace(fact, key=name)
    return fact


def test_entries_are_listed_newest_first_and_on_from_any_place(log: Path) -> None:
    database = open_database(log)
    with database.reading() as connection:
        every = latest_entries(connection, most=100)
        first, then = latest_entries(connection, most=4), latest_entries(connection, most=4, before=9)
    database.close()

    assert len(every) == sum(map(len, STORY))
    assert (first, then) == (every[:4], every[4:8])


def test_twenty_findings_are_told_however_many_there_are(log: Path) -> None:
    assert len(checked(log, *["no note"] * 30).findings) == 20


@pytest.mark.parametrize("number", [0, 4, 12])
def test_a_changed_entry_is_placed_behind_the_last_root_that_holds(number: int, log: Path) -> None:
    signed = [0, *(int(str(size)) for (size,) in rows(log, "SELECT size FROM checkpoints"))]
    tamper(log, f"UPDATE audit SET entry = replace(entry, ':', ': ') WHERE number = {number}")
    [told] = [one for one in checked(log).findings if "not those that were signed" in one]

    assert f"one from {max(size for size in signed if size <= number)} on was changed" in told


def test_a_missing_entry_is_told_once_and_not_again_as_a_changed_tree(log: Path) -> None:
    tamper(log, "DELETE FROM audit WHERE number = 5")

    assert not [one for one in checked(log).findings if "not those that were signed" in one]


def test_a_root_beside_the_database_that_does_not_hold_stops_writing(log: Path) -> None:
    database = open_database(log)
    with database.reading() as connection, pytest.raises(Permanent, match="does not hold"):
        refuse_if_behind(connection, "no note at all", verifier=SIGNER.verifier())
    database.close()
