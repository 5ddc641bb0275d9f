"""`cautery statements`: statements of reasons for the DSA transparency database."""

from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, print_table, say
from cautery.errors import Invalid
from cautery.translations.speech import gettext

statements = typer.Typer(no_args_is_help=True, help="Check and send statements of reasons (DSA, Art. 17 and 24(5)).")


@statements.command("check")
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help='File with one {"statement": ...} a line.')],
    as_json: AsJson = False,
) -> None:
    """Check statements as the transparency database does, and for personal data. Sends nothing."""
    from cautery.pipeline.reports.checking import check_statements

    found = list(check_statements(file))
    if not found:
        raise Invalid(gettext("'{file}' holds no statement; write one a line.").format(file=file))
    emit(
        found,
        as_json=as_json,
        show=lambda lines: print_table(
            (gettext("line"), gettext("field"), gettext("problem")),
            [
                (str(one.line), field, says)
                for one in lines
                for field, says in (*one.errors.items(), *one.warnings.items())
            ],
        ),
    )
    accepted = sum(one.ok for one in found)
    next_step(gettext("{ok:,} of {all:,} statements would be accepted.").format(ok=accepted, all=len(found)))


@statements.command("send")
def send(home: Home = HERE, as_json: AsJson = False) -> None:
    """Write and send statements for decisions in force on the platforms under [statements] in cautery.toml."""
    from cautery.app import opened
    from cautery.pipeline.reports.sending import send_statements

    with opened(home) as app:
        if not app.config.statements:
            raise Invalid(
                gettext("No platform is set under [statements] in cautery.toml; write [statements.NAME] first.")
            )
        report = send_statements(app)
    emit(
        report,
        as_json=as_json,
        show=lambda r: say(
            gettext("{sent:,} sent, {known:,} known already, {refused:,} refused, {waiting:,} waiting.").format(
                sent=r.sent, known=r.known, refused=r.refused, waiting=r.waiting
            )
        ),
    )
    if report.says:
        next_step(report.says)
