"""`cautery person`: what is held about a person, and its erasure."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, print_table, say
from cautery.translations.speech import gettext

person = typer.Typer(no_args_is_help=True, help="Export or erase what is held about a person.")
PlatformName = Annotated[str, typer.Argument(metavar="PLATFORM", help="Platform's name.")]
AccountName = Annotated[str, typer.Argument(metavar="ACCOUNT", help="Account ID on it.")]
Id = Annotated[str, typer.Argument(metavar="ID", help="Erasure, as 'person erase' names it.")]


@person.callback()
def about() -> None:
    """Export or erase what is held about a person."""


@person.command("export")
def export(
    platform: PlatformName,
    account: AccountName,
    out: Annotated[Path | None, typer.Option(help="New zip file; default: person.zip.")] = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Write a zip file with everything that the person may have: JSON, and a page to read."""
    from cautery.app import opened
    from cautery.model.account import Account, AccountId, Platform
    from cautery.pipeline.personal_data.export import export_person

    with opened(home) as app:
        whom = Account(platform=Platform(platform), id=AccountId(account))
        report = export_person(app, whom, out or Path("person.zip"))
    emit(
        report,
        as_json=as_json,
        show=lambda r: say(
            gettext("{events:,} events and {rows:,} records written to '{out}'.").format(
                events=r.events, rows=r.rows, out=r.out
            )
        ),
    )


@person.command("erase")
def erase(
    platform: PlatformName,
    account: AccountName,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Plan an erasure: what goes, what stays and why. Nothing is erased before a second person approves it."""
    from cautery.app import opened
    from cautery.model.account import Account, AccountId, Platform
    from cautery.pipeline.personal_data.planning import ask

    with opened(home) as app:
        asked, plan = ask(app, Account(platform=Platform(platform), id=AccountId(account)))
    gone: dict[str, int] = {"events": plan.events, "mentions": plan.mentions, **plan.rows}
    emit(
        {"plan": asked.id, "gone": gone, "kept": plan.kept},
        as_json=as_json,
        show=lambda said: print_table(
            (gettext("erased or kept"), gettext("number or reason")),
            [
                *((name, f"{many:,}") for name, many in gone.items()),
                *((one.what, f"{one.why}{f', until {one.until:%Y-%m-%d}' if one.until else ''}") for one in plan.kept),
            ],
        ),
    )
    next_step(gettext("Next, as another person: cautery person approve {id}").format(id=asked.id))


@person.command("approve")
def approve(name: Id, home: Home = HERE, as_json: AsJson = False) -> None:
    """Approve an erasure that another person asked for."""
    _answer(name, "approved", home=home, as_json=as_json)
    next_step(gettext("Next, while the installation is not served: cautery person run"))


@person.command("refuse")
def refuse(name: Id, home: Home = HERE, as_json: AsJson = False) -> None:
    """Refuse an erasure."""
    _answer(name, "refused", home=home, as_json=as_json)


@person.command("list")
def listing(home: Home = HERE, as_json: AsJson = False) -> None:
    """List erasures and their states."""
    from cautery.app import opened
    from cautery.pipeline.personal_data.planning import listed

    with opened(home) as app:
        found = [{"plan": one.id, "state": one.state, "by": one.by, "at": one.at} for one in listed(app)]
    emit(
        found,
        as_json=as_json,
        show=lambda rows: print_table(
            (gettext("plan"), gettext("state"), gettext("by"), gettext("at")),
            [tuple(map(str, row.values())) for row in rows],
        ),
    )


@person.command("run")
def run(home: Home = HERE, as_json: AsJson = False) -> None:
    """Carry out approved erasures, and search everything for what is left. Exit code 1 if anything was found."""
    from cautery.app import opened
    from cautery.worker.erasing import erase_approved

    with opened(home) as app:
        done = erase_approved(app)
    said: list[dict[str, object]] = [
        {
            "plan": one.id,
            "gone": {**one.rows, "events": one.events, "mentions": one.mentions},
            "kept": one.kept,
            "found": one.found,
        }
        for one in done
    ]
    emit(
        said,
        as_json=as_json,
        show=lambda _: say(
            gettext("{many} erasures carried out; still found in {places} places.").format(
                many=len(done), places=sum(len(one.found) for one in done)
            )
        ),
    )
    if any(one.found for one in done):
        sys.exit(1)


def _answer(name: str, state: str, *, home: Path, as_json: bool) -> None:
    from cautery.app import opened
    from cautery.pipeline.personal_data.planning import answer

    with opened(home) as app:
        answered = answer(app, name, "approved" if state == "approved" else "refused")
    emit(
        {"plan": answered.id, "state": answered.state},
        as_json=as_json,
        show=lambda said: say(gettext("Erasure {id}: {state}.").format(id=said["plan"], state=said["state"])),
    )
