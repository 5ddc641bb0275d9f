"""Copies an installation while it serves.

First the small files, then the database, at last the journal: a position in a platform's stream, or a stage's place in the
journal, is never ahead of the events that are copied. History and indexes are computed again from the journal.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cautery.app import App
from cautery.errors import Conflict, Invalid
from cautery.kit.files import replace_file
from cautery.pipeline.backup.manifest import (
    VERSION,
    BackupFile,
    BackupManifest,
    manifests,
    read_manifest,
    write_manifest,
)
from cautery.pipeline.backup.pieces import BackupPieces, forget_pieces
from cautery.store import runs
from cautery.store.audit import latest_note
from cautery.store.copying import copy_database
from cautery.store.database import open_database
from cautery.store.journal import Journal
from cautery.store.version import SCHEMA

DATABASE = "cautery.db"
PARTIAL = "backup.partial"
"""Where the database's copy stands until it is in pieces; what a killed backup left there is cleared away."""
LEARNT = ("fitted", "hands", "effect", "what-if")
"""What is kept below the engine's folder and is not computed from the journal alone."""
JOB = "backup"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupReport:
    """What a backup holds, and what it added."""

    files: int
    bytes: int
    """Of the installation."""
    added: int
    """Bytes that the folder grew by."""
    reaches: datetime
    """All that was acknowledged before this moment is in the backup."""
    entries: int
    """Entries of the audit log."""
    encrypted: bool
    backup: str
    """The manifest."""


def back_up(app: App, folder: Path, *, keep: int | None = None) -> BackupReport:
    """Add a backup of an installation to a folder; nothing that is served stops meanwhile.

    Args:
        keep: how many backups stay, the newest; None: all.

    Raises:
        Conflict: another backup is written there. Temporary: there is no room. Permanent: the database is damaged.
    """
    _refuse_inside(app.config.home, folder)
    with _writing_alone(folder):
        began_s = app.wall.now().timestamp()
        manifest, added = _copied(app, folder)
        path = write_manifest(folder, manifest, app.signer)
        _keep_erasures(app, folder)
        if keep is not None:
            _forget(folder, keep)
    with app.noting() as connection:
        runs.begin(connection, JOB, at_s=began_s)
        runs.end(connection, JOB, at_s=app.wall.now().timestamp(), says=f"{folder}", problem="")
    return BackupReport(
        files=len(manifest.files),
        bytes=sum(file.bytes for file in manifest.files),
        added=added,
        reaches=manifest.reaches,
        entries=manifest.entries,
        encrypted=app.config.backup_key.exists(),
        backup=str(path),
    )


def _copied(app: App, folder: Path) -> tuple[BackupManifest, int]:
    key = app.config.backup_key
    pieces = BackupPieces(folder, recipient=key.read_text(encoding="utf-8").strip() if key.exists() else "")
    reaches = app.wall.now()
    files = [*_small_files(app.config.home, pieces)]
    database, note = _database(app, pieces)
    files += [database, *_journal(app, pieces)]
    manifest = BackupManifest(
        version=VERSION,
        name=app.config.name,
        reaches=reaches,
        schema=SCHEMA,
        checkpoint=note or "",
        key=app.signer.verifier().written(),
        place=pieces.place,
        files=tuple(sorted(files, key=lambda file: file.path)),
    )
    return manifest, pieces.written


def _small_files(home: Path, pieces: BackupPieces) -> Iterator[BackupFile]:
    """Copy all that stands in the folder and is nothing of its own kind."""
    for path in sorted(_standing(home)):
        try:
            names, size = pieces.put_file(path)
            mode = path.stat().st_mode & 0o777
        except FileNotFoundError:
            continue  # it was replaced or removed while we looked
        yield BackupFile(path=path.relative_to(home).as_posix(), bytes=size, mode=mode, pieces=tuple(names))


def _standing(home: Path) -> Iterator[Path]:
    apart = {"engine", "journal", PARTIAL}
    passing = {"served", "ingest.sock", DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"}
    for place, folders, files in os.walk(home):
        here = Path(place)
        if here == home:
            folders[:] = [name for name in folders if name not in apart]
            files = [name for name in files if name not in passing]
        yield from (path for path in map(here.joinpath, files) if path.is_file() and not _is_half(path))
    for name in LEARNT:
        yield from (path for path in (home / "engine" / name).rglob("*") if path.is_file() and not _is_half(path))


def _is_half(path: Path) -> bool:
    return path.name.startswith(".") and path.name.endswith(".new")


def _database(app: App, pieces: BackupPieces) -> tuple[BackupFile, str | None]:
    """Copy the database; gives the signed root of the log as the copy has it."""
    partial = app.config.home / PARTIAL
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(mode=0o700)
    copy = partial / DATABASE
    try:
        copy_database(app.database, copy)
        names, size = pieces.put_file(copy)
        copied = open_database(copy)
        try:
            with copied.reading() as connection:
                note = latest_note(connection)
        finally:
            copied.close()
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return BackupFile(path=DATABASE, bytes=size, mode=0o600, pieces=tuple(names)), note


def _journal(app: App, pieces: BackupPieces) -> Iterator[BackupFile]:
    """Copy the journal up to its last whole batch."""
    end = Journal(app.config.journal).end()
    for path in sorted(app.config.journal.glob("*.frames")):
        segment = int(path.stem)
        if segment > end.segment:
            return
        names, size = pieces.put_file(path, size=end.byte if segment == end.segment else None)
        yield BackupFile(path=f"journal/{path.name}", bytes=size, mode=0o600, pieces=tuple(names))


def _keep_erasures(app: App, folder: Path) -> None:
    """Put the list of erasures beside the backups: each of them is restored without whom it names."""
    if app.config.erasures.exists():
        replace_file(folder / app.config.erasures.name, app.config.erasures.read_bytes())


def _forget(folder: Path, keep: int) -> None:
    """Remove all backups but the newest, and the pieces that only they had."""
    listed = manifests(folder)
    for path in listed[: max(0, len(listed) - max(1, keep))]:
        path.unlink()
    left = [read_manifest(path) for path in manifests(folder)]
    forget_pieces(folder, {(one.place, name) for one in left for file in one.files for name in file.pieces})


def _refuse_inside(home: Path, folder: Path) -> None:
    if folder.resolve().is_relative_to(home.resolve()):
        raise Invalid(f"'{folder}' is inside the installation, and would be lost with it; name a folder elsewhere.")


@contextmanager
def _writing_alone(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(folder / "lock", os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise Invalid(f"'{folder}' cannot hold a backup: {error.strerror}.") from None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise Conflict(f"Another backup is written to '{folder}'; wait for it to end, then try again.") from None
    finally:
        os.close(descriptor)
