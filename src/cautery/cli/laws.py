"""`cautery laws`: which laws apply to the service, which clocks they start, and what is missing."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, print_table, say
from cautery.errors import Invalid
from cautery.translations.speech import gettext


def laws(
    established: Annotated[str | None, typer.Option(help="Country of establishment, as two letters: DE.")] = None,
    users: Annotated[
        str | None, typer.Option(help="Countries of the users, with commas. EU stands for all Member States.")
    ] = None,
    staff: Annotated[int | None, typer.Option(help="Number of people who work for you.", min=0)] = None,
    turnover: Annotated[float | None, typer.Option(help="Yearly turnover in million euros.", min=0)] = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """List the laws that apply to the service, their time limits, and what is missing. This is no legal advice."""
    from cautery.config import read_config
    from cautery.kit.clock import WallClock
    from cautery.pipeline.orders.applicable_laws import ApplicableLaw, applicable_laws, as_toml, service_with

    kept = read_config(home).service
    said = service_with(kept, established=established, users=users, staff=staff, turnover=turnover)
    if said.established is None:
        if not sys.stdin.isatty():
            raise Invalid(
                gettext(
                    "Which laws apply depends on who runs the service. Say it with "
                    "--established DE --users EU --staff 1 --turnover 0.1, or under [service] in cautery.toml."
                )
            )
        said = service_with(
            said,
            established=typer.prompt(gettext("Country in which you are established (two letters)"), err=True),
            users=typer.prompt(gettext("Countries of your users, with commas (EU: all Member States)"), err=True),
            staff=typer.prompt(gettext("Number of people who work for you"), type=int, err=True),
            turnover=typer.prompt(gettext("Yearly turnover in million euros"), type=float, err=True),
        )
    found = applicable_laws(said, on=WallClock().now().date())

    def show(applied: tuple[ApplicableLaw, ...]) -> None:
        for law in applied:
            say(f"\n{law.title}\n{law.why}")
            print_table(
                (gettext("clock"), gettext("article"), gettext("starts"), gettext("time"), gettext("wording")),
                [(one.id, one.article, one.starts, one.length, one.source) for one in law.clocks],
            )
            _say_missing([(duty.article, duty.says, duty.needs) for duty in law.missing])

    emit(found, as_json=as_json, show=show)
    next_step(gettext("This is no legal advice. 'remembered' marks wording that was not read in an official source."))
    if said != kept:
        next_step(gettext("To keep these answers, add to cautery.toml:\n{facts}").format(facts=as_toml(said)))


def _say_missing(duties: Sequence[tuple[str, str, str]]) -> None:
    for article, says, key in duties:
        say(
            gettext("Missing (Article {article}): {says} Set '{key}' under [service].").format(
                article=article, says=says, key=key
            )
        )
