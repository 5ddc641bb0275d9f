"""`cautery cases`: the queue."""

from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, At, Home, emit, next_step, print_table
from cautery.kit.percent import percent
from cautery.translations.speech import gettext


def cases(
    everything: Annotated[bool, typer.Option("--all", help="Include decided cases.")] = False,
    at: At = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """List open cases, earliest deadline first."""
    from cautery.config import read_config
    from cautery.kit.clock import WallClock
    from cautery.pipeline.cases.terminal_queue import queue

    config = read_config(home)
    if config.database_url is None:
        found = queue(config, WallClock(), at=at, everything=everything)
    else:
        from cautery.app import opened
        from cautery.pipeline.cases.review_queue import all_cases

        with opened(home) as app:
            found = all_cases(app, at=at, everything=everything)
    if as_json:
        emit(
            [
                {
                    "case": case.case,
                    "about": case.about.id,
                    "platform": case.about.platform,
                    "post": case.post,
                    "chance": case.chance,
                    "due": case.due,
                    "state": case.state,
                    "origin": case.origin,
                    "reasons": case.reasons,
                }
                for case in found
            ],
            as_json=True,
            show=print,
        )
        return
    print_table(
        (
            gettext("case"),
            gettext("account"),
            gettext("likelihood"),
            gettext("due"),
            gettext("state"),
            gettext("strongest evidence"),
        ),
        [
            (
                case.case,
                case.about.id
                if case.post is None
                else gettext("{id}, post {post}").format(id=case.about.id, post=case.post),
                "-" if case.chance is None else percent(case.chance),
                f"{case.due:%Y-%m-%d %H:%M}",
                case.state,
                case.reasons[0].says if case.reasons else "-",
            )
            for case in found
        ],
    )
    next_step(
        gettext("Next: cautery decide CASE --measure suspend --clause promotes --reason '...'")
        if found
        else gettext("No open cases.")
    )
