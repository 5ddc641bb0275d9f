"""`cautery doctor`: is this installation sound?"""

import sys

from cautery.cli.output import HERE, AsJson, Home, emit, print_table


def doctor(home: Home = HERE, as_json: AsJson = False) -> None:
    """Look at every part of the installation, and say what waits for a person. Exit code 1 when something is wrong."""
    from cautery.app import opened
    from cautery.pipeline.installation.health_checks import health_checks

    with opened(home) as app:
        health = health_checks(app)
    emit(
        health,
        as_json=as_json,
        show=lambda found: print_table(
            ("", "what", "found"), [(_state(check.ok, check.waits), check.name, check.says) for check in found.checks]
        ),
    )
    if not health.ok:
        sys.exit(1)


def _state(ok: bool, waits: bool) -> str:
    return "WRONG" if not ok else "waits" if waits else "ok"
