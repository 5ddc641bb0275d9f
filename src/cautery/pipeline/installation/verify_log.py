"""Prove: show that nothing in the log, and nothing it stands for, was changed."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from cautery.app import App
from cautery.errors import Missing
from cautery.store import audit
from cautery.store.audit import Verification, verify


def verify_log(app: App, kept: Sequence[Path] = ()) -> Verification:
    """Verify the log against the checkpoints inside and beside the database, and against copies that were kept elsewhere."""
    beside = app.config.checkpoint
    notes = [_read(path) for path in (*kept, *((beside,) if beside.exists() else ()))]
    with app.reading() as connection:
        return verify(connection, verifier=app.signer.verifier(), kept=notes)


def latest_entries(app: App, *, most: int, before: int | None = None) -> tuple[Mapping[str, object], ...]:
    """List the newest entries of the log as they were written, newest first; `before` is the index where one goes on."""
    with app.reading() as connection:
        return tuple(audit.latest_entries(connection, most=most, before=before))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise Missing(f"The checkpoint '{path}' cannot be read: {error.strerror}.") from None
