"""Prove: show that nothing in the log, and nothing it stands for, was changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from cautery.app import App
from cautery.errors import Missing
from cautery.store import audit
from cautery.store.audit import Verification, verify
from cautery.store.derived import disagreements
from cautery.store.sealed import rows_from_elsewhere


def verify_log(app: App, kept: Sequence[Path] = ()) -> Verification:
    """Verify the log against the checkpoints inside and beside the database, and against copies that were kept elsewhere;
    and what stands beside the log: what lets people in, and what is computed from the ledgers.
    """
    beside = app.config.checkpoint
    notes = [_read(path) for path in (*kept, *((beside,) if beside.exists() else ()))]
    with app.reading() as connection:
        found = verify(connection, verifier=app.signer.verifier(), kept=notes)
        beside_it = (*rows_from_elsewhere(connection), *disagreements(connection))
    if not beside_it:
        return found
    return replace(found, ok=False, findings=(*found.findings, *beside_it))


def latest_entries(app: App, *, most: int, before: int | None = None) -> tuple[Mapping[str, object], ...]:
    """List the newest entries of the log as they were written, newest first; `before` is the index where one goes on."""
    with app.reading() as connection:
        return tuple(audit.latest_entries(connection, most=most, before=before))


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise Missing(f"The checkpoint '{path}' cannot be read: {error.strerror}.") from None
