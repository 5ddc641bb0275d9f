"""Checks a backup, and makes an installation of it beside the place where it is to stand.

It gets its name when all has been checked: a restore that was killed leaves no installation that looks whole.
"""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cautery.app import App
from cautery.config import read_config
from cautery.errors import Conflict, Invalid, Missing, Permanent
from cautery.kit.clock import WallClock
from cautery.kit.files import replace_file, sync_folder
from cautery.kit.note import Verifier, read_checkpoint, read_signer
from cautery.pipeline.backup.backing_up import DATABASE
from cautery.pipeline.backup.manifest import BackupFile, BackupManifest, manifests, read_manifest
from cautery.pipeline.backup.pieces import read_pieces
from cautery.pipeline.installation.install import install
from cautery.settings.places import line_of
from cautery.store import entrance
from cautery.store.audit import verify
from cautery.store.copying import put_back

MISSING = "checkpoints/missing.note"
"""The newest signed root that a backup does not reach: the proof of what is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpacked:
    """A checked backup, unpacked where nobody serves it yet."""

    home: Path
    """Where it stands now; not where it will."""
    manifest: BackupManifest
    behind: int
    """Entries of the log that were signed and published after the backup was made, and are not in it."""
    findings: tuple[str, ...]
    """What does not hold of the log in the backup; it did not hold there either."""

    @property
    def reaches(self) -> datetime:
        return self.manifest.reaches


def chosen_backup(folder: Path, name: str | None) -> Path:
    """Give the backup of a name in a folder, or the newest; Missing where there is none."""
    if name is not None:
        return folder / Path(name).name
    listed = manifests(folder)
    if not listed:
        raise Missing(f"There is no backup in '{folder}'; make one with: cautery backup {folder}")
    return listed[-1]


@contextmanager
def unpacked(
    folder: Path, home: Path, *, name: str | None, secret: str, notes: Sequence[str], database: str
) -> Iterator[Unpacked]:
    """Unpack and check a backup; when the block ends well, the installation stands at `home`.

    Args:
        name: which backup; None: the newest.
        secret: the key that opens it; '' where it is not encrypted.
        notes: signed roots of the log that were kept elsewhere.
        database: an empty PostgreSQL database to fill; '': a SQLite file.

    Raises:
        Conflict: something stands at `home`. Permanent: the backup is damaged. Invalid: it was signed with another key.
    """
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        raise Conflict(f"'{home}' is not empty; restore into a folder that does not exist yet.")
    manifest = read_manifest(chosen_backup(folder, name))
    beside = home.absolute().parent / f".{home.name}.restoring"
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(parents=True, mode=0o700)
    try:
        for file in manifest.files:
            _unpack(folder, manifest, file, beside, secret)
        yield _checked(folder, manifest, beside, notes=notes, database=database)
        if home.exists():
            home.rmdir()
        beside.rename(home)
        sync_folder(home.absolute().parent)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def close_doors(app: App) -> None:
    """End all sessions and links: who went out, or was sent away, after the backup was made must not be in again by it."""
    with app.noting() as connection:
        entrance.end_everything(connection)


def _unpack(folder: Path, manifest: BackupManifest, file: BackupFile, home: Path, secret: str) -> None:
    path = home / file.path
    if not path.resolve().is_relative_to(home.resolve()):
        raise Permanent(f"The backup names a file outside of the installation: '{file.path}'. Nothing was restored.")
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
        for piece in read_pieces(folder, manifest.place, file.pieces, secret=secret):
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    if path.stat().st_size != file.bytes:
        raise Permanent(f"The backup is damaged: '{file.path}' has not {file.bytes:,} bytes. Nothing was restored.")
    path.chmod(file.mode)


def _checked(folder: Path, manifest: BackupManifest, home: Path, *, notes: Sequence[str], database: str) -> Unpacked:
    """Bring what was unpacked to this version's tables, and hold the log against all signed roots that are known."""
    verifier = read_signer((home / "keys" / "audit.key").read_text(encoding="utf-8")).verifier()
    if verifier != manifest.verifier():
        raise Permanent("The backup's log key is not the one that signed its manifest. Nothing was restored.")
    newer, known = _published(folder, manifest, verifier, notes)
    _settle_database(home, database)
    if newer:
        replace_file(home / MISSING, newer.encode())
    if manifest.checkpoint:
        (home / "checkpoints").mkdir(mode=0o700, exist_ok=True)
        replace_file(home / "checkpoints" / "latest.note", manifest.checkpoint.encode())
    install(home, name=manifest.name)
    behind = read_checkpoint(newer).size - manifest.entries if newer else 0
    findings = _findings(home, verifier, known)
    return Unpacked(home=home, manifest=manifest, behind=behind, findings=findings)


def _published(
    folder: Path, manifest: BackupManifest, verifier: Verifier, notes: Sequence[str]
) -> tuple[str, Sequence[str]]:
    """Give the newest root that this backup does not reach, '' where there is none, and all those that it does.

    Invalid for one that another key signed: it belongs to another log, or this backup does.
    """
    others = [one.checkpoint for path in manifests(folder) if (one := _readable(path)) and one.key == manifest.key]
    published = [*notes, *(note for note in others if note)]
    sizes = {note: read_checkpoint(verifier.open(note)).size for note in published}
    newer = max((note for note in published if sizes[note] > manifest.entries), key=sizes.__getitem__, default="")
    return newer, [note for note in published if sizes[note] <= manifest.entries]


def _readable(path: Path) -> BackupManifest | None:
    try:
        return read_manifest(path)
    except (Invalid, Missing):
        return None  # another backup's harm is not this one's


def _settle_database(home: Path, database: str) -> None:
    """Put the copy into the database that is named, and name it in the settings; never into the one that served."""
    settings = home / "cautery.toml"
    text = settings.read_text(encoding="utf-8")
    lines, line = text.split("\n"), line_of(text, ["database"])
    setting = f'database = "{database}"' if database else "# database: this was restored into the SQLite file beside"
    if line is not None:
        lines[line - 1] = setting
    elif database:
        lines.insert(0, setting)
    replace_file(settings, "\n".join(lines).encode())
    if database:
        put_back(home / DATABASE, database)
        (home / DATABASE).unlink()


def _findings(home: Path, verifier: Verifier, notes: Sequence[str]) -> tuple[str, ...]:
    app = App(read_config(home), clock=WallClock(), person="restore")
    try:
        with app.reading() as connection:
            return verify(connection, verifier=verifier, kept=notes).findings
    finally:
        app.close()
