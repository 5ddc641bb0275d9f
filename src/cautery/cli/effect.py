"""`cautery effect`: did it work?"""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, At, Home, emit, next_step, print_table, quiet, say
from cautery.effect.figure import Assumption, Figure, Measure
from cautery.translations.speech import gettext


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

    with opened(home) as app, Console(stderr=True, quiet=quiet()).status(gettext("measuring")):
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
    print_table(
        (gettext("assumption"), gettext("test"), gettext("result")),
        [(one.name, _result(one), one.says) for one in found.assumptions],
    )
    for gap in missed:
        next_step(
            gettext("Not seen from {since} to {until} on '{source}': {reason}").format(
                since=gap["since"] or "?",
                until=gap["until"] or gettext("now"),
                source=gap["source"],
                reason=gap["reason"],
            )
        )
    known = ", ".join(one.id for one in found.takedowns[:5])
    wrote = gettext("{written} files written to {out}. ").format(written=len(written), out=out) if out else ""
    if out and (lacking := lacks("altair")):
        wrote += gettext("No pictures: {lacking} ").format(lacking=lacking)
    next_step(gettext("{wrote}Takedowns for --takedown: {known}.").format(wrote=wrote, known=known or gettext("none")))


def _show(measures: Mapping[str, Measure]) -> None:
    rows = [(name, *_cells(figure)) for name, one in measures.items() for figure in one.figures]
    print_table(
        (
            gettext("measure"),
            gettext("figure"),
            gettext("value"),
            gettext("95 % interval"),
            gettext("rows"),
            gettext("note"),
        ),
        rows,
    )


def _result(one: Assumption) -> str:
    return gettext("not tested") if one.passed is None else gettext("passed") if one.passed else gettext("failed")


def _cells(figure: Figure) -> tuple[str, str, str, str, str]:
    bounds = "" if figure.low is None else gettext("{low:,.3g} to {high}").format(low=figure.low, high=_high(figure))
    value = "-" if figure.value is None else f"{figure.value:,.3g}"
    return figure.name, f"{value} {figure.unit}", bounds, str(len(figure.rows)), figure.note


def _high(figure: Figure) -> str:
    return "?" if figure.high is None else f"{figure.high:,.3g}"
