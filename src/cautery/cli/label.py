"""`cautery label`: decisions in."""

from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step
from cautery.errors import Invalid


def label(
    file: Annotated[Path, typer.Argument(help="CSV with the columns account and label; at, source, group when there.")],
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Take in decisions that were made elsewhere: violating, benign or presumed_benign."""
    from cautery.app import opened
    from cautery.pipeline.detection.learn import label as take_in

    with opened(home) as app:
        report = take_in(app, file)
    emit(
        report,
        as_json=as_json,
        show=lambda r: print(
            f"{r.accepted:,} labels in ({r.unknown:,} of accounts not seen yet), {r.rejected:,} rejected."
        ),
    )
    for reason in report.reasons:
        next_step(reason)
    if not report.accepted:
        raise Invalid(f"nothing in '{file}' was a label; it needs rows with 'account' and 'label'.")
    next_step("Next: cautery suspects, or first cautery fit")
