"""`cautery label`: decisions in."""

from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step
from cautery.errors import Invalid


def label(
    file: Annotated[Path, typer.Argument(help="CSV file with columns account and label; optional: at, source, group.")],
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Import decisions made elsewhere: violating, benign or presumed_benign."""
    from cautery.app import opened
    from cautery.pipeline.detection.learn import label as take_in

    with opened(home) as app:
        report = take_in(app, file)
    emit(
        report,
        as_json=as_json,
        show=lambda r: print(
            f"{r.accepted:,} labels imported ({r.unknown:,} for accounts not seen yet), {r.rejected:,} rejected."
        ),
    )
    for reason in report.reasons:
        next_step(reason)
    if not report.accepted:
        raise Invalid(f"'{file}' has no valid label. Each row needs the columns 'account' and 'label'.")
    next_step("Next: cautery suspects, or first cautery fit")
