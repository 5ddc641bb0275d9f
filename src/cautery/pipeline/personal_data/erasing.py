"""Erases a person from all that is kept, while nobody serves: each step can be done again, so a kill costs nothing.

Journal first, then files, then the database in one transaction: what was computed from the journal is removed, and computed
again by whoever asked for this.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from cautery.app import App
from cautery.events.history import events_in
from cautery.kit.files import replace_file
from cautery.model.account import Account
from cautery.model.erasure import Erasure, KeptData
from cautery.pipeline.personal_data.planning import parted, planned, refuse_held
from cautery.pipeline.personal_data.proof import ErasureNote, add_note
from cautery.pipeline.personal_data.redaction import Redaction
from cautery.pipeline.personal_data.searching import found_in
from cautery.pipeline.personal_data.subject import DataSubject, keyed_hash, subject_of
from cautery.store import answers, cases, decisions, erasures
from cautery.store.database import compact
from cautery.store.journal import Journal
from cautery.store.journal_rewriting import rewrite_journal
from cautery.store.rows_about import delete_rows, rewrite_rows

LEARNT = frozenset({"fitted", "hands", "effect", "what-if"})
"""What is below the engine's folder and is not computed from the journal alone; it is searched afterwards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureReport:
    """What an erasure did."""

    id: str
    events: int
    """Own events that went from the journal."""
    mentions: int
    """Events of others that name the person no more."""
    rows: Mapping[str, int]
    """Rows that went or were rewritten, by table."""
    kept: tuple[KeptData, ...]
    found: tuple[str, ...]
    """Places in which the person is still named, besides what the plan keeps."""


def erase(app: App, erasure: Erasure) -> ErasureReport:
    """Carry out an approved erasure; done again where it was interrupted."""
    assert erasure.about is not None, "an approved erasure says about whom it is"
    with app.reading() as connection:
        refuse_held(connection, erasure.about)
        known = erasures.handles_of(connection, erasure.id)
    subject = subject_of(app, erasure.about, known=known)
    kept = planned(app, subject).kept
    redaction = Redaction(subject)
    _from_journal(app, redaction, erasure.id)
    _from_files(app, redaction)
    add_note(app, ErasureNote(id=erasure.id, subject=erasure.subject, at=app.clock.now()))
    rows = _from_database(app, subject, redaction, erasure)
    compact(app.database)
    return ErasureReport(
        id=erasure.id,
        events=redaction.events,
        mentions=redaction.mentions,
        rows=rows,
        kept=kept,
        found=tuple(found_in(app, redaction, subject)),
    )


def accounts_to_erase(app: App, notes: Sequence[ErasureNote]) -> Sequence[tuple[ErasureNote, Account]]:
    """Find the accounts of erasures that this installation does not know of: it was restored from before them."""
    with app.reading() as connection:
        done = {one.id for one in erasures.every(connection) if one.state == "done"}
    wanted = {note.subject: note for note in notes if note.id not in done}
    if not wanted:
        return ()
    told = (event for frame in Journal(app.config.journal).read() for event in events_in(frame))
    accounts = {Account(platform=event.platform, id=event.account) for event in told}
    with app.reading() as connection:
        accounts |= {made.about for made in decisions.every(connection)}
        accounts |= {case.about for case in cases.every(connection)}
    ordered = sorted(accounts, key=lambda about: (about.platform, about.id))
    found = ((wanted.get(keyed_hash(app, about)), about) for about in ordered)
    return [(note, about) for note, about in found if note is not None]


def _from_journal(app: App, redaction: Redaction, note: str) -> None:
    journal = Journal(app.config.journal)
    journal.hold()
    try:
        rewrite_journal(app.config.journal, lambda frame: redaction.lines(frame.lines), note=f"erased {note}")
    finally:
        journal.close()
    for torn in app.config.journal.glob("*.torn-*"):
        torn.unlink()  # what was never acknowledged


def _from_files(app: App, redaction: Redaction) -> None:
    """Rewrite rejected lines and positions, and remove what is computed again."""
    for folder in (app.config.rejects, app.config.cursors):
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                _rewrite_file(path, redaction)
    if app.config.engine.exists():
        for path in app.config.engine.iterdir():
            if path.name not in LEARNT:
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def _rewrite_file(path: Path, redaction: Redaction) -> None:
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        path.unlink()  # nobody can say what is in it
        return
    new = "".join(line for line in text.splitlines(keepends=True) if not redaction.names(line))
    if new != text:
        replace_file(path, new.encode())


def _from_database(app: App, subject: DataSubject, redaction: Redaction, erasure: Erasure) -> Mapping[str, int]:
    with app.writing() as tx:
        goes, kept = parted(app, tx.connection, subject.about)
        deleted = delete_rows(tx.connection, subject.about, goes)
        rewritten = rewrite_rows(tx.connection, redaction.text, kept=kept, about=subject.about)
        answers.forget_all(tx.connection)
        done = replace(
            erasure,
            state="done",
            told=msgspec.json.encode({"events": redaction.events, "rows": deleted.rows}).decode(),
            numbers=(*deleted.numbers, *rewritten.numbers),
            changed=rewritten.changed,
            by=tx.by,
            at=tx.at,
            about=None,
        )
        erasures.append(tx, done)
    return {
        name: deleted.rows.get(name, 0) + rewritten.rows.get(name, 0) for name in {**deleted.rows, **rewritten.rows}
    }
