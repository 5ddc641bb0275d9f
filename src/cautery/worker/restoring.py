"""Puts an installation back from a backup.

It is unpacked and checked, its doors are closed, and history is computed again, before it gets its name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cautery.app import opened
from cautery.pipeline.backup.restoring import close_doors, unpacked
from cautery.pipeline.personal_data.proof import read_notes
from cautery.worker.erasing import erase_again
from cautery.worker.rebuilding import rebuild


@dataclass(frozen=True, slots=True, kw_only=True)
class RestoreReport:
    """What was restored, and whether it proves itself."""

    home: str
    files: int
    bytes: int
    reaches: datetime
    """All that was acknowledged before this moment is there."""
    rows: int
    """Of history, computed again from the journal."""
    entries: int
    """Of the audit log."""
    behind: int
    """Entries that were signed and published later, and are missing here."""
    erased: int
    """People who were erased after the backup, and were erased again."""
    ok: bool
    """Whether the log verifies."""
    findings: tuple[str, ...]


def restore(
    folder: Path,
    home: Path,
    *,
    name: str | None = None,
    secret: str = "",
    notes: Sequence[str] = (),
    erasures: Sequence[str] = (),
    database: str = "",
) -> RestoreReport:
    """Restore a backup to a folder that does not exist yet; arguments as `unpacked` has them.

    Args:
        erasures: lists of erasures that were kept elsewhere; the one beside the backups is read anyway.
    """
    with unpacked(folder, home, name=name, secret=secret, notes=notes, database=database) as found:
        with opened(found.home) as app:
            close_doors(app)
            lists = [path.read_text(encoding="utf-8") for path in (folder / app.config.erasures.name,) if path.exists()]
            listed = [note for text in (*lists, *erasures) for note in read_notes(text, app.signer.verifier())]
            erased = erase_again(app, listed)
            rebuilt = rebuild(app, history=True, detection=False)
        manifest = found.manifest
        return RestoreReport(
            home=str(home),
            files=len(manifest.files),
            bytes=sum(file.bytes for file in manifest.files),
            reaches=manifest.reaches,
            rows=rebuilt.rows,
            entries=manifest.entries,
            behind=found.behind,
            erased=len(erased),
            ok=not found.findings,
            findings=found.findings,
        )
