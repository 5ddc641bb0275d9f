"""`cautery doctor`: is this installation sound?"""

import sys

from cautery.cli.output import HERE, AsJson, Home, emit, print_table
from cautery.translations.speech import gettext


def doctor(home: Home = HERE, as_json: AsJson = False) -> None:
    """Check every part of the installation and list what needs attention. Exit code 1 if a check fails."""
    from cautery.app import opened
    from cautery.pipeline.installation.health_checks import health_checks

    with opened(home) as app:
        health = health_checks(app)
    emit(
        health,
        as_json=as_json,
        show=lambda found: print_table(
            (gettext("status"), gettext("check"), gettext("details")),
            [(_state(check.ok, check.waits), check.name, check.says) for check in found.checks],
        ),
    )
    if not health.ok:
        sys.exit(1)


def _state(ok: bool, waits: bool) -> str:
    return gettext("failed") if not ok else gettext("attention") if waits else gettext("ok")
