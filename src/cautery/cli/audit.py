"""`cautery audit`: is the log whole?"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, say
from cautery.translations.speech import gettext

audit = typer.Typer(no_args_is_help=True, help="Verify the audit log.")


@audit.callback()
def log() -> None:
    """Verify the audit log."""


@audit.command("verify")
def verify(
    checkpoint: Annotated[list[Path] | None, typer.Option(help="Signed checkpoint stored elsewhere.")] = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Verify that no audit log entry was changed, dropped, reordered or added. Exit code 1 if one was."""
    from cautery.app import opened
    from cautery.pipeline.installation.verify_log import verify_log

    with opened(home) as app:
        found = verify_log(app, kept=checkpoint or ())
    emit(
        found,
        as_json=as_json,
        show=lambda v: say(
            gettext("{entries:,} entries, root {root}: verified.").format(entries=v.entries, root=v.root)
            if v.ok
            else gettext("Verification FAILED:\n") + "\n".join(v.findings)
        ),
    )
    if not found.ok:
        sys.exit(1)
