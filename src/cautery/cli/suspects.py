"""`cautery suspects`: accounts that deserve a look, strongest first."""

from collections.abc import Sequence
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, At, Home, emit, next_step, print_table, quiet
from cautery.kit.percent import percent
from cautery.model.suspicion import Suspicion
from cautery.translations.speech import gettext


def suspects(
    limit: Annotated[int | None, typer.Option(min=1, help="Number of accounts to list.")] = None,
    whole_platform: Annotated[
        bool, typer.Option("--all", help="List every account without a final decision; opens no case.")
    ] = False,
    at: At = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """List suspicious accounts around removed ones, strongest first, with evidence in bits. Opens cases above the threshold."""
    from rich.console import Console

    from cautery.app import opened
    from cautery.pipeline.detection.suspects import suspects as name_suspects

    with opened(home) as app, Console(stderr=True, quiet=quiet()).status(gettext("reading history and scoring")):
        found = name_suspects(app, at=at, whole_platform=whole_platform)
    listed = found[:limit]
    if as_json:
        emit([_plain(one) for one in listed], as_json=True, show=print)
        return
    _show(listed)
    next_step(
        (
            gettext("{found:,} accounts. Next: cautery cases")
            if whole_platform
            else gettext("{found:,} accounts around removed accounts. Next: cautery cases")
        ).format(found=len(found))
    )


def _plain(one: Suspicion) -> dict[str, object]:
    return {
        "account": one.about.id,
        "platform": one.about.platform,
        "chance": one.chance,
        "bits": one.bits,
        "neighbourhood": one.neighbourhood,
        "reasons": one.reasons,
    }


def _show(found: Sequence[Suspicion]) -> None:
    print_table(
        (gettext("account"), gettext("likelihood"), gettext("bits"), gettext("evidence")),
        [
            (
                suspicion.about.id,
                percent(suspicion.chance),
                f"{suspicion.bits:+.1f}",
                "\n".join(f"{reason.bits:+.1f} {reason.channel}: {reason.says}" for reason in suspicion.reasons) or "-",
            )
            for suspicion in found
        ],
    )
