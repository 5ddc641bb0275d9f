"""`cautery cases`: the queue."""

from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, At, Home, emit, next_step, print_table
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
                    "case": one.case,
                    "about": one.about.id,
                    "platform": one.about.platform,
                    "post": one.post,
                    "chance": one.chance,
                    "due": one.due,
                    "state": one.state,
                    "origin": one.origin,
                    "reasons": one.reasons,
                }
                for one in found
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
                one.case,
                one.about.id
                if one.post is None
                else gettext("{id}, post {post}").format(id=one.about.id, post=one.post),
                "-" if one.chance is None else f"{one.chance:.1%}",
                f"{one.due:%Y-%m-%d %H:%M}",
                one.state,
                one.reasons[0].says if one.reasons else "-",
            )
            for one in found
        ],
    )
    next_step(
        gettext("Next: cautery decide CASE --measure suspend --clause promotes --reason '...'")
        if found
        else gettext("No open cases.")
    )
