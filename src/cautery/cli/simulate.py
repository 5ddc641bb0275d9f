"""`cautery simulate`: a platform with operators who come back, as files."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from cautery.cli.output import AsJson, emit, next_step, quiet, say
from cautery.translations.speech import gettext

Society = Literal["network", "everyday"]


def simulate(
    out: Annotated[Path, typer.Option(help="Output directory.")],
    seed: Annotated[int, typer.Option(help="Random seed.")] = 0,
    truth: Annotated[bool, typer.Option("--truth", help="Also write the operator of each account.")] = False,
    society: Annotated[
        Society,
        typer.Option(
            help="network: operators run a network. everyday: households, clubs, classes, cafés, sold phones."
        ),
    ] = "network",
    people: Annotated[int, typer.Option(min=20, help="Number of ordinary users.")] = 600,
    operators: Annotated[int, typer.Option(min=1, help="Number of operators in the network.")] = 10,
    days: Annotated[int, typer.Option(min=1, help="Days to simulate.")] = 21,
    as_json: AsJson = False,
) -> None:
    """Simulate a platform and write its events: moderators suspend accounts, and operators return."""
    from rich.console import Console
    from rich.progress import Progress

    from cautery.simulator.everyday.life import write
    from cautery.simulator.everyday.society import a_society
    from cautery.simulator.world import WorldSize
    from cautery.trials.simulation import simulate as run

    if society == "everyday":
        written = write(a_society(seed, size=people / 4000), out, seed=seed, with_truth=truth)
    else:
        with Progress(console=Console(stderr=True), disable=quiet()) as bars:
            task = bars.add_task(gettext("days"), total=days)
            written = run(
                out,
                WorldSize(people=people, operators=operators, days=days),
                seed=seed,
                with_truth=truth,
                progress=lambda: bars.advance(task),
            )
    emit(
        written,
        as_json=as_json,
        show=lambda w: say(
            gettext("Events: {events}").format(events=w.events)
            + (gettext("\nTruth: {truth}").format(truth=w.truth) if w.truth else "")
        ),
    )
    next_step(
        gettext("Next: cautery ingest {events}, then cautery label {labels}").format(
            events=written.events, labels=written.labels
        )
    )
