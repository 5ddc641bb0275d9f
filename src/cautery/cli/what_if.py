"""`cautery what-if`: what would come of looking at something else, on the simulated platform."""

from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import AsJson, emit, next_step, print_table, quiet
from cautery.translations.speech import gettext


def what_if(
    policy: Annotated[
        list[str] | None,
        typer.Option(help="Policy to compare, first one as reference; repeat for several; default: all."),
    ] = None,
    seeds: Annotated[int, typer.Option(min=1, help="Number of simulated societies per policy.")] = 3,
    first_seed: Annotated[int, typer.Option("--seed", help="First random seed.")] = 0,
    reviews: Annotated[int, typer.Option(min=0, help="Reviews a day.")] = 200,
    days: Annotated[int, typer.Option(min=2, help="Days to simulate.")] = 60,
    operators: Annotated[int, typer.Option(min=1, help="Number of operators in the network.")] = 300,
    out: Annotated[Path | None, typer.Option(help="Directory for chart and figures.")] = None,
    as_json: AsJson = False,
) -> None:
    """Compare review policies on the same simulated societies with the same number of reviews a day."""
    from dataclasses import replace

    from rich.console import Console
    from rich.progress import Progress

    from cautery.trials.credible import AROUND
    from cautery.trials.what_if import HEAD, POLICIES, SIZE, cells, pictured, write
    from cautery.trials.what_if import what_if as run

    names = tuple(policy or POLICIES)
    size = replace(SIZE, operators=operators, bystanders=AROUND * operators, days=days)
    with Progress(console=Console(stderr=True), disable=quiet()) as bars:
        task = bars.add_task(gettext("societies"), total=len(names) * seeds)
        found = run(
            names,
            seeds=range(first_seed, first_seed + seeds),
            reviews_a_day=reviews,
            size=size,
            progress=lambda: bars.advance(task),
        )
    written = write(found, out) if out else ()
    emit(found, as_json=as_json, show=lambda results: print_table(HEAD, map(cells, results)))
    next_step(" ".join((pictured(found).says, *(gettext("Written: {path}").format(path=path) for path in written))))
