"""`cautery restore`: makes an installation from a backup, and says whether it proves itself."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, say
from cautery.errors import Missing
from cautery.translations.speech import gettext


def restore(
    folder: Annotated[Path, typer.Argument(help="Backup directory.")],
    backup: Annotated[str | None, typer.Option(help="File name of a backup in it; default: the newest.")] = None,
    key: Annotated[Path | None, typer.Option(help="File with the secret key, for an encrypted backup.")] = None,
    checkpoint: Annotated[list[Path] | None, typer.Option(help="Signed checkpoint stored elsewhere.")] = None,
    erasures: Annotated[list[Path] | None, typer.Option(help="List of erasures stored elsewhere.")] = None,
    database: Annotated[str, typer.Option(help="Empty PostgreSQL database to restore into; default: SQLite.")] = "",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Restore a backup into a new directory, after checking all of it. Exit code 1 if the audit log does not verify."""
    from cautery.worker.restoring import restore as put_back

    report = put_back(
        folder,
        home,
        name=backup,
        secret=_read(key) if key else "",
        notes=[_read(path) for path in checkpoint or ()],
        erasures=[_read(path) for path in erasures or ()],
        database=database,
    )
    emit(
        report,
        as_json=as_json,
        show=lambda r: say(
            gettext(
                "Restored '{home}': {files:,} files, {rows:,} rows of history, {entries:,} audit log entries, and "
                "everything acknowledged before {reaches}."
            ).format(home=r.home, files=r.files, rows=r.rows, entries=r.entries, reaches=r.reaches.isoformat())
        ),
    )
    if report.erased:
        says = gettext("{erased:,} people were erased after this backup, and were erased again.")
        next_step(says.format(erased=report.erased))
    if report.behind:
        next_step(
            gettext(
                "ATTENTION: {behind:,} audit log entries were signed after this backup and are missing. The proof is "
                "'{proof}'. Tell the people who keep checkpoints, and decide again what is missing."
            ).format(behind=report.behind, proof=home / "checkpoints" / "missing.note")
        )
    if not report.ok:
        next_step(gettext("ATTENTION: the audit log does not verify:\n") + "\n".join(report.findings))
    next_step(
        gettext(
            "Sessions and links have ended. API keys revoked, and people deactivated, after the backup are active again: "
            "check them under Team."
        )
    )
    if not report.ok:
        sys.exit(1)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise Missing(gettext("'{path}' cannot be read: {reason}.").format(path=path, reason=error.strerror)) from None
