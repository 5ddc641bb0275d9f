"""`cautery backup`: copies an installation while it serves."""

from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, say
from cautery.translations.speech import gettext


def backup(
    folder: Annotated[Path, typer.Argument(help="Backup directory, on another disk or machine.")],
    keep: Annotated[int | None, typer.Option(min=1, help="Keep only this many backups, the newest.")] = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Back up the installation while it serves. A further backup adds only what is new."""
    from cautery.app import opened
    from cautery.pipeline.backup.backing_up import back_up

    with opened(home) as app:
        report = back_up(app, folder, keep=keep)
    emit(
        report,
        as_json=as_json,
        show=lambda r: say(
            gettext(
                "Backup '{backup}' holds {files:,} files, {bytes:,} bytes ({added:,} new), and everything acknowledged "
                "before {reaches}."
            ).format(backup=r.backup, files=r.files, bytes=r.bytes, added=r.added, reaches=r.reaches.isoformat())
        ),
    )
    if not report.encrypted:
        next_step(
            gettext(
                "This backup is not encrypted, and holds the keys of the installation. Encrypt further ones with: "
                "cautery keys backup SECRET-FILE"
            )
        )
