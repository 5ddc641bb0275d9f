"""`cautery banks`: known values, in and out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cautery.cli.output import HERE, AsJson, Home, emit, next_step, print_table, say
from cautery.errors import Invalid
from cautery.model.bank import BankEntry
from cautery.translations.speech import gettext

banks = typer.Typer(no_args_is_help=True, help="Hash banks: add, list, import, export and expire entries.")
LONGEST_SHOWN = 120
"""Letters of a value; those of films and recordings run to thousands."""
Bank = Annotated[str, typer.Option("--bank", help="Bank name.")]
Format = Annotated[
    str | None,
    typer.Option("--format", help="csv, jsonl, tat, threatexchange, threatexchange_updates; default: by file name."),
]


@banks.command("add")
def add(
    kind: Annotated[
        str, typer.Argument(metavar="TYPE", help="term, near_text, link, handoff, image_pdq, file_sha256, ...")
    ],
    value: Annotated[str, typer.Argument(help="Value.")],
    bank: Bank = "house",
    opinion: Annotated[str, typer.Option(help="positive: hash list; negative: allow-list.")] = "positive",
    policy: Annotated[str, typer.Option(help="Policy the entry belongs to.")] = "house",
    why: Annotated[str, typer.Option(help="Reason.")] = "",
    expires: Annotated[str, typer.Option(help="Expiry time.", metavar="TIME")] = "",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Add a value to a bank."""
    from cautery.app import opened
    from cautery.pipeline.banks.values import bank_value

    said = {"type": kind, "value": value, "opinion": opinion, "policy": policy, "why": why, "expires_at": expires}
    with opened(home) as app:
        entry = bank_value(app, said, bank=bank)
    emit(
        entry,
        as_json=as_json,
        show=lambda e: say(
            gettext("Added to '{bank}': {type} '{value}'.").format(bank=e.bank, type=e.type, value=e.value)
        ),
    )


@banks.command("add-file")
def add_file(
    file: Annotated[Path, typer.Argument(help="Image, video, audio, PDF or text file.")],
    bank: Bank = "house",
    policy: Annotated[str, typer.Option(help="Policy the entry belongs to.")] = "house",
    why: Annotated[str, typer.Option(help="Reason.")] = "",
    label: Annotated[list[str] | None, typer.Option(help="Label; repeat for several.")] = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Add all hashes of a file to a bank. The file is not stored."""
    from cautery.app import opened
    from cautery.pipeline.banks.values import bank_file

    with opened(home) as app:
        entries = bank_file(app, file, bank=bank, why=why, policy=policy, labels=label or ())
    emit(entries, as_json=as_json, show=_show)


@banks.command("list")
def list_(
    bank: Annotated[str | None, typer.Option("--bank", help="Bank name; default: all.")] = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """List active entries."""
    from cautery.app import opened
    from cautery.pipeline.banks.values import bank_entries

    with opened(home) as app:
        emit(bank_entries(app, bank=bank), as_json=as_json, show=_show)


@banks.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="File to import.")],
    bank: Bank = "house",
    format_name: Format = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Import a file of values into a bank."""
    from cautery.app import opened
    from cautery.pipeline.banks.values import import_bank

    with opened(home) as app:
        report = import_bank(app, file, bank=bank, format_name=format_name)
    emit(
        report,
        as_json=as_json,
        show=lambda r: say(
            gettext("{accepted:,} values imported, {rejected:,} rejected.").format(
                accepted=r.accepted, rejected=r.rejected
            )
        ),
    )
    for reason in (*report.reasons, *report.notes):
        next_step(reason)
    if not report.accepted:
        raise Invalid(gettext("'{file}' has no valid entry. Each entry needs 'type' and 'value'.").format(file=file))


@banks.command("export")
def export(
    file: Annotated[Path, typer.Argument(help="File to write.")],
    bank: Bank = "house",
    format_name: Format = None,
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Export a bank to a file."""
    from cautery.app import opened
    from cautery.pipeline.banks.values import export_bank

    with opened(home) as app:
        written = export_bank(app, file, bank=bank, format_name=format_name)
    emit(
        {"file": str(file), "written": written},
        as_json=as_json,
        show=lambda _: say(gettext("{written:,} values written to '{file}'.").format(written=written, file=file)),
    )


@banks.command("expire")
def expire(
    kind: Annotated[str, typer.Option("--type", help="Type of the value.")] = "",
    value: Annotated[str, typer.Option("--value", help="Value; default: the whole bank.")] = "",
    why: Annotated[str, typer.Option(help="Reason.")] = "",
    bank: Bank = "house",
    home: Home = HERE,
    as_json: AsJson = False,
) -> None:
    """Expire an entry, or a whole bank, now."""
    from cautery.app import opened
    from cautery.pipeline.banks.values import expire_value

    if bool(kind) != bool(value):
        raise Invalid(gettext("Give both --type and --value, or neither to expire the whole bank."))
    with opened(home) as app:
        ended = expire_value(app, bank=bank, kind=kind, value=value, why=why)
    emit(
        {"expired": ended},
        as_json=as_json,
        show=lambda _: say(gettext("{ended:,} entries expired.").format(ended=ended)),
    )


def _show(entries: Sequence[BankEntry]) -> None:
    print_table(
        (
            gettext("bank"),
            gettext("type"),
            gettext("value"),
            gettext("opinion"),
            gettext("source"),
            gettext("policy"),
            gettext("expires"),
        ),
        [
            (
                e.bank,
                e.type,
                e.value if len(e.value) <= LONGEST_SHOWN else f"{e.value[:LONGEST_SHOWN]}…",
                e.opinion,
                e.origin,
                e.policy,
                f"{e.expires_at:%Y-%m-%d}" if e.expires_at else "-",
            )
            for e in entries
        ],
    )
