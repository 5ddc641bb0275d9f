"""`cautery effect`: did it work?"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, At, Home, emit, next_step, print_table, quiet, say
from cautery.effect.figure import Assumption, Figure, Measure


def effect(
    takedown: Annotated[
        str | None, typer.Option(help="One takedown: plan ID, network ID, or 'day:2016-02-05'.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="Directory for charts and rows.")] = None,
    at: At = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Measure the effect of enforcement: survival, returns, reach, displacement and collateral, with intervals."""
    from rich.console import Console

    from cautery.app import opened
    from cautery.kit.extras import lacks
    from cautery.pipeline.effect.measure import as_told, write
    from cautery.pipeline.effect.measure import effect as measure
    from cautery.pipeline.ingestion.sources import not_seen

    with opened(home) as app, Console(stderr=True, quiet=quiet()).status("measuring"):
        found = measure(app, takedown=takedown, at=at)
        written = write(found, out) if out else ()
        missed = [
            {"source": source, "since": gap.since, "until": gap.until, "reason": gap.reason}
            for source, gap in not_seen(app)
        ]
    if as_json:
        emit({**as_told(found), "not_seen": missed}, as_json=True, show=print)
        return
    say(found.says)
    _show(found.measures)
    print_table(("assumption", "test", "result"), [(one.name, _result(one), one.says) for one in found.assumptions])
    for gap in missed:
        next_step(
            f"Not seen from {gap['since'] or '?'} to {gap['until'] or 'now'} on '{gap['source']}': {gap['reason']}"
        )
    known = ", ".join(one.id for one in found.takedowns[:5])
    wrote = f"{len(written)} files written to {out}. " if out else ""
    if out and (lacking := lacks("altair")):
        wrote += f"No pictures: {lacking} "
    next_step(f"{wrote}Takedowns for --takedown: {known or 'none'}.")


def _show(measures: Mapping[str, Measure]) -> None:
    rows = [(name, *_cells(figure)) for name, one in measures.items() for figure in one.figures]
    print_table(("measure", "figure", "value", "95 % interval", "rows", "note"), rows)


def _result(one: Assumption) -> str:
    return "not tested" if one.passed is None else "passed" if one.passed else "failed"


def _cells(figure: Figure) -> tuple[str, str, str, str, str]:
    bounds = "" if figure.low is None else f"{figure.low:,.3g} to {_high(figure)}"
    value = "-" if figure.value is None else f"{figure.value:,.3g}"
    return figure.name, f"{value} {figure.unit}", bounds, str(len(figure.rows)), figure.note


def _high(figure: Figure) -> str:
    return "?" if figure.high is None else f"{figure.high:,.3g}"
