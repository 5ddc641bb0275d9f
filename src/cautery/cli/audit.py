"""`cautery audit`: is the log whole?"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit

audit = typer.Typer(no_args_is_help=True, help="The log that proves itself.")


@audit.callback()
def log() -> None:
    """Look after the log."""


@audit.command("verify")
def verify(
    checkpoint: Annotated[list[Path] | None, typer.Option(help="A signed checkpoint that was kept elsewhere.")] = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Find whatever was changed, dropped, reordered or added in the log. Exit code 1 when something was."""
    from cautery.app import opened
    from cautery.pipeline.installation.verify_log import verify_log

    with opened(home) as app:
        found = verify_log(app, kept=checkpoint or ())
    emit(
        found,
        as_json=as_json,
        show=lambda v: print(
            f"{v.entries:,} entries, root {v.root}: whole." if v.ok else "NOT whole:\n" + "\n".join(v.findings)
        ),
    )
    if not found.ok:
        sys.exit(1)
