"""`cautery rebuild`: computes again what can be computed."""

from enum import StrEnum
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, say
from cautery.translations.speech import gettext


class RebuildTarget(StrEnum):
    """What can be computed again from the journal and the ledgers."""

    HISTORY = "history"
    DETECTION = "detection"
    ALL = "all"


def rebuild(
    what: Annotated[RebuildTarget, typer.Argument(help="Part to rebuild. Default: all.")] = RebuildTarget.ALL,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Compute again what can be computed: history from the journal, and what detection knows from history."""
    from cautery.app import opened
    from cautery.worker.rebuilding import rebuild as compute_again

    with opened(home) as app:
        report = compute_again(app, history=what != RebuildTarget.DETECTION, detection=what != RebuildTarget.HISTORY)
    emit(
        report,
        as_json=as_json,
        show=lambda done: say(
            gettext("{days:,} days, {rows:,} rows computed again.").format(days=done.days, rows=done.rows)
        ),
    )
