"""`cautery preserved`: encrypted copies of what was removed, and holds for courts and authorities."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, plain, print_table, say
from cautery.kit.clock import parse_time
from cautery.model.preservation import AccessPurpose, PreservationBasis
from cautery.translations.speech import gettext

preserved = typer.Typer(no_args_is_help=True, help="Preserved copies: hold, extend, read with a second person.")
Name = Annotated[str, typer.Argument(metavar="ID", help="Copy, as 'preserved list' names it.")]
Document = Annotated[str, typer.Option(help="Document that asks for it: authority or court, date, reference.")]
Until = Annotated[datetime, typer.Option(help="Last day.", parser=parse_time, metavar="TIME")]


@preserved.command("list")
def list_all(home: Home = HERE, as_json: AsJson = False) -> None:
    """List preserved copies with their basis, end and state."""
    from cautery.app import opened
    from cautery.pipeline.orders.preserving import ends_at, list_preserved

    with opened(home) as app:
        found = list_preserved(app)
    rows = [
        {
            "id": made.id,
            "platform": made.about.platform,
            "account": made.about.id,
            "post": made.post,
            "basis": made.basis,
            "document": made.document,
            "until": ends_at(made, steps),
            "last_step": steps[-1].kind if steps else "preserved",
            "key_sha256": made.key_sha256,
        }
        for made, steps in found
    ]
    columns = ("id", "account", "post", "basis", "until", "last_step")
    emit(
        rows,
        as_json=as_json,
        show=lambda shown: print_table(columns, [tuple(plain(str(one[name])) for name in columns) for one in shown]),
    )


@preserved.command()
def hold(
    platform: Annotated[str, typer.Argument(metavar="PLATFORM", help="Platform's name.")],
    account: Annotated[str, typer.Argument(metavar="ACCOUNT", help="Account ID on it.")],
    document: Document,
    until: Until,
    basis: Annotated[PreservationBasis, typer.Option(help="Legal basis of the hold.")] = "court",
    post: Annotated[str | None, typer.Option(help="Only this post.")] = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Preserve an account for a court or an authority. Erasure and retention wait until it ends."""
    from cautery.app import opened
    from cautery.model.account import Account, AccountId, Platform
    from cautery.pipeline.orders.preserving import preserve

    about = Account(platform=Platform(platform), id=AccountId(account))
    with opened(home) as app:
        made = preserve(app, about, basis=basis, document=document, expires_at=until, post=post)
    emit(made, as_json=as_json, show=lambda kept: say(gettext("Preserved as '{name}'.").format(name=kept.id)))


@preserved.command()
def extend(name: Name, document: Document, until: Until, home: Home = HERE) -> None:
    """Keep a copy longer, as a document asks for review proceedings."""
    from cautery.app import opened
    from cautery.pipeline.orders.preserving import extend as extend_copy

    with opened(home) as app:
        extend_copy(app, name, document=document, until=until)
    say(gettext("Preserved until {day}.").format(day=f"{until:%Y-%m-%d}"))


@preserved.command()
def ask(
    name: Name,
    purpose: Annotated[AccessPurpose, typer.Option(help="Review proceedings, or prosecution of terrorist offences.")],
    says: Annotated[str, typer.Option("--says", help="Proceedings, court or authority, and reference.")],
    home: Home = HERE,
) -> None:
    """Ask to read a copy. A second person approves."""
    from cautery.app import opened
    from cautery.pipeline.orders.preserving import ask_to_read

    with opened(home) as app:
        ask_to_read(app, name, purpose=purpose, says=says)
    say(gettext("A second person approves it now: cautery preserved approve {name}").format(name=name))


@preserved.command()
def approve(name: Name, home: Home = HERE) -> None:
    """Approve that another person reads a copy."""
    from cautery.app import opened
    from cautery.pipeline.orders.preserving import approve_reading

    with opened(home) as app:
        approve_reading(app, name)
    say(gettext("Approved."))


@preserved.command()
def read(
    name: Name,
    out: Annotated[Path, typer.Option(help="New file for the copy, as JSON.")],
    home: Home = HERE,
) -> None:
    """Write a copy to a file, once, as the person who asked."""
    from cautery.app import opened
    from cautery.errors import Conflict
    from cautery.pipeline.orders.preserving import write_copy

    if out.exists():
        raise Conflict(gettext("'{file}' exists; name a new file.").format(file=out))
    with opened(home) as app:
        write_copy(app, name, out)
    say(gettext("Written to '{file}'.").format(file=out))
