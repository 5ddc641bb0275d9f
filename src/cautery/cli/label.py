"""`cautery label`: decisions in."""

from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, say
from cautery.errors import Invalid
from cautery.translations.speech import gettext

MOST_TOLD = 20


def label(
    file: Annotated[
        Path, typer.Argument(help="CSV file or workbook with columns account and label; optional: at, source, group.")
    ],
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Import decisions made elsewhere: violating, benign, presumed_benign or withdrawn."""
    from cautery.app import opened
    from cautery.pipeline.detection.labelling import label as take_in

    with opened(home) as app:
        report = take_in(app, file)
    emit(
        report,
        as_json=as_json,
        show=lambda r: say(
            gettext(
                "{accepted:,} labels imported ({unknown:,} for accounts not seen yet), {rejected:,} rejected: "
                "{new:,} new, {changed:,} changed, {withdrawn:,} withdrawn, {known:,} unchanged."
            ).format(
                accepted=r.accepted,
                unknown=r.unknown,
                rejected=r.rejected,
                new=r.new,
                changed=r.changed,
                withdrawn=r.withdrawn,
                known=r.known,
            )
        ),
    )
    for reason in report.reasons:
        next_step(reason)
    for row in [row for row in report.rows if row.fate in ("changed", "withdrawn", "older")][:MOST_TOLD]:
        next_step(f"line {row.line}: '{row.account}' {row.fate}. {row.says}".rstrip())
    if report.missing:
        next_step(
            gettext(
                "{missing:,} accounts that this file labelled before are not in it any more and keep their label "
                "('{first}', ...); to take one back, write it with the label 'withdrawn'."
            ).format(missing=len(report.missing), first=report.missing[0])
        )
    if not report.accepted:
        raise Invalid(
            gettext("'{file}' has no valid label. Each row needs the columns 'account' and 'label'.").format(file=file)
        )
    if not report.new + report.changed + report.withdrawn:
        next_step(gettext("Nothing changed: every label was imported before."))
    next_step(gettext("Next: cautery suspects, or first cautery fit"))
